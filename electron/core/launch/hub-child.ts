import type { Problem } from '../../../shared/kit/problem.ts';
import type { HostToHub, HubStart, HubToHost } from '../../../shared/protocol/hub-process.ts';
import type { Clock } from '../kernel/ports.ts';
import type { LaunchChild } from './child.ts';
import { Supervisor } from './supervisor.ts';

type Listening = Extract<HubToHost, { type: 'listening' }>;
export type HubChild = Supervisor<HostToHub, HubToHost, Listening>;

/** The demo's or the replay's own hub. It comes back on the port it had, because the core knows its feeds by address. */
export function superviseHub(
  launch: LaunchChild,
  start: Omit<HubStart, 'type' | 'port'>,
  onTrouble: (problem: Problem) => void,
  clock: Pick<Clock, 'after' | 'monotonic'>,
): HubChild {
  return new Supervisor<HostToHub, HubToHost, Listening>(
    {
      name: 'hub',
      launch: () => launch<HostToHub, HubToHost>('hub'),
      hello: (before) => ({ ...start, type: 'start', port: before ? Number(new URL(before.origin).port) : 0 }),
      bye: { type: 'stop' },
      read: (message) => {
        if (message.type === 'listening') return { state: 'ready', ready: message };
        return { state: 'failed', problem: message.problem };
      },
      onReady: () => undefined,
      onLost: () => undefined,
      onMessage: () => undefined,
      onTrouble,
    },
    clock,
  );
}
