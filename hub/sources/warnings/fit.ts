import type { Alert } from '../../../shared/domain/alert.ts';
import { simplified } from '../../../shared/kit/simplify.ts';

/** Bytes of a record. A change with its envelope must fit into a message of 1 MB (H9). */
export const LARGEST_RECORD = 900_000;

type Loss = 'resource-dropped' | 'outline-simplified';

/**
 * The alert as it fits into one message: attached files go first, then its outlines lose what can be seen least, at last
 * to a few corners each. A warning is never lost for its size; what it lost is told.
 */
export function fitted(alert: Alert): { alert: Alert; lost: readonly Loss[] } {
  const lost = new Set<Loss>();
  let left = alert;
  if (sizeOf(left) > LARGEST_RECORD && hasAttached(left)) {
    left = withoutAttached(left);
    lost.add('resource-dropped');
  }
  for (let corners = 1_000; sizeOf(left) > LARGEST_RECORD && corners >= 4; corners = Math.floor(corners / 4)) {
    left = withCorners(left, corners);
    lost.add('outline-simplified');
  }
  return { alert: left, lost: [...lost] };
}

function sizeOf(alert: Alert): number {
  return Buffer.byteLength(JSON.stringify(alert));
}

function hasAttached({ cap }: Alert): boolean {
  return cap?.infos.some(({ resources = [] }) => resources.some(({ derefUri }) => derefUri !== undefined)) ?? false;
}

function withoutAttached(alert: Alert): Alert {
  if (!alert.cap) return alert;
  const infos = alert.cap.infos.map((info) => ({
    ...info,
    ...(info.resources && {
      resources: info.resources.map(({ derefUri, ...rest }) =>
        derefUri === undefined ? rest : { ...rest, dropped: derefUri.length },
      ),
    }),
  }));
  return { ...alert, cap: { ...alert.cap, infos } };
}

function withCorners(alert: Alert, most: number): Alert {
  const areas = alert.areas.map((area) => ({ ...area, polygons: area.polygons.map((ring) => simplified(ring, most)) }));
  return { ...alert, areas };
}
