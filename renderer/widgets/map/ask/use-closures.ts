import { useCallback, useMemo } from 'react';
import { closuresOf } from '../../../../shared/domain/drawing.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { circle } from '../../../../shared/kit/geodesy.ts';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import { groupOf, type IncidentRow } from '../../../state/incident-order.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useSampled } from '../../../state/sampler.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';

/** A road that was reported cut is closed where it was reported, so many metres around. */
const CUT_RADIUS = 30;

export interface ShownClosures {
  /** As `closures` of a road call takes them. */
  readonly closures: { areas: LonLat[][][] } | undefined;
  /** Changes when any of them does. */
  readonly key: string;
  readonly cordons: number;
  readonly cuts: number;
}

/** What may not be driven on at the moment that is shown: cordons that close roads, and reported road cuts. */
export function useClosures(): ShownClosures {
  const drawings = useCollection('drawings', {});
  const incidents = useCollection('incidents', {});
  const cordonKey = useLive(drawings, closingKey);
  const cutKey = useSampled(incidents, cutsKey);
  const read = useCallback(() => closuresOf([...drawings.rows.values()].map(({ data }) => data)), [drawings]);
  return useMemo(() => {
    const cordons = cordonKey === '' ? [] : read();
    const cuts = cutKey === '' ? [] : (JSON.parse(cutKey) as LonLat[]);
    const areas = [
      ...cordons.map((rings) => rings.map((ring) => [...ring])),
      ...cuts.map((at) => [circle(at, CUT_RADIUS, 30)]),
    ];
    return {
      closures: areas.length > 0 ? { areas } : undefined,
      key: cordonKey + cutKey,
      cordons: cordons.length,
      cuts: cuts.length,
    };
  }, [cordonKey, cutKey, read]);
}

function closingKey({ rows }: LiveCollection<EntityRow<'drawing'>>): string {
  const closing = [...rows.values()].filter(
    ({ data }) => data.kind === 'cordon' && data.closesRoads === true && data.status.state === 'standing',
  );
  return closing.map(({ id, rev, pending }) => `${id}@${rev}${pending?.join() ?? ''}`).join(' ');
}

function cutsKey({ rows }: LiveCollection<IncidentRow>): string {
  const cuts = [...rows.values()].flatMap(({ data }) =>
    data.kind === 'roadcut' && data.at && groupOf(data) !== 'closed' ? [data.at] : [],
  );
  return cuts.length === 0 ? '' : JSON.stringify(cuts);
}
