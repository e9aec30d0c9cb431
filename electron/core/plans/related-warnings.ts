import type { Alert } from '../../../shared/domain/alert.ts';
import type { Handling } from '../../../shared/domain/handling.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { allRows, type LiveSource } from '../queries/live-source.ts';
import { isDrill, timePhase } from '../warning/board/chain-rules.ts';
import { Chains } from '../warning/board/chains.ts';
import { distanceTo, shapeOf } from '../warning/fusion/shape.ts';
import type { RelatedWarning } from './match.ts';

interface Looked {
  readonly id: string;
  readonly data: Pick<Incident, 'at'>;
}

/**
 * TM6: warnings in force that were tied to the incident, or that foretell one of `codes` where it happened. Only texts that bear such a
 * code, or that an officer tied, are read in full: a storm brings thousands.
 */
export function relatedWarnings(
  { id, data: { at } }: Looked,
  codes: readonly string[],
  records: (topic: Topic) => LiveSource,
  now: Instant,
): RelatedWarning[] {
  const quoted = codes.map((code) => JSON.stringify(code));
  const tied = tiedTo(id, records('handling'));
  const alerts = new Map<string, Alert>();
  // A later message of a chain bears its event code too.
  const chains = new Chains<Alert>();
  for (const row of allRows(records('alert'))) {
    if (!tied.has(row.id) && !quoted.some((code) => row.json.includes(code))) continue;
    const alert = (JSON.parse(row.json) as { readonly data: Alert }).data;
    alerts.set(row.id, alert);
    chains.put(row.id, alert);
  }
  return [...alerts].flatMap(([alertId, alert]) => {
    const phase = timePhase(alert, now);
    const isInForce = phase === 'active' || phase === 'open';
    if (!isInForce || isDrill(alert) || !chains.isCurrent(alertId)) return [];
    const shape = at && shapeOf(alert);
    const isHere = tied.has(alertId) || (at && shape ? distanceTo(shape, at) === 0 : false);
    return isHere ? [{ eventCode: alert.eventCode, colour: alert.colour }] : [];
  });
}

function tiedTo(incident: string, handlings: LiveSource): ReadonlySet<string> {
  const word = JSON.stringify(incident);
  const tied = new Set<string>();
  for (const { id, json } of allRows(handlings)) {
    if (!json.includes(word)) continue;
    const { incidents } = (JSON.parse(json) as { readonly data: Handling }).data;
    if (incidents?.includes(incident)) tied.add(id);
  }
  return tied;
}
