import path from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { CallArgs, CallName } from '../../../shared/protocol/console-api/calls.ts';
import type { CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/feed/version.ts';
import { systemClock } from '../../../electron/core/kernel/system-ports.ts';
import type { Bench, Fault } from '../fault.ts';
import { openCoreInside, type CoreInside } from '../kit/core-inside.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { HOSTILE_KEYS, keyed, prototypes } from '../kit/hostile-keys.ts';
import { HostileHub } from '../kit/hostile-hub.ts';
import { Hub, TOKEN } from '../kit/hub.ts';
import { compareCommands, compareStore, readHubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { until } from '../kit/wait.ts';
import { Refused } from '../kit/window.ts';
import { Tally } from '../tally.ts';

const STATION = 'poisoner';
type Ask = { readonly [N in CallName]: readonly [N, CallArgs<N>] }[CallName];

/**
 * R24, bad input: orders with `__proto__`, `constructor` and `prototype` as keys, ids, topics and types, from a window and from
 * another station, beside a feed that is full of them. Each is refused by a name, none has an effect, and nothing that every
 * object inherits is changed: for that the core runs inside this process.
 */
export const hostileKeys: Fault = {
  name: 'hostile-keys',
  title: 'orders and changes with __proto__, constructor and prototype, at every depth and in every place',
  rules: ['R24', 'R15'],
  async run(bench) {
    const tally = new Tally();
    const before = prototypes();
    const hub = await Hub.start(path.join(bench.folder, 'hub'), ['orders']);
    const hostile = await HostileHub.open(bench.random, bench.full ? 8_000 : 1_500, 0);
    const profile = path.join(bench.folder, 'profile');
    const seat = openCoreInside(profile, [hub.url('orders'), hostile.url], systemClock);
    const officer = new Officer(bench.random, 'orders');
    const incidents = seat.watch('incidents', {});
    await untilCurrent(seat, hub, 'orders');
    for (let count = 0; count < 3; count += 1) await officer.act(seat, incidents);
    await untilSettled(seat);

    await fromWindow(bench, seat, tally);
    await fromStation(bench, hub, tally);
    await until('every good change beside the hostile ones', 120_000, () =>
      [...incidents.rows.keys()].filter((id) => id.startsWith('G-')).length === hostile.good.size ? true : null,
    );
    tally.tries += hostile.unsound;
    for (let count = 0; count < 5; count += 1) await officer.act(seat, incidents);
    await untilSettled(seat);
    await untilCurrent(seat, hub, 'orders');
    await seat.core.stop();
    await hub.stop();
    await hostile.close();

    if (prototypes() !== before) tally.fail('what every object inherits was changed');
    for (const subject of [{}, [], () => undefined])
      if ('polluted' in subject) tally.fail('a key of a message is now a key of every object');
    const log = readHubLog(hub.log('orders'));
    tally.difference(compareStore({ hub: log, feed: 'orders', profile }));
    tally.difference(compareCommands(officer.queued, log, profile));
    const strange = [...log.rows.values()].filter(
      ({ command }) => command !== null && !officer.queued.includes(command),
    );
    if (strange.length > 0) tally.fail(`${strange.length} changes at the hub are of no order that was given`);
    tally.fact(`${officer.queued.length} good orders before and after, ${hostile.unsound} hostile changes beside`);
    return tally.counted();
  },
};

/** Every place of an order where a window could put such a key or word. */
function hostileAsks(key: string): Ask[] {
  const evil = keyed(key, { polluted: true });
  const sound = { kind: 'fire', level: 2, title: 'hostile', at: null } as const;
  const target = { id: key, expectedRev: 1 };
  const asks = [
    ['createIncident', { ...sound, ...evil, feed: 'orders' }],
    ['createIncident', { ...sound, place: { zh: '某处', ...evil } }],
    ['createIncident', { ...sound, feed: key }],
    ['changeIncident', { ...target, set: evil }],
    ['changeIncident', { ...target, set: { level: 2 } }],
    ['acknowledgeIncident', target],
    ['assignUnits', { ...target, units: [target] }],
    ['releaseUnit', target],
    ['moveStock', { from: key, to: 'constructor', quantity: 1 }],
    ['resolveConflict', { ...target, choice: 'other', values: evil, reason: 'x' }],
    ['resendCommand', { commandId: key, payload: evil }],
    ['retryCommand', { commandId: key, ...evil }],
    ['setPreference', { key: 'fault', value: [{ deep: { deeper: evil } }] }],
    ['signIn', { officer: key, password: 'x', post: key }],
    ['pictureAt', { topic: key, at: 1 }],
  ];
  // What they are made of is exactly what the types forbid.
  return asks as unknown as Ask[];
}

async function fromWindow(bench: Bench, seat: CoreInside, tally: Tally): Promise<void> {
  const told = new Map<string, number>();
  for (let round = 0; round < (bench.full ? 10 : 2); round += 1) {
    for (const key of HOSTILE_KEYS) {
      for (const [name, args] of hostileAsks(key)) {
        tally.tries += 1;
        try {
          await seat.call(name, args);
          tally.fail(`${name} with “${key}” was taken`);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const { code } = error.problem;
          if (code === 'unexpected') tally.fail(`${name} with “${key}” is refused without a reason: ${error.message}`);
          told.set(code, (told.get(code) ?? 0) + 1);
        }
      }
    }
  }
  tally.fact(`a window was told: ${[...told].map(([code, times]) => `${code} ${times}`).join(', ')}`);
}

async function fromStation(bench: Bench, hub: Hub, tally: Tally): Promise<void> {
  const auth = { protocol: PROTOCOL_VERSION, stationId: STATION, token: TOKEN };
  const socket = io(hub.url('orders'), { auth, transports: ['websocket'], forceNew: true, reconnection: false });
  const told = new Map<string, number>();
  await new Promise<void>((resolve) => socket.on('connect', resolve));
  for (let round = 0; round < (bench.full ? 20 : 3); round += 1) {
    for (const key of HOSTILE_KEYS) {
      for (const [index, change] of hostileParts(key).entries()) {
        tally.tries += 1;
        const answer = await answerTo(socket, { ...commandOf(`hostile-${round}-${key}-${index}`), ...change });
        const code = answer?.outcome === 'rejected' ? answer.code : (answer?.outcome ?? 'no answer');
        told.set(code, (told.get(code) ?? 0) + 1);
        if (answer?.outcome !== 'rejected') tally.fail(`the hub said ${code} to ${JSON.stringify(change)}`);
        if (code === 'unexpected') tally.fail('the hub refuses without a reason');
      }
    }
  }
  if (!socket.connected) tally.fail('the station was disconnected over its commands');
  socket.close();
  tally.fact(`a station was told: ${[...told].map(([code, times]) => `${code} ${times}`).join(', ')}`);
}

function hostileParts(key: string): Record<string, unknown>[] {
  const evil = keyed(key, { polluted: true });
  return [
    evil,
    { payload: evil },
    { payload: { place: { zh: 'x', ...evil } } },
    { base: evil },
    { actor: { ...actorOf(), ...evil } },
    { topic: key },
    { type: key },
    { entityId: key, expectedRev: 1, type: 'incident.acknowledge', payload: {} },
    { actor: { ...actorOf(), authority: key } },
  ];
}

function actorOf() {
  return { officer: 'zhou-yanning', post: 'CCC-DO1', station: STATION, authority: 'dispatch-iv' };
}

function commandOf(commandId: string): Record<string, unknown> {
  const issuedAt = Date.now();
  return {
    commandId, stationId: STATION, stationSeq: 1, actor: actorOf(), type: 'incident.create', topic: 'incident',
    entityId: commandId, payload: {}, expectedRev: null, issuedAt, expiresAt: issuedAt + 600_000,
  }; // prettier-ignore
}

function answerTo(socket: Socket, command: unknown): Promise<CommandAnswer | null> {
  return socket
    .timeout(5_000)
    .emitWithAck('command', command)
    .catch(() => null) as Promise<CommandAnswer | null>;
}
