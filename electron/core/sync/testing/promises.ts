import type { Conflict } from '../../../../shared/domain/conflict.ts';
import { TOPICS, type Topic } from '../../../../shared/domain/topics.ts';
import { isSameJson } from '../../../../shared/kit/equal.ts';
import type { OutboxRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { CommandAnswer } from '../../../../shared/protocol/feed/command.ts';
import { Broken } from './broken.ts';
import type { ModelFeed, Taken } from './model-feed.ts';
import type { SimStation } from './sim-station.ts';
import type { Fields, Simulation } from './simulation.ts';

/** Deltas, by what they mean; kept apart from the commands' own flag so that a wrong flag is found. */
const DELTAS = new Set([
  'stock.move', 'incident.addNote', 'incident.dispatch', 'incident.join', 'incident.part', 'warning.see', 'warning.note',
  'warning.tie', 'warning.untie', 'warning.join', 'warning.part', 'warning.escalate', 'warning.askAgain',
  'alert.raise', 'alert.renew', 'alert.end', 'case.join', 'case.part', 'case.keepApart', 'case.addNote',
]); // prettier-ignore

/** What happened, counted over many schedules: a property that is never put to the test proves nothing. */
export type Tally = Map<string, number>;

function count(tally: Tally, what: string, by = 1): void {
  tally.set(what, (tally.get(what) ?? 0) + by);
}

/** Every promise of the room, after everything has settled. Throws `Broken`. */
export function checkPromises(simulation: Simulation, tally: Tally): void {
  for (const [code, times] of simulation.refusals) count(tally, `refused:${code}`, times);
  for (const feed of simulation.feeds.values()) {
    checkOnce(feed);
    checkNothingOverwritten(feed, simulation, tally);
  }
  checkStocks(simulation);
  for (const station of simulation.stations) {
    checkEqual(station, simulation.feeds);
    checkOutbox(station, simulation, tally);
  }
  for (const [commandId, station] of simulation.promised) {
    if (!station.store.read.outbox.get(commandId)) throw new Broken(`${commandId} was acknowledged and is lost`);
  }
}

/** No double effect: a command's changes are there once, in one piece. */
function checkOnce(feed: ModelFeed): void {
  const ids = new Set<string>();
  for (const { command, answer, sets } of feed.decided) {
    if (ids.has(command.commandId)) throw new Broken(`${command.commandId} was decided twice`);
    ids.add(command.commandId);
    const own = feed.log.filter((change) => change.commandId === command.commandId).map(({ seq }) => seq);
    const wanted = answer.outcome === 'accepted' ? sets.length : 0;
    if (own.length !== wanted) throw new Broken(`${command.commandId} has ${own.length} changes, not ${wanted}`);
    if (own.some((seq, index) => seq !== (own[0] ?? 0) + index)) throw new Broken(`${command.commandId} is torn apart`);
    if (answer.outcome === 'accepted' && answer.seq !== own.at(-1)) throw new Broken('the answer names another seq');
  }
}

/** Each accepted move counts once: nothing is made, nothing is lost, and each depot has what its moves say. */
function checkStocks({ feeds, stockOfAll }: Simulation): void {
  const ems = feeds.get('ems');
  const depots = [...(ems?.entities ?? [])].filter(([key]) => key.startsWith('supply\n'));
  const quantities = new Map(depots.map(([key, { data }]) => [key.slice('supply\n'.length), Number(data['quantity'])]));
  const wanted = new Map([...quantities.keys()].map((id) => [id, stockOfAll / quantities.size]));
  for (const { command, answer } of ems?.decided ?? []) {
    if (command.type !== 'stock.move' || answer.outcome !== 'accepted') continue;
    const { to, quantity } = command.payload as { to: string; quantity: number };
    wanted.set(command.entityId, (wanted.get(command.entityId) ?? 0) - quantity);
    wanted.set(to, (wanted.get(to) ?? 0) + quantity);
  }
  if (!isSameJson([...quantities], [...wanted])) {
    throw new Broken(`stocks are ${JSON.stringify([...quantities])}, the moves make ${JSON.stringify([...wanted])}`);
  }
}

/** No silent overwrite: what an accepted command set stood as its officer had seen it, or was what he wanted already. */
function checkNothingOverwritten(feed: ModelFeed, simulation: Simulation, tally: Tally): void {
  for (const taken of feed.decided) {
    const { command, answer } = taken;
    const seen = simulation.seen.get(command.commandId);
    count(tally, `hub:${answer.outcome}`);
    if (answer.outcome === 'accepted' && answer.merged) count(tally, 'hub:merged');
    if (answer.outcome === 'conflict') checkConflict(taken, tally);
    const isCreation = command.expectedRev === null && command.topic !== 'handling';
    if (answer.outcome !== 'accepted' || DELTAS.has(command.type) || isCreation) continue;
    if (!seen) throw new Broken(`nobody gave ${command.commandId}`);
    if (command.type === 'conflict.resolve') checkResolution(taken, seen, tally);
    else checkSet(taken, seen);
  }
}

function checkSet({ command, sets }: Taken, seen: Fields): void {
  const own = sets[0];
  for (const [field, value] of Object.entries(own?.set ?? {})) {
    // C6: where there was no record, nobody's word was overwritten.
    if (own?.topic === 'handling' && own.before['status'] === undefined) continue;
    const before = own?.before[field];
    if (isSameJson(before, seen[field]) || isSameJson(before, value ?? undefined)) continue;
    const values = JSON.stringify({ before, seen: seen[field], value });
    throw new Broken(`${command.commandId} (${command.type}) overwrote ${field} unseen: ${values}`);
  }
}

/** The officer chose between the values that he was shown. */
function checkResolution({ command, sets }: Taken, seen: Fields, tally: Tally): void {
  const { fields: shown, topic: about, entity } = seen as unknown as Conflict;
  const own = sets.find(({ topic, id }) => topic === about && id === entity);
  count(tally, own ? 'resolved:set' : 'resolved:kept');
  for (const { field, current } of own ? shown : []) {
    if (isSameJson(own?.before[field], current)) continue;
    throw new Broken(`${command.commandId} settled ${field} over a value that was not shown`);
  }
}

/** A conflict is one: both values are there, they differ, and neither is what both started from. */
function checkConflict({ sets }: Taken, tally: Tally): void {
  const opened = sets[0]?.set as unknown as Conflict;
  count(tally, `conflict:${opened.kind}`);
  for (const { field, base, current, proposed } of opened.fields) {
    const isFalse = isSameJson(current, proposed) || isSameJson(base, current);
    if (isFalse) throw new Broken(`a false conflict about ${field}: ${JSON.stringify({ base, current, proposed })}`);
  }
}

/** All stations are equal, and what they show is what the hubs have. */
function checkEqual(station: SimStation, feeds: ReadonlyMap<string, ModelFeed>): void {
  let there = 0;
  for (const feed of feeds.values()) {
    there += feed.entities.size;
    for (const [key, { rev, data }] of feed.entities) {
      const [topic, id = ''] = key.split('\n');
      const here = station.server(topic as Topic, id);
      if (here?.rev !== rev || !isSameJson(here.data, data)) {
        throw new Broken(
          `${station.id} has ${topic} ${id} as ${JSON.stringify(here)}, the hub as ${rev} ${JSON.stringify(data)}`,
        );
      }
      const shown = station.core.outbox.pending.find(topic as Topic, id);
      if (!isSameJson(shown, data)) throw new Broken(`${station.id} shows another ${topic} ${id} than the hub has`);
    }
  }
  const here = TOPICS.reduce((sum, topic) => sum + station.store.read.entities.count(topic), 0);
  if (here !== there) throw new Broken(`${station.id} has ${here} records, the hubs ${there}`);
}

/** No false claim: what a station says of a command is what the hub did with it. */
function checkOutbox(station: SimStation, { feeds }: Simulation, tally: Tally): void {
  const rows = station.core.outbox.rows();
  const numbers = rows.filter((row) => row.carriedFrom === undefined).map((row) => row.stationSeq);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new Broken(`${station.id} gave its numbers out of order: ${numbers.join(' ')}`);
  }
  for (const row of rows) {
    count(tally, `${row.carriedFrom === undefined ? 'own' : 'carried'}:${row.status.state}`);
    const feed = feeds.get(row.feed);
    const answer = feed?.answers.get(row.id);
    if (feed?.forgotten.has(row.id)) count(tally, `forgotten:${row.status.state}`);
    if (!isTrue(row, answer, (feed?.restored ?? 0) > 0)) {
      const said = JSON.stringify(answer ?? null);
      throw new Broken(`${station.id} says ${JSON.stringify(row.status)} of ${row.id} (${row.type}), the hub ${said}`);
    }
  }
}

/** @param isRestored that hub was put back once: what it refused, it, or another station's copy, may have been told anew. */
function isTrue({ status }: OutboxRow, answer: CommandAnswer | undefined, isRestored: boolean): boolean {
  const isNothing = !answer || ['expired', 'rejected'].includes(answer.outcome);
  switch (status.state) {
    case 'effectSeen':
      return answer?.outcome === 'accepted';
    case 'conflict':
      return answer?.outcome === 'conflict';
    case 'rejected':
      // Not sent by this seat; the hub may have refused it, for its own reason, to another that carries it.
      if (status.code === 'predecessor-refused' || isRestored) return isNothing;
      return answer?.outcome === 'rejected' && answer.code === status.code;
    case 'undone':
      return isRestored && isNothing;
    case 'expired':
      if (isRestored) return isNothing;
      return answer === undefined || answer.outcome === 'expired';
    case 'withdrawn':
      return answer === undefined;
    default:
      return false;
  }
}
