import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Draft } from '../source.ts';
import { SCENARIO_FEEDS, type ScenarioDraft, type ScenarioFeed } from './draft.ts';
import { caseId } from './cases.ts';
import { incidentId } from './incidents.ts';
import { SIMULATION_VERSION, STORY_LENGTH, type SimulationInput } from './simulation.ts';

export const PROGRESS_KEY = 'scenario';

/** What a feed's log knows of the scenario in it; written with the drafts in one transaction. */
const saved = z.object({
  /** Which night of this log: 1, 2 … */
  run: z.int().min(1),
  /** Of seed, files and version: the same one plays the same night. */
  fingerprint: z.string(),
  /** Milliseconds from the opening up to which this feed is written. */
  offset: z.int().min(0),
  /** Passing things of this night, to be removed when another begins: how many incidents and cases, and the ids of alerts and subjects of talk. */
  incidents: z.int().min(0),
  cases: z.int().min(0).default(0),
  alerts: z.array(z.string()),
  opinions: z.array(z.string()).default([]),
});
type SavedProgress = z.infer<typeof saved>;

export interface Run {
  readonly number: number;
  readonly fingerprint: string;
  /** How far the feed is in this run; null: it has not been opened in it. */
  resumeAt(feed: ScenarioFeed): number | null;
  /** The furthest of all feeds: up to here the simulation runs silently. */
  readonly resumeFrom: number;
  /** What an earlier run left in the feed. */
  earlier(feed: ScenarioFeed): SavedProgress | null;
}

/** An unfinished night of the same scenario goes on; otherwise a new one begins. */
export function planRun(fingerprint: string, progress: (feed: ScenarioFeed) => unknown): Run {
  const found = new Map<ScenarioFeed, SavedProgress>();
  for (const feed of SCENARIO_FEEDS) {
    const parsed = saved.safeParse(progress(feed));
    if (parsed.success) found.set(feed, parsed.data);
  }
  const newest = Math.max(0, ...[...found.values()].map((one) => one.run));
  const ofNewest = [...found.values()].filter((one) => one.run === newest);
  const goesOn = newest > 0 && ofNewest.every((one) => one.fingerprint === fingerprint && one.offset < STORY_LENGTH);
  const number = goesOn ? newest : newest + 1;
  const own = (feed: ScenarioFeed) => {
    const one = found.get(feed);
    return goesOn && one?.run === number ? one : null;
  };
  return {
    number,
    fingerprint,
    resumeAt: (feed) => own(feed)?.offset ?? null,
    resumeFrom: goesOn ? Math.max(...ofNewest.map((one) => one.offset)) : 0,
    earlier: (feed) => (own(feed) ? null : (found.get(feed) ?? null)),
  };
}

/** Removals of what an earlier night left in a feed and the new one does not open with. */
export function leftoversOf(feed: ScenarioFeed, run: Run, opening: readonly ScenarioDraft[], at: Instant): Draft[] {
  const old = run.earlier(feed);
  if (!old) return [];
  const stays = new Set(opening.map((draft) => `${draft.topic} ${draft.id}`));
  const remove =
    (topic: 'incident' | 'alert' | 'case' | 'opinion') =>
    (id: string): Draft[] =>
      stays.has(`${topic} ${id}`) ? [] : [{ op: 'remove', topic, id, at, source: 'scenario' }];
  const incidents = Array.from({ length: old.incidents }, (_, index) => incidentId(feed, index + 1));
  const cases = Array.from({ length: old.cases }, (_, index) => caseId(index + 1));
  return [
    ...incidents.flatMap(remove('incident')),
    ...cases.flatMap(remove('case')),
    ...old.alerts.flatMap(remove('alert')),
    ...old.opinions.flatMap(remove('opinion')),
  ];
}

export interface Ledger {
  /** Takes drafts into account and answers what the feed's progress is with them. */
  note(feed: ScenarioFeed, drafts: readonly ScenarioDraft[], offset: number): SavedProgress;
}

export function createLedger(run: Run): Ledger {
  const noted = new Map<ScenarioFeed, Pick<SavedProgress, 'incidents' | 'cases' | 'alerts' | 'opinions'>>();
  return {
    note(feed, drafts, offset) {
      const before = noted.get(feed) ?? { incidents: 0, cases: 0, alerts: [], opinions: [] };
      const puts = drafts.filter((draft) => draft.op === 'put');
      const now = {
        incidents: before.incidents + puts.filter((draft) => draft.topic === 'incident').length,
        cases: before.cases + puts.filter((draft) => draft.topic === 'case').length,
        opinions: [
          ...new Set([
            ...before.opinions,
            ...puts.filter((draft) => draft.topic === 'opinion').map((draft) => draft.id),
          ]),
        ],
        alerts: [...before.alerts, ...puts.filter((draft) => draft.topic === 'alert').map((draft) => draft.id)],
      };
      noted.set(feed, now);
      return { run: run.number, fingerprint: run.fingerprint, offset, ...now };
    },
  };
}

export function fingerprintOf(input: SimulationInput): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([SIMULATION_VERSION, input]));
  return hash.digest('hex').slice(0, 16);
}
