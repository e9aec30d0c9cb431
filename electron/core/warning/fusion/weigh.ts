import type { Incident } from '../../../../shared/domain/incident.ts';
import type { LocalText } from '../../../../shared/domain/common.ts';
import { MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { TieReason } from '../../../../shared/protocol/console-api/warning-rows.ts';
import type { FusionTable } from './fusion-table.ts';
import { distanceTo, isNearBox, type Shape } from './shape.ts';

/** A warning that something is looked for. */
export interface Signal {
  readonly id: string;
  readonly title: LocalText;
  readonly at: Instant;
  readonly eventCode: string | undefined;
  /** What the console's own warning is about: `topic\nid`. */
  readonly subject: string | undefined;
  readonly shape: Shape | null;
  /** Incidents that an earlier message of its chain was tied to. */
  readonly chain: ReadonlySet<string>;
}

/** An incident that it may be about. */
export interface Happening extends Pick<Incident, 'kind' | 'at' | 'reportedAt' | 'title'> {
  readonly id: string;
}

export interface Weighed {
  readonly weight: number;
  readonly reasons: readonly TieReason[];
}

/**
 * V2: how much speaks for a warning and an incident being one happening: the sum of what each reason weighs, 1 at most. A place
 * in the area, or near it, or one of the two that need no place (the same subject, the same chain) must be among them; time
 * and kind alone say nothing.
 */
export function weighIncident(signal: Signal, incident: Happening, table: FusionTable): Weighed | null {
  const reasons: TieReason[] = [];
  let weight = 0;
  const add = (reason: TieReason['reason'], amount: number, by: number): void => {
    reasons.push({ reason, amount });
    weight += by;
  };
  const { weights } = table;
  if (signal.subject === `incident\n${incident.id}`) add('sameSubject', 0, weights.sameSubject);
  if (signal.chain.has(incident.id)) add('sameChain', 0, weights.sameChain);
  if (signal.shape && incident.at) addPlace(signal.shape, incident.at, table, add);
  if (reasons.length === 0) return null;
  addTime(signal.at, incident.reportedAt, table, add);
  const { eventCode } = signal;
  if (eventCode !== undefined && table.kinds[incident.kind]?.includes(eventCode)) add('sameKind', 0, weights.sameKind);
  return settled(weight, reasons, table);
}

/** V3: the same for two warnings; here the kind is the event type itself, and the place the middle of the smaller area. */
export function weighPair(signal: Signal, other: Signal, table: FusionTable): Weighed | null {
  const reasons: TieReason[] = [];
  let weight = 0;
  const add = (reason: TieReason['reason'], amount: number, by: number): void => {
    reasons.push({ reason, amount });
    weight += by;
  };
  if (signal.subject !== undefined && signal.subject === other.subject)
    add('sameSubject', 0, table.weights.sameSubject);
  if (signal.shape && other.shape) {
    const [wide, narrow] = signal.shape.size >= other.shape.size ? [signal, other] : [other, signal];
    if (wide.shape && narrow.shape) addPlace(wide.shape, narrow.shape.middle, table, add);
  }
  if (reasons.length === 0) return null;
  addTime(signal.at, other.at, table, add);
  if (signal.eventCode !== undefined && signal.eventCode === other.eventCode)
    add('sameKind', 0, table.weights.sameKind);
  return settled(weight, reasons, table);
}

type Add = (reason: TieReason['reason'], amount: number, by: number) => void;

function addPlace(shape: Shape, at: LonLat, table: FusionTable, add: Add): void {
  const { weights, nearMetres, wideSquareKilometres } = table;
  if (!isNearBox(shape.box, at, nearMetres)) return;
  const metres = distanceTo(shape, at);
  if (metres === 0) add('inside', 0, shape.size > wideSquareKilometres ? weights.insideWide : weights.inside);
  else if (metres <= nearMetres) add('near', Math.round(metres), weights.near * (1 - metres / nearMetres));
}

function addTime(a: Instant, b: Instant, { weights, timeMinutes }: FusionTable, add: Add): void {
  const minutes = Math.abs(a - b) / MINUTE;
  if (minutes <= timeMinutes) add('sameTime', Math.round(minutes), weights.sameTime * (1 - minutes / timeMinutes));
}

function settled(weight: number, reasons: readonly TieReason[], { least }: FusionTable): Weighed | null {
  return weight < least ? null : { weight: Math.min(1, Math.round(weight * 100) / 100), reasons };
}
