import { fork } from 'node:child_process';
import path from 'node:path';
import type { Child, ChildName, LaunchChild } from '../../core/launch/child.ts';
import { keepLog } from '../../core/launch/log-file.ts';

/**
 * Starts out/main/<name>.js under the same Node.
 * @param profile where the child's log is kept.
 */
export function forkLauncher(programs: string, profile: string): LaunchChild {
  return <Down, Up>(name: ChildName): Child<Down, Up> => {
    const child = fork(path.join(programs, `${name}.js`), [], {
      // None of ours: `--inspect` of the host must not open a debugger in a child.
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Out of the terminal's process group: Ctrl-C is the host's to hear, and the host stops its children in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    if (child.stderr) keepLog(profile, name, child.stderr);
    let exited = false;
    return {
      pid: child.pid,
      send: (message) => {
        if (child.connected) child.send(message as object, () => undefined);
      },
      onMessage: (listener) => child.on('message', (message) => listener(message as Up)),
      onExit: (listener) => {
        const once = (how: string): void => {
          if (exited) return;
          exited = true;
          listener(how);
        };
        child.on('exit', (code, signal) => once(signal ?? `code ${code}`));
        child.on('error', (error) => {
          // Also emitted when a message could not be sent; only a process that never was has no pid.
          if (child.pid === undefined) once(error.message);
        });
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
