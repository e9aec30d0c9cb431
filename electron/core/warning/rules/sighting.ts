import type { LocalText } from '../../../../shared/domain/common.ts';
import type { OwnWarning } from '../../../../shared/domain/own-warning.ts';
import type { Sensor } from '../../../../shared/domain/resource.ts';
import type { RuleSource } from '../../../../shared/domain/rule-check.ts';
import { hoursLeft } from '../../../../shared/domain/supply.ts';
import type { Topic, TopicRecord } from '../../../../shared/domain/topics.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { Areas } from './areas.ts';

export type Subject = OwnWarning['subject'];

/** A figure that a record shows, of a thing that stays: a sensor's reading, free places of a house, a stock. */
export interface Sighting {
  readonly of: 'sensor' | 'facility' | 'supply';
  readonly kind: string;
  readonly subject: Subject;
  readonly district: string | null;
  readonly at: Instant;
  /** Sensor: its unit · facility: free share, 0…1 · supply: hours left. Null: not known. */
  readonly value: number | null;
  readonly unit: string | null;
  readonly limits: Sensor['limits'];
  /** Of a supply: what is counted · of a facility: the places that it has. */
  readonly quantity: number | null;
}

/** Something that happened once: what counts are taken of. */
export interface Happening {
  readonly of: 'incident' | 'case';
  readonly id: string;
  readonly kind: string;
  /** District, or empty where nobody said. */
  readonly area: string;
  readonly at: Instant;
  readonly place: LonLat | null;
}

/** What a record of `resource` or `supply` says to the rules; null: nothing (a vehicle, a house without places). */
export function sightingOf(topic: Topic, id: string, record: unknown, areas: Areas): Sighting | null {
  if (topic === 'supply') return sightStock(id, record as TopicRecord['supply'], areas);
  if (topic !== 'resource') return null;
  const resource = record as TopicRecord['resource'];
  if (resource.form === 'unit') return null;
  const { kind, name, at: place } = resource;
  const base = { kind, subject: { topic, id, name, at: place }, quantity: null };
  if (resource.form === 'sensor') {
    const { reading, unit = null, limits } = resource;
    if (!reading) return null;
    const district = areas.districtAt(place);
    return { ...base, of: 'sensor', district, at: reading.at, value: reading.value, unit, limits };
  }
  const { load, district } = resource;
  if (!load) return null;
  const value = load.used === null || load.capacity <= 0 ? null : Math.max(0, 1 - load.used / load.capacity);
  const shown = { of: 'facility', at: load.at, value, unit: null, limits: undefined } as const;
  return { ...base, ...shown, quantity: load.capacity, district: district ?? areas.districtAt(place) };
}

function sightStock(id: string, stock: TopicRecord['supply'], areas: Areas): Sighting {
  const place = areas.placeOf(stock.depot);
  const name = joined(stock.depotName, stock.name);
  return {
    of: 'supply',
    kind: stock.good,
    subject: { topic: 'supply', id, name, ...(place && { at: place }) },
    district: place ? areas.districtAt(place) : null,
    at: stock.countedAt,
    value: hoursLeft(stock),
    unit: stock.unit,
    limits: undefined,
    quantity: stock.quantity,
  };
}

/** 柳浦物资库 · 编织袋 */
function joined(first: LocalText, second: LocalText): LocalText {
  const zh = [first.zh, second.zh].filter((text) => text !== undefined).join(' · ');
  const en = [first.en, second.en].filter((text) => text !== undefined).join(' · ');
  return { ...(zh && { zh }), ...(en && { en }) };
}

/** What a record of `incident` or `case` counts as; null: nothing to count. */
export function happeningOf(topic: Topic, id: string, record: unknown): Happening | null {
  if (topic === 'incident') {
    const { kind, district = '', reportedAt, at } = record as TopicRecord['incident'];
    return { of: 'incident', id, kind, area: district, at: reportedAt, place: at ?? null };
  }
  if (topic === 'case') {
    const { category, district = '', reportedAt, at } = record as TopicRecord['case'];
    return { of: 'case', id, kind: category ?? '', area: district, at: reportedAt, place: at ?? null };
  }
  return null;
}

/** A subject of talk with its counts. */
export interface Talk {
  readonly subject: Subject;
  readonly series: TopicRecord['opinion']['series'];
}

export function talkOf(topic: Topic, id: string, record: unknown): Talk | null {
  if (topic !== 'opinion') return null;
  const { subject: name, series } = record as TopicRecord['opinion'];
  return { subject: { topic, id, name }, series };
}

/** Whose records show a rule its figures; null: it counts what happened. */
export function sightedTopic({ of }: RuleSource): 'resource' | 'supply' | 'opinion' | null {
  if (of === 'supply' || of === 'opinion') return of;
  return of === 'sensor' || of === 'facility' ? 'resource' : null;
}

interface Wanted {
  readonly source: RuleSource;
  readonly districts: readonly string[];
}

/** Whether a rule looks at a thing of this kind in this district. */
export function isWanted({ source, districts }: Wanted, kind: string, district: string | null): boolean {
  const kinds = source.of === 'supply' ? source.goods : source.kinds;
  if (kinds.length > 0 && !kinds.includes(kind)) return false;
  return districts.length === 0 || (district !== null && districts.includes(district));
}
