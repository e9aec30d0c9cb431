import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { TOPICS, topics, type Topic } from '../../../../shared/domain/topics.ts';
import { anchorTimes } from '../anchor.ts';
import type { ScenarioDraft } from '../draft.ts';
import { loadScenario } from '../load.ts';
import { createSimulation, STORY_LENGTH, type SimulationInput } from '../simulation.ts';

export const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url));
export const SEED = 20260718;
/** A wall time for the offsets, so that the records have valid instants. */
const WALL = 1_800_000_000_000;

export function loadInput(seed = SEED): Promise<SimulationInput> {
  return loadScenario(RESOURCES).then((input) => ({ ...input, seed }));
}

/** Hash over the opening and the first `seconds` of a night. */
export function hashOf(input: SimulationInput, seconds: number): string {
  const simulation = createSimulation(input);
  const hash = createHash('sha256');
  const take = (drafts: readonly ScenarioDraft[]) => hash.update(JSON.stringify(drafts));
  take(simulation.opening());
  for (let second = 0; second < seconds; second += 1) take(simulation.step());
  return hash.digest('hex');
}

export type Fields = Readonly<Record<string, unknown>>;

/** A draft as a console would see it: with wall times, and the whole record after it. */
export interface Seen {
  readonly draft: ScenarioDraft;
  readonly data: Fields;
  readonly record: Fields;
}

export interface Night {
  readonly opening: readonly ScenarioDraft[];
  readonly changes: number;
  readonly perFeed: Readonly<Record<string, number>>;
  readonly openIncidents: readonly number[];
  readonly milliseconds: number;
}

/** Plays the whole story; `look` sees every draft merged into its record, opening first. */
export function playNight(input: SimulationInput, look: (seen: Seen) => void): Night {
  const simulation = createSimulation(input);
  const records = new Map<string, Fields>();
  const perFeed: Record<string, number> = {};
  const openIncidents: number[] = [];
  let milliseconds = 0;
  let changes = 0;

  function see(draft: ScenarioDraft): void {
    const key = `${draft.topic} ${draft.id}`;
    const data = anchorTimes({ ...draft.data } as Fields, (offset) => WALL + offset);
    const before = records.get(key);
    if (draft.op === 'patch' && !before) throw new Error(`patch of ${key} before its put`);
    // In a patch null takes an optional field away; in a put it is a value (a burn rate not known).
    const taken = (name: string) => draft.op === 'patch' && data[name] === null;
    const merged = draft.op === 'put' ? data : { ...before, ...data };
    const record = Object.fromEntries(Object.entries(merged).filter(([name]) => !taken(name)));
    records.set(key, record);
    look({ draft, data, record });
  }

  const opening = simulation.opening();
  opening.forEach(see);
  while (simulation.offset < STORY_LENGTH) {
    const start = performance.now();
    const drafts = simulation.step();
    milliseconds += performance.now() - start;
    for (const draft of drafts) {
      perFeed[draft.feed] = (perFeed[draft.feed] ?? 0) + 1;
      see(draft);
    }
    changes += drafts.length;
    if (simulation.offset % 600_000 === 0) openIncidents.push(simulation.openIncidents);
  }
  return { opening, changes, perFeed, openIncidents, milliseconds };
}

/** What the topic's schema says against a record; empty when it is valid. */
export function complaints(topic: Topic, record: Fields): string {
  if (!TOPICS.includes(topic)) return `unknown topic ${topic}`;
  const result = topics[topic].safeParse(record);
  return result.success ? '' : JSON.stringify(result.error.issues);
}

/** All strings of a record with the path to each. */
export function stringsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => stringsOf(item, path ? `${path}.${key}` : key));
}
