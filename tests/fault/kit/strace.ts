import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * What a process did to its files, in order. `file` and `from`/`to` are absolute paths. `say` is a write to a pipe or
 * socket: what the process told others, and so the moment of an acknowledgement.
 */
export type Act =
  | { readonly kind: 'create'; readonly file: string }
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  /** fsync or fdatasync that succeeded; of a folder too. */
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'unlink'; readonly file: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'say'; readonly data: Buffer };

/** Written strings longer than this would be cut by strace; SQLite writes pages, so this is never near. */
const LONGEST = 2 * 1024 * 1024;
const CALLS =
  'openat,pwrite64,write,writev,sendmsg,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2';

/**
 * Arguments of strace that record the main thread of what follows them. One thread is enough: SQLite, `writeFileSync`
 * and the IPC channel of Node all work on it.
 */
export function recordArgs(output: string): string[] {
  return ['-y', '-xx', '-s', String(LONGEST), '-o', output, '-e', `trace=${CALLS}`, '-e', 'signal=none'];
}

/**
 * Arguments of strace that make the k-th `call` (from 1) on one of `files` fail with `error`; with `lasting` every later
 * one too. The kernel does not carry the call out.
 */
export function injectArgs(
  call: string,
  error: string,
  k: number,
  files: readonly string[],
  lasting = false,
): string[] {
  const paths = files.flatMap((file) => ['-P', file]);
  const when = `${k}${lasting ? '+' : ''}`;
  return [
    '-o',
    '/dev/null',
    ...paths,
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:error=${error}:when=${when}`,
    '-e',
    'signal=none',
  ];
}

/** Reads a recording of `recordArgs`; only files under `folder`. */
export async function* readRecording(file: string, folder: string): AsyncGenerator<Act> {
  /** Where the next plain `write` of an open file goes. */
  const positions = new Map<string, number>();
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    for (const act of readLine(line, positions)) {
      if (act.kind === 'say' || subject(act).startsWith(folder)) yield act;
    }
  }
}

function subject(act: Exclude<Act, { kind: 'say' }>): string {
  return act.kind === 'rename' ? act.to : act.file;
}

function* readLine(line: string, positions: Map<string, number>): Generator<Act> {
  const call = /^(\w+)\((.*)\) += (-?\d+)/s.exec(line);
  const name = call?.[1];
  const args = call?.[2] ?? '';
  const result = Number(call?.[3] ?? -1);
  if (name === undefined || result < 0) return;
  const target = /^\d+<([^>]*)>/.exec(args);
  const file = target?.[1] === undefined ? '' : text(target[1]);
  switch (name) {
    case 'openat': {
      const opened = /= \d+<([^>]*)>/.exec(line);
      const path = opened?.[1] === undefined ? '' : text(opened[1]);
      if (args.includes('O_CREAT')) yield { kind: 'create', file: path };
      if (args.includes('O_TRUNC')) yield { kind: 'truncate', file: path, size: 0 };
      positions.set(path, 0);
      return;
    }
    case 'pwrite64': {
      const [data = Buffer.alloc(0)] = strings(args);
      yield { kind: 'write', file, at: Number(/, (\d+)$/.exec(args)?.[1] ?? 0), data: data.subarray(0, result) };
      return;
    }
    case 'write': {
      const [data = Buffer.alloc(0)] = strings(args);
      if (!file.startsWith('/')) {
        yield { kind: 'say', data };
        return;
      }
      const at = positions.get(file) ?? 0;
      positions.set(file, at + result);
      yield { kind: 'write', file, at, data: data.subarray(0, result) };
      return;
    }
    case 'writev':
    case 'sendmsg':
      yield { kind: 'say', data: Buffer.concat(strings(args)) };
      return;
    case 'fsync':
    case 'fdatasync':
      yield { kind: 'sync', file };
      return;
    case 'ftruncate':
      yield { kind: 'truncate', file, size: Number(/, (\d+)$/.exec(args)?.[1] ?? 0) };
      return;
    case 'unlink':
    case 'unlinkat': {
      const [path] = strings(args);
      if (path) yield { kind: 'unlink', file: path.toString() };
      return;
    }
    default: {
      const [from, to] = strings(args);
      if (from && to) yield { kind: 'rename', from: from.toString(), to: to.toString() };
    }
  }
}

/** The quoted strings of a call, as bytes. */
function strings(args: string): Buffer[] {
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map((match) => bytes(match[1] ?? ''));
}

function bytes(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}

/** A path in `<…>`; sockets and pipes come as `socket:[…]`. */
function text(escaped: string): string {
  return escaped.startsWith('\\x') ? bytes(escaped).toString() : escaped;
}
