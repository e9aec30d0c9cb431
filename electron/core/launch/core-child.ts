import type { Problem } from '../../../shared/kit/problem.ts';
import { PULSE, type BytesAnswer, type CoreStart, type CoreToHost, type HostToCore } from '../kernel/channel.ts';
import type { Clock } from '../kernel/ports.ts';
import type { LaunchChild } from './child.ts';
import { Supervisor } from './supervisor.ts';

/** A core that has missed so many pulses hangs: its windows would show an old picture as live. */
const SILENCE = 8 * PULSE;

export type CoreChild<Port = never> = Supervisor<HostToCore, CoreToHost, true, Port>;

/** What a host does with its core: windows are told by their line being lost, and get a new one from `onReady`. */
export interface CoreEvents {
  onReady(): void;
  onLost(): void;
  onWindowMessage(window: number, data: string): void;
  onBytes(id: number, answer: BytesAnswer): void;
  onTrouble(problem: Problem): void;
}

export function superviseCore<Port>(
  launch: LaunchChild<Port>,
  start: CoreStart,
  events: CoreEvents,
  clock: Pick<Clock, 'after' | 'monotonic'>,
): CoreChild<Port> {
  return new Supervisor<HostToCore, CoreToHost, true, Port>(
    {
      name: 'core',
      launch: () => launch<HostToCore, CoreToHost>('core'),
      hello: () => ({ type: 'start', start }),
      bye: { type: 'stop' },
      silence: SILENCE,
      read: (message) => {
        if (message.type === 'ready') return { state: 'ready', ready: true };
        if (message.type === 'failed') return { state: 'failed', problem: message.problem };
        return null;
      },
      onReady: () => events.onReady(),
      onLost: () => events.onLost(),
      onMessage: (message) => {
        if (message.type === 'message') events.onWindowMessage(message.window, message.data);
        else if (message.type === 'bytes') events.onBytes(message.id, message.answer);
      },
      onTrouble: (problem) => events.onTrouble(problem),
    },
    clock,
  );
}
