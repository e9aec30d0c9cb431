import { useEffect, useMemo, useState } from 'react';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Link } from '../../link/link.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useConsole } from '../../state/console.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection } from '../../state/use-live.ts';
import type { PlanLine } from '../../widgets/map/plan/plan-lines.ts';

/** More ways than this are not read on a small map, and would keep the roads busy for others. */
const MOST_WAYS = 24;
const EVERY = 5_000;

type Place = Pick<PlanLine, 'id' | 'from' | 'to'>;

function placed<Row extends { readonly id: string }>({ version }: LiveCollection<Row>): number {
  return version;
}

/** Ways by their ends, rounded to a street corner: a unit that moves a little keeps its way. */
const known = new Map<string, readonly LonLat[] | null>();
const MOST_KNOWN = 400;

function keyOf({ from, to }: Place): string {
  return [...from, ...to].map((degrees) => degrees.toFixed(3)).join(' ');
}

async function askWay(link: Link, place: Place): Promise<void> {
  const key = keyOf(place);
  if (known.has(key)) return;
  if (known.size >= MOST_KNOWN) known.clear();
  // While it is on its way nobody asks again; where there is none, the straight line stays.
  known.set(key, null);
  const way = await link.call('route', { from: place.from, to: place.to }).catch(() => null);
  if (way) known.set(key, way.line);
}

/** Lines of what an option moves, from where it is now; straight until the way is known. */
export function usePlanLines(option: DecisionOption | undefined): readonly PlanLine[] {
  const { link } = useConsole();
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const version = [useSampled(incidents, placed, EVERY), useSampled(resources, placed, EVERY)].join();
  const [asked, setAsked] = useState(0);
  const places = useMemo(() => {
    const at = (id: string): LonLat | undefined =>
      resources.rows.get(id as never)?.data.at ?? incidents.rows.get(id as never)?.data.at;
    return (option?.moves ?? []).flatMap((move): Place[] => {
      if (move.is === 'task') return [];
      const ends = move.is === 'assign' ? [move.unit, move.incident] : [move.from, move.to];
      const [from, to] = [at(ends[0] ?? ''), at(ends[1] ?? '')];
      return from && to ? [{ id: ends.join(' '), from, to }] : [];
    });
  }, [option, incidents, resources, version]); // eslint-disable-line react-hooks/exhaustive-deps -- `version` stands for the rows
  useEffect(() => {
    let isGone = false;
    const wanted = places.slice(0, MOST_WAYS).filter((place) => !known.has(keyOf(place)));
    if (wanted.length === 0) return;
    void Promise.all(wanted.map((place) => askWay(link, place))).then(() => {
      if (!isGone) setAsked((before) => before + 1);
    });
    return () => {
      isGone = true;
    };
  }, [link, places]);
  return useMemo(
    () => places.map((place) => ({ ...place, way: known.get(keyOf(place)) ?? null })),
    [places, asked], // eslint-disable-line react-hooks/exhaustive-deps -- `asked`: ways are known now that were not
  );
}
