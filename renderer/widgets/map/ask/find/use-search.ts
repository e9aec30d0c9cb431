import { useEffect, useState } from 'react';
import { toProblem, type Problem } from '../../../../../shared/kit/problem.ts';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import type { SearchHit, SearchKind } from '../../../../../shared/protocol/console-api/search-calls.ts';
import { useConsole } from '../../../../state/console.ts';
import { useCollection } from '../../../../state/use-live.ts';
import { usePast } from '../../../../state/use-moment.ts';

/** Between the last key and the question, ms: short enough to feel at once, long enough for one question a word. */
const SETTLE = 90;

/** A hit as this window shows it. */
export interface Hit extends SearchHit {
  /** What is selected when it is opened; null for what is no record. */
  readonly topic: 'incident' | 'resource' | 'alert' | 'hazard' | null;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** The text that these are the hits of. */
  readonly text: string;
  readonly complete: boolean;
  readonly problem: Problem | null;
}

const NONE: Found = { hits: [], text: '', complete: true, problem: null };

export interface SearchOptions {
  readonly limit?: number;
  readonly kinds?: readonly SearchKind[];
  readonly near?: LonLat;
}

/** Searches as it is typed. While the past is shown (N6), records that were not there then are left out. */
export function useSearch(text: string, { limit = 30, kinds, near }: SearchOptions = {}): Found {
  const { link } = useConsole();
  const past = usePast();
  const rows = {
    incident: useCollection('incidents', {}).rows,
    resource: useCollection('resources', {}).rows,
    alert: useCollection('alerts', {}).rows,
    hazard: useCollection('hazards', {}).rows,
  };
  const [found, setFound] = useState(NONE);
  const trimmed = text.trim();
  const asked = JSON.stringify({ limit, kinds, near });
  useEffect(() => {
    if (trimmed === '') {
      setFound(NONE);
      return;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      const options = JSON.parse(asked) as { limit: number; kinds?: SearchKind[]; near?: LonLat };
      link.call('search', { text: trimmed.slice(0, 100), ...options }).then(
        ({ hits, complete }) => {
          if (isStale) return;
          setFound({
            hits: hits.map((hit) => ({ ...hit, topic: topicOf(hit.kind) })),
            text: trimmed,
            complete,
            problem: null,
          });
        },
        (error: unknown) => {
          if (!isStale) setFound({ ...NONE, text: trimmed, problem: toProblem(error, 'window') });
        },
      );
    }, SETTLE);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [link, trimmed, asked]);
  if (!past) return found;
  const known = found.hits.filter(({ topic, id }) => topic === null || rows[topic].has(id as never));
  return { ...found, hits: known };
}

function topicOf(kind: SearchKind): Hit['topic'] {
  if (kind === 'incident' || kind === 'alert' || kind === 'hazard') return kind;
  return kind === 'unit' || kind === 'facility' || kind === 'sensor' ? 'resource' : null;
}
