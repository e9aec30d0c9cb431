import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export type CommandGroup = 'everywhere' | 'list' | 'incident' | 'warning' | 'map';

/** Something the officer can do now: by its key, or from the palette. It exists while its owner is on screen. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** As printed: `A`, `Ctrl K`, `G 1`, `F1`, `/`. */
  readonly key?: string;
  /** Not offered in the palette, only under its key (moving in lists). */
  readonly keyOnly?: boolean;
  run(): void;
}

interface CommandState {
  readonly commands: readonly Command[];
  add(command: Command): void;
  remove(command: Command): void;
}

/** All commands of this window, the latest last: where two share a key, the one that came later has it. */
export const useCommands = create<CommandState>()((set) => ({
  commands: [],
  add: (command) => set(({ commands }) => ({ commands: [...commands, command] })),
  remove: (command) => set(({ commands }) => ({ commands: commands.filter((other) => other !== command) })),
}));

/** Offers a command while the component is mounted; null offers none. `run` may change without being offered anew. */
export function useCommand(command: Command | null): void {
  const latest = useRef(command);
  useEffect(() => {
    latest.current = command;
  });
  const { id, title, group, key, keyOnly } = command ?? {};
  useEffect(() => {
    if (id === undefined || title === undefined || group === undefined) return;
    const offered: Command = {
      id,
      title,
      group,
      ...(key !== undefined && { key }),
      ...(keyOnly !== undefined && { keyOnly }),
      run: () => latest.current?.run(),
    };
    const { add, remove } = useCommands.getState();
    add(offered);
    return () => remove(offered);
  }, [id, title, group, key, keyOnly]);
}
