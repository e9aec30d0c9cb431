import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findParentChannel, runAsChild } from './cli/run-as-child.ts';
import { runCommandLine } from './cli/run-command-line.ts';

/** A source or socket that does not let go must not keep the process; the log is durable at any moment anyway. */
const CLOSE_PATIENCE = 8_000;

function end(code: number): void {
  process.exitCode = code;
  // A failed `process.send` or a forgotten timer must not keep a closed hub alive.
  setTimeout(() => process.exit(code), 100);
}

function onSignals(stop: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      setTimeout(() => process.exit(1), CLOSE_PATIENCE).unref();
      stop();
    });
  }
}

/** Beside this room in the sources; one folder further from the built program. */
function findResources(): string {
  const beside = join(import.meta.dirname, '../resources');
  return existsSync(beside) ? beside : join(import.meta.dirname, '../../resources');
}

const args = process.argv.slice(2);
const parent = args.length === 0 ? findParentChannel() : null;
if (parent) {
  const child = runAsChild(parent, end);
  onSignals(() => child.stop());
} else {
  const outcome = await runCommandLine(args, findResources());
  if (typeof outcome === 'number') end(outcome);
  else {
    const close = (): void => {
      void outcome.close().then(
        () => end(0),
        () => end(1),
      );
    };
    onSignals(close);
    // A host that started the hub with arguments still owns it.
    if (process.send) process.on('disconnect', close);
  }
}
