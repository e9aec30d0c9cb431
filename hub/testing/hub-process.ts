import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '..', 'main.ts');

/** A hub as its own process, as a user starts it. */
export interface HubProcess {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** The first line of standard output that matches. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

export function startHub(args: readonly string[], environment: Record<string, string> = {}): HubProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = new Promise<number | string>((resolve) =>
    child.on('exit', (code, signal) => resolve(code ?? signal ?? '')),
  );
  return {
    child,
    output: () => text,
    ended,
    async line(pattern) {
      const deadline = performance.now() + 20_000;
      while (performance.now() < deadline) {
        const found = text.split('\n').find((line) => pattern.test(line));
        if (found !== undefined) return found;
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`no line ${pattern} in:\n${text}`);
    },
  };
}
