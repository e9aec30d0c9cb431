import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict, Hand } from '../../../../shared/domain/conflict.ts';
import type { OfficerRow, TimelineRow } from '../../../../shared/protocol/console-api/rows.ts';
import { DAY, instant } from '../../../../shared/kit/time.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useSampled } from '../../../state/sampler.ts';
import { useClock, useSession } from '../../../state/use-console.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { fieldWords } from '../field-words.ts';
import { aboutName } from './conflict-words.ts';
import { groupConflicts, incidentOfStatus, leading, type ConflictLists, type ConflictRow } from './conflict-sides.ts';
import { useWords } from '../use-words.ts';
import { incidentName, inLanguage } from '../words.ts';

function selectRows({ rows }: LiveCollection<ConflictRow>): readonly ConflictRow[] {
  return [...rows.values()];
}

function sameRows(a: readonly ConflictRow[], b: readonly ConflictRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

/** Conflicts as they stand: open, chosen but not in effect, settled since midnight by the clock of this window. */
export function useConflicts(): ConflictLists {
  const rows = useLive(useCollection('conflicts', {}), selectRows, sameRows);
  const midnight = useClock((now) => new Date(now).setHours(0, 0, 0, 0));
  return useMemo(() => groupConflicts(rows, instant(midnight)), [rows, midnight]);
}

function countOpen({ rows }: LiveCollection<ConflictRow>): number {
  let open = 0;
  for (const { data } of rows.values()) if (data.status.state === 'open') open += 1;
  return open;
}

/** How many wait for a person. */
export function useOpenConflicts(): number {
  return useLive(useCollection('conflicts', {}), countOpen);
}

function selectHistory({ rows }: LiveCollection<TimelineRow>): readonly TimelineRow[] {
  return [...rows.values()];
}

/** What this console knows of an entity's past. */
export function useHistory(topic: string, id: string): readonly TimelineRow[] {
  return useSampled(useCollection('timeline', { topic, id }), selectHistory, 250);
}

function officerNames({ rows }: LiveCollection<OfficerRow>): ReadonlyMap<string, OfficerRow> {
  return new Map(rows);
}

/** A station's id is long where the console made it itself; its end tells seats apart, its beginning is a time. */
function seatMark(id: string): string {
  return id.length > 12 ? id.slice(-4) : id;
}

/** Names of people and seats in a hand. An officer of another console may not be known here; then his number stands. */
export function useHandNames() {
  const { t } = useTranslation();
  const format = useFormat();
  const station = useSession()?.stationId;
  const officers = useSampled(useCollection('officers', {}), officerNames, 1_000);
  const officer = useCallback(
    (id: string) => {
      const found = officers.get(id);
      return found ? format.text(found.name) : id;
    },
    [officers, format],
  );
  const post = useCallback(
    (hand: Hand) => {
      const found = officers.get(hand.officer);
      const held = found?.posts.find((candidate) => candidate.post === hand.post);
      return held ? format.text(held.postName) : hand.post;
    },
    [officers, format],
  );
  const seat = useCallback(
    (id: string) => (id === station ? t('thisSeat') : `${t('otherSeat')} ${seatMark(id)}`),
    [station, t],
  );
  return { station, officer, post, seat };
}

/** A conflict's question and its two values in short, for lists. */
export function useConflictWords() {
  const { t } = useTranslation('conflict');
  const words = useWords();
  return useMemo(() => {
    const title = (conflict: Conflict): string => aboutName(words, conflict);
    const question = (conflict: Conflict): string => {
      const about = { title: title(conflict), count: conflict.fields.length };
      if (conflict.kind === 'doubleCommitment') return inLanguage(words, t('question.unit', about));
      if (about.count > 1) return inLanguage(words, t('question.several', about));
      const field = conflict.fields[0]?.field;
      const asked = (['level', 'status', 'title', 'place', 'kind'] as const).find((name) => name === field);
      return inLanguage(words, t(`question.${asked ?? 'other'}`, about));
    };
    const value = (conflict: Conflict, choice: 'current' | 'proposed'): string => {
      const field = leading(conflict.fields);
      const incident = conflict.kind === 'doubleCommitment' ? incidentOfStatus(field[choice]) : null;
      return incident === null ? fieldWords(words, field.field, field[choice]) : incidentName(words, incident);
    };
    return { words, title, question, value };
  }, [t, words]);
}

/** How far back merged moves are told, ms. */
export const TOLD_FOR = DAY;
