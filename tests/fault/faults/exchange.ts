import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../fixtures/processes.ts';
import type { StationRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Bench, Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog, readOutbox } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { until } from '../kit/wait.ts';
import { Refused, Unanswered } from '../kit/window.ts';
import { Tally } from '../tally.ts';

/** R1. */
const USABLE_BAR = 3_000;
/** From both being there until each has the other's orders; no rule names a time. */
const HANDED_BAR = 30_000;
const CITY = 'fault-city';

interface Place {
  seat: Console;
  readonly officer: Officer;
}

/**
 * Station to station: two consoles lose their hub, go on, and hand each other their orders by LAN and by package, while one or
 * both are killed. The hub comes back and meets only the second at first. Nothing is lost, nothing counts twice.
 */
export const exchange: Fault = {
  name: 'exchange',
  title:
    'two consoles without a hub hand over their orders by LAN and package while they are killed; then the hub is back',
  rules: ['R1', 'R13', 'R14'],
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const reporter = new Reporter(hub, bench.random);
    await reporter.burst(60);
    const places = await openPlaces(bench, hub);
    for (const { seat } of places) await untilCurrent(seat, hub, 'fault');
    await trustEachOther(places);
    await hub.stop();

    const rounds = bench.full ? 20 : 4;
    for (let round = 0; round < rounds; round += 1) await blow(bench, places, tally, null);
    await untilHanded(places, tally);
    // From now on only what is carried there and back by hand.
    for (const place of places) {
      await place.seat.stop();
      place.seat = new Console(place.seat.profile, [hub.url('fault')], { city: CITY });
      await place.seat.start();
    }
    const stick = path.join(bench.folder, 'stick');
    mkdirSync(stick);
    for (let round = 0; round < rounds; round += 1) await blow(bench, places, tally, stick);
    await byPackage(bench, places, stick, tally);
    await settle(places, hub);

    const log = readHubLog(hub.log('fault'));
    tally.difference(compareReports(reporter.reported, log));
    for (const [index, { seat, officer }] of places.entries()) {
      const other = places[1 - index] ?? places[0];
      tally.difference(compareStore({ hub: log, feed: 'fault', profile: seat.profile }));
      const own = compareCommands(officer.queued, log, seat.profile);
      tally.difference(own);
      tally.fact(`${officer.queued.length} orders of console ${index + 1}, at home ${JSON.stringify(own.states)}, at the other ${JSON.stringify(compareCommands(officer.queued, log, other.seat.profile).states)}`); // prettier-ignore
    }
    return tally.counted();
  },
};

type Pair = readonly [Place, Place];

/** Orders at both, then kill -9 of one or both; with a stick while a package is written or read. */
async function blow(bench: Bench, places: Pair, tally: Tally, stick: string | null): Promise<void> {
  const { random } = bench;
  const [from, to] = random.next() < 0.5 ? places : [places[1], places[0]];
  for (const { seat, officer } of places) officer.start(seat, 10);
  await sleep(random.int(200, 700));
  const carrying = stick === null ? null : carry(from.seat, to.seat, stick);
  if (stick !== null) await sleep(random.int(0, 40));
  const victims = random.pick([[from], [to], [from, to]]);
  const start = performance.now();
  await Promise.all(victims.map(({ seat }) => seat.kill9()));
  tally.tries += victims.length;
  await Promise.all([carrying, ...places.map(({ officer }) => officer.stop())]);
  await Promise.all(victims.map(({ seat }) => seat.start()));
  await Promise.all(victims.map(({ seat }) => seat.call('session', {})));
  tally.recovered(performance.now() - start, USABLE_BAR);
}

async function openPlaces(bench: Bench, hub: Hub): Promise<Pair> {
  const ports = [await freePort(), await freePort()] as const;
  const open = (index: 0 | 1): Place => {
    const peers = [`127.0.0.1:${ports[1 - index]}`];
    const meets = { city: CITY, host: '127.0.0.1', port: ports[index], peers };
    const seat = new Console(path.join(bench.folder, `profile-${index}`), [hub.url('fault')], meets);
    return { seat, officer: new Officer(bench.random) };
  };
  const places: Pair = [open(0), open(1)];
  for (const { seat } of places) await seat.start();
  return places;
}

async function trustEachOther(places: Pair): Promise<void> {
  await trust(places[0].seat, places[1].seat);
  await trust(places[1].seat, places[0].seat);
  for (const { seat } of places) {
    const peers = seat.watch('peers', {});
    await until('the two consoles joined', 30_000, () =>
      [...peers.rows.values()].some(({ status }) => status.state === 'joined') ? true : null,
    );
    peers.close();
  }
}

/** As two officers do of whom one reads his console's fingerprint to the other. */
async function trust(seat: Console, other: Console): Promise<void> {
  const theirs = other.watch('stations', {});
  const mine = seat.watch('stations', {});
  const isOwn = ({ status }: StationRow): boolean => status.state === 'own';
  const { id, fingerprint } = await until('its own key', 10_000, () => [...theirs.rows.values()].find(isOwn) ?? null);
  await until('the other console seen', 20_000, () => mine.rows.get(id) ?? null);
  await seat.call('trustStation', { station: id, fingerprint });
  theirs.close();
  mine.close();
}

/** Writes a package at one console and reads it at the other; null when one of them died over it. */
async function carry(from: Console, to: Console, folder: string): Promise<string | null> {
  try {
    const { file } = await from.call('writePackage', { folder });
    await to.call('readPackage', { file });
    return file;
  } catch (error) {
    if (error instanceof Unanswered) return null;
    // Everything may have had its answer already.
    if (error instanceof Refused && error.problem.code === 'package-nothing') return null;
    throw error;
  }
}

/** Orders that the other console has not. */
function missing(places: Pair): number {
  const notAt = (other: Place, officer: Officer): number => {
    const there = readOutbox(other.seat.profile);
    return officer.queued.filter((id) => !there.has(id)).length;
  };
  return notAt(places[1], places[0].officer) + notAt(places[0], places[1].officer);
}

async function untilHanded(places: Pair, tally: Tally): Promise<void> {
  const start = performance.now();
  await until('each has the other’s orders', HANDED_BAR, () => (missing(places) === 0 ? true : null), 200).then(
    () =>
      tally.fact(`LAN: each had the other’s orders ${Math.round(performance.now() - start)} ms after the last kill`),
    () => tally.fail(`${missing(places)} orders were not handed over within ${HANDED_BAR} ms of both being there`),
  );
}

/** There and back, then the same again; and packages that are half, altered or another city's, refused by a name. */
async function byPackage(bench: Bench, places: Pair, folder: string, tally: Tally): Promise<void> {
  const [{ seat: from }, { seat: to }] = places;
  const open = missing(places);
  const file = await carry(from, to, folder);
  await carry(to, from, folder);
  if (missing(places) > 0) tally.fail(`${missing(places)} orders were not in the packages`);
  if (file === null) throw new Error('there was nothing to carry');
  const again = await to.call('readPackage', { file });
  if (again.taken !== 0) tally.fail(`the same package again brought ${again.taken} orders`);
  tally.fact(`packages: ${open} orders were still to be handed over, ${missing(places)} are left`);

  const stranger = new Console(path.join(bench.folder, 'stranger'), [], { city: 'another-city' });
  await stranger.start();
  const told: string[] = [];
  const refused = async (name: string, at: Console, content: Buffer): Promise<void> => {
    const copy = path.join(folder, `${told.length}-${path.basename(file)}`);
    writeFileSync(copy, content);
    tally.tries += 1;
    const code = await at.call('readPackage', { file: copy }).then(
      ({ taken }) => `TAKEN ${taken}`,
      (error: unknown) => (error instanceof Refused ? error.problem.code : String(error)),
    );
    if (code === 'unexpected' || !/^[a-z-]+$/.test(code)) tally.fail(`a package that is ${name}: ${code}`);
    if (!at.isAlive) tally.fail(`a package that is ${name} ended the core`);
    told.push(`${name}: ${code}`);
  };
  const bytes = readFileSync(file);
  const altered = Buffer.from(bytes);
  const place = bench.random.int(0, altered.length - 1);
  altered[place] = (altered[place] ?? 0) ^ (1 << bench.random.int(0, 6));
  await refused('half written', to, bytes.subarray(0, bench.random.int(0, bytes.length - 1)));
  await refused('altered', to, altered);
  await refused('of a stranger', stranger, bytes);
  // Of somebody known, and still not of here.
  await trust(stranger, from);
  await refused('of another city', stranger, bytes);
  await stranger.stop();
  tally.fact(`refused: ${told.join(', ')}`);
}

/** The hub meets the second console alone, which carries the first one's orders; then the first one comes. */
async function settle([first, second]: Pair, hub: Hub): Promise<void> {
  await first.seat.stop();
  await hub.start();
  await untilCurrent(second.seat, hub, 'fault', 90_000);
  await untilSettled(second.seat);
  await first.seat.start();
  for (const { seat } of [first, second]) {
    await untilCurrent(seat, hub, 'fault', 90_000);
    await untilSettled(seat);
    await untilCurrent(seat, hub, 'fault', 90_000);
  }
  for (const { seat } of [first, second]) await seat.stop();
  await hub.stop();
}
