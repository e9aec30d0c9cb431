import path from 'node:path';
import type { Readable } from 'node:stream';
import type { MessagePortMain, utilityProcess } from 'electron';
import type { Child, ChildName, LaunchChild } from '../../core/launch/child.ts';
import { keepLog } from '../../core/launch/log-file.ts';

/** Settings by which the environment could give a child Node flags or another program. */
const NOT_HANDED_ON = ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'NODE_REPL_EXTERNAL_MODULE'];

/** Starts out/main/<name>.js as a utility process: `fork` does not work in a packaged Electron with RunAsNode off. */
export function utilityLauncher(
  utility: Pick<typeof utilityProcess, 'fork'>,
  programs: string,
  profile: string,
  env: Readonly<Record<string, string | undefined>>,
): LaunchChild<MessagePortMain> {
  return <Down, Up>(name: ChildName): Child<Down, Up, MessagePortMain> => {
    const child = utility.fork(path.join(programs, `${name}.js`), [], {
      execArgv: [],
      env: Object.fromEntries(Object.entries(env).filter(([key]) => !NOT_HANDED_ON.includes(key))),
      stdio: ['ignore', 'ignore', 'pipe'],
      serviceName: `lianzhi-${name}`,
    });
    if (child.stderr) keepLog(profile, name, child.stderr as Readable);
    return {
      // Known once it has been spawned.
      get pid() {
        return child.pid;
      },
      send: (message, ports = []) => child.postMessage(message, [...ports]),
      onMessage: (listener) => child.on('message', (message: Up) => listener(message)),
      onExit: (listener) => child.once('exit', (code) => listener(`code ${code}`)),
      kill: () => void child.kill(),
    };
  };
}
