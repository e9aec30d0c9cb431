import gcoord from 'gcoord';
import type * as z from 'zod';
import { caseFault, citizenCase, type CitizenCase } from '../../../shared/domain/case.ts';
import { incident, type Incident } from '../../../shared/domain/incident.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { isOnEarth, type Datum, type LonLat } from '../../../shared/kit/geo.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Fault } from '../refuse.ts';
import type { Columns } from './columns.ts';
import { timeReader } from './local-time.ts';
import type { ColumnRef, Mapping, TextRef } from './mapping.ts';

/** A longer field is no text that an officer reads. */
export const MAX_FIELD = 64 * 1024;

export interface ReadRow {
  readonly id: string;
  readonly at: Instant;
  readonly data: Incident | CitizenCase;
}

/** Turns the fields of one row into a record of the mapping's topic, or says what is wrong with it and in which column. */
export type RowReader = (fields: readonly string[], line: number) => ReadRow | Fault;

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function rowReader(map: Mapping, columns: Columns): RowReader {
  const readTime = timeReader(map.time.format, map.time.zone ?? null);
  const kindOf = firstMatch(map.kind.rules, (rule) => rule.kind, map.kind.otherwise);
  const levelOf = firstMatch(map.level.rules, (rule) => rule.level, map.level.otherwise);
  const categoryOf = firstMatch(map.category?.rules ?? [], (rule) => rule.category, undefined);
  const text = (ref: TextRef, fields: readonly string[]): string => columns.textOf(ref, fields);
  const local = (value: string): LocalText => (map.lang === 'zh' ? { zh: value } : { en: value });
  const field = (column: ColumnRef, fields: readonly string[]): string =>
    (fields[columns.indexOf(column)] ?? '').trim();

  function position(fields: readonly string[]): LonLat | null | Fault {
    if (!map.position) return null;
    const pair: number[] = [];
    const texts = [field(map.position.lon, fields), field(map.position.lat, fields)];
    // No coordinate at all is an incident without a place on the map; half of one is an error.
    if (texts.every((value) => value === '')) return null;
    for (const [index, value] of texts.entries()) {
      const column = columns.nameOf(index === 0 ? map.position.lon : map.position.lat);
      if (!DECIMAL.test(value)) return { code: 'bad-number', column, value };
      const limit = index === 0 ? 180 : 90;
      if (Math.abs(Number(value)) > limit) return { code: 'coordinate-out-of-range', column, value };
      pair.push(Number(value));
    }
    const [lon = 0, lat = 0] = toWgs84(pair as [number, number], map.position.datum);
    if (!isOnEarth(lon, lat)) return { code: 'coordinate-out-of-range', value: texts.join(' ') };
    return [lon, lat];
  }

  function idOf(fields: readonly string[], line: number): string | Fault {
    const prefix = map.id.prefix ?? '';
    if ('row' in map.id) return `${prefix}${line}`;
    const value = field(map.id.column, fields);
    if (value === '') return { code: 'missing-value', column: columns.nameOf(map.id.column) };
    return `${prefix}${value}`;
  }

  /** Which column a field of the record came from, for a refusal by the record's schema. */
  function columnOf(name: string): string {
    const ref = (map as unknown as Record<string, TextRef | undefined>)[name];
    if (ref && 'column' in ref) return columns.nameOf(ref.column);
    return ref && 'template' in ref ? ref.template : name;
  }

  return (fields, line) => {
    if (fields.length !== columns.count) {
      const detail = `${fields.length} fields instead of ${columns.count}`;
      return { code: 'field-count', value: fields.join(map.delimiter), detail };
    }
    const long = fields.findIndex((value) => value.length > MAX_FIELD);
    if (long >= 0) {
      const detail = `${fields[long]?.length ?? 0} characters, at most ${MAX_FIELD}`;
      return { code: 'field-too-long', column: columns.nameOf(long + 1), value: fields[long] ?? '', detail };
    }
    const id = idOf(fields, line);
    if (typeof id !== 'string') return id;
    const time = field(map.time.column, fields);
    const at = readTime(time);
    if (at === null) return { code: 'bad-date', column: columns.nameOf(map.time.column), value: time };
    const where = position(fields);
    if (where !== null && 'code' in where) return where;
    const title = text(map.title, fields);
    if (title === '') return { code: 'missing-value', column: columnOf('title') };
    const optional = (name: 'place' | 'address' | 'district' | 'lead' | 'callerName' | 'callerPhone') => {
      const ref = map[name];
      return (ref && text(ref, fields)) || undefined;
    };
    const [place, address, district] = [optional('place'), optional('address'), optional('district')];
    const common = {
      reportedAt: at,
      channel: text(map.channel, fields) || 'file',
      ...(where !== null && { at: where }),
      ...(place !== undefined && { place: local(place) }),
      ...(address !== undefined && { address }),
      ...(district !== undefined && { district }),
    };
    let parsed: z.ZodSafeParseResult<Incident | CitizenCase>;
    if (map.topic === 'case') {
      const [callerName, callerPhone] = [optional('callerName'), optional('callerPhone')];
      const fault = caseFault({ text: title, phone: callerPhone });
      if (fault) {
        const isPhone = fault === 'case-phone-invalid';
        return { code: fault, column: columnOf(isPhone ? 'callerPhone' : 'title'), ...(!isPhone && { value: title }) };
      }
      const category = map.category && categoryOf(map.category.of ? text(map.category.of, fields) : title);
      parsed = citizenCase.safeParse({
        ...common,
        status: { state: 'new', at, by: 'file' },
        steps: [],
        isUrgent: false,
        text: local(title),
        ...(category && { category }),
        ...(callerName !== undefined && { callerName }),
        ...(callerPhone !== undefined && { callerPhone }),
      });
    } else {
      const lead = optional('lead');
      parsed = incident.safeParse({
        ...common,
        kind: kindOf(map.kind.of ? text(map.kind.of, fields) : title),
        level: levelOf(map.level.of ? text(map.level.of, fields) : title),
        title: local(title),
        status: { state: 'reported', since: at },
        ...(lead !== undefined && { lead }),
      });
    }
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const column = columnOf(String(issue?.path[0] ?? ''));
      return {
        code: issue?.code === 'too_big' ? 'field-too-long' : 'invalid-record',
        column,
        detail: issue?.message ?? '',
      };
    }
    return { id: id.slice(0, 200), at, data: parsed.data };
  };
}

/** Seven decimals are a centimetre; more would be the arithmetic's, not the source's. */
function toWgs84([lon, lat]: [number, number], datum: Datum): readonly [number, number] {
  if (datum === 'wgs84') return [lon, lat];
  const from = datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09;
  const [x, y] = gcoord.transform([lon, lat], from, gcoord.WGS84);
  return [Number(x.toFixed(7)), Number(y.toFixed(7))];
}

function firstMatch<Rule extends { readonly match: string }, Value>(
  rules: readonly Rule[],
  valueOf: (rule: Rule) => Value,
  otherwise: Value,
): (text: string) => Value {
  const compiled = rules.map((rule) => ({ pattern: new RegExp(rule.match, 'iu'), value: valueOf(rule) }));
  return (text) => compiled.find(({ pattern }) => pattern.test(text))?.value ?? otherwise;
}
