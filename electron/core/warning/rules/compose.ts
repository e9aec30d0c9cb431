import type { Alert, AlertArea } from '../../../../shared/domain/alert.ts';
import type { Level } from '../../../../shared/domain/common.ts';
import type { EvidencePoint, OwnWarning } from '../../../../shared/domain/own-warning.ts';
import { HOUR, instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import type { AlertFigures } from '../../../../shared/protocol/commands/own-alert-commands.ts';
import type { Areas } from './areas.ts';
import type { Finding, WatchedRule } from './finding.ts';
import { isPast } from './ladder.ts';
import { headlineOf, measureOf, SENDER, SENDER_NAME, STATE_WORD } from './words.ts';

/** Of a curve: enough to draw it, little enough for a line of 64 kbit/s. */
const MOST_POINTS = 32;
/** Newest first; `count` says how many there are. */
const MOST_EVIDENCE = 20;
/** Without a renewal a warning is no longer known to hold. */
export const LASTS = 2 * HOUR;
/** Beginnings within the same stretch are one, at whichever console. */
const ROUNDED = 10 * MINUTE;
/** A sensor speaks for so much ground, m. */
const AROUND = 500;

const SEVERITY = { 0: 'Unknown', 1: 'Extreme', 2: 'Severe', 3: 'Moderate', 4: 'Minor' } as const;
const COLOUR = { 1: 'red', 2: 'orange', 3: 'yellow', 4: 'blue' } as const;

/** What the record of the subject adds: its kind and unit, as the rule cannot know them. */
export interface Facts {
  readonly kind: string | null;
  readonly unit: string | null;
  readonly series: readonly EvidencePoint[];
}

/** The same at every console that finds the same: rule, subject, level, and when it was reached. */
export function alertIdOf(rule: string, { subject, level, since }: Finding): string {
  return `own:${rule}:${subject.id}:${level}:${Math.floor(since / ROUNDED).toString(36)}`.slice(0, 200);
}

export function figuresOf(rule: WatchedRule, finding: Finding, facts: Facts, now: Instant): AlertFigures {
  const { level, confirmedAt, value, limit } = finding;
  const measure = measureOf(rule, facts.kind);
  const unit = unitOf(rule, facts.unit);
  const isCounted = rule.source.of === 'incident' || rule.source.of === 'case' || rule.source.of === 'opinion';
  const isSensed = rule.method === 'threshold' || rule.method === 'riseRate';
  const { expected } = finding.figures;
  const headline = headlineOf({
    subject: finding.subject.name,
    measure,
    value: value === null ? '—' : shown(value, unit),
    limit: isCounted || rule.method === 'silence' ? null : shown(limit, unit),
    usual: isCounted && expected !== undefined ? shown(expected, undefined) : null,
    level,
    isPast: value === null || (isCounted ? isStillOdd(rule, finding) : isPast(rule.direction, value, limit)),
    minutes: isCounted || rule.method === 'riseRate' ? (finding.minutes ?? rule.windowMinutes) : null,
  });
  const state: OwnWarning['state'] =
    confirmedAt === null ? { is: 'unconfirmed' } : { is: 'confirmed', at: confirmedAt };
  return {
    sentAt: now,
    level,
    ...colourOf(level),
    severity: SEVERITY[level],
    certainty: confirmedAt === null ? 'Likely' : 'Observed',
    urgency: 'Immediate',
    headline,
    ...(isSensed && { description: STATE_WORD[state.is] }),
    expiresAt: instant(now + LASTS),
    own: {
      rule: rule.id,
      ruleVersion: rule.version,
      method: rule.method,
      subject: finding.subject,
      measure,
      ...(unit !== undefined && { unit }),
      value,
      ...(!isCounted && { limit }),
      ...finding.figures,
      series: thinned(facts.series),
      evidence: finding.evidence.slice(0, MOST_EVIDENCE),
      count: finding.count,
      departments: rule.departments,
      state,
      firstAt: finding.firstAt,
    },
  };
}

/** A curve that is kept and sent again every ten minutes: the newest points, what is odd, and the rest by steps (G5). */
function thinned(series: readonly EvidencePoint[]): EvidencePoint[] {
  if (series.length <= MOST_POINTS) return [...series];
  const recent = series.length - MOST_POINTS / 2;
  const step = Math.ceil(recent / (MOST_POINTS / 2));
  return series.filter(({ odd }, index) => index >= recent || odd === true || index % step === 0);
}

/** @param replaces identifiers of the messages that it is graver than. */
export function alertOf(
  rule: WatchedRule,
  id: string,
  finding: Finding,
  figures: AlertFigures,
  areas: Areas,
  replaces: readonly string[],
): Alert & { readonly own: OwnWarning } {
  const { event, eventCode, instruction, departments } = rule;
  return {
    ...figures,
    identifier: id,
    sender: SENDER,
    senderName: SENDER_NAME,
    status: 'Actual',
    msgType: replaces.length > 0 ? 'Update' : 'Alert',
    scope: 'Restricted',
    references: [...replaces],
    event,
    ...(eventCode !== undefined && { eventCode }),
    ...(instruction && { instruction }),
    effectiveAt: figures.sentAt,
    onsetAt: finding.firstAt,
    areas: [areaOf(finding, areas)],
    ...(departments.length > 0 && { answers: departments.map((department) => ({ department, at: null })) }),
    origin: 'own',
  };
}

/** Of counts it is the score that reaches a limit; a cluster's is a chance, and none is told once it is gone. */
function isStillOdd({ method }: WatchedRule, { figures, limit }: Finding): boolean {
  return method === 'cluster' || (figures.score ?? limit) >= limit;
}

function areaOf({ subject, radius }: Finding, areas: Areas): AlertArea {
  const { name, at, topic, id } = subject;
  const outline = topic === 'area' ? areas.outlineOf(id) : null;
  if (outline) return { name, polygons: [[...outline]], circles: [], geocodes: [{ scheme: 'district', value: id }] };
  return { name, polygons: [], circles: at ? [{ center: at, radius: radius ?? AROUND }] : [], geocodes: [] };
}

function colourOf(level: Level): Pick<Alert, 'colour'> {
  return level === 0 ? {} : { colour: COLOUR[level] };
}

function unitOf({ method, source }: WatchedRule, unit: string | null): string | undefined {
  if (method === 'shortage' || source.of === 'supply') return 'h';
  if (method === 'silence') return '×';
  if (source.of === 'facility') return '%';
  return unit ?? undefined;
}

/** Shares are told in hundreds; hours and shares with one place, other figures with at most two. */
function shown(value: number, unit: string | undefined): string {
  const figure = unit === '%' ? value * 100 : value;
  const places = unit === 'h' || unit === '%' ? 10 : 100;
  const rounded = Math.round(figure * places) / places;
  const text = Math.abs(rounded) >= 100 ? String(Math.round(rounded)) : String(rounded);
  if (unit === undefined) return text;
  return unit === '%' || unit === '×' ? `${text}${unit}` : `${text} ${unit}`;
}
