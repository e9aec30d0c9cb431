/**
 * A child process as the launching code sees it. A host supplies it: `fork` on loopback, `utilityProcess` on the desktop.
 * `Port` is what can be handed over with a message (desktop only).
 */
export interface Child<Down, Up, Port = never> {
  readonly pid: number | undefined;
  send(message: Down, ports?: readonly Port[]): void;
  onMessage(listener: (message: Up) => void): void;
  /** Exactly once, also when the process could not be started at all. `how`: e.g. `code 1`, `SIGKILL`. */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}

export type ChildName = 'core' | 'hub';

/** Starts a built program of ours as a child process. */
export type LaunchChild<Port = never> = <Down, Up>(name: ChildName) => Child<Down, Up, Port>;
