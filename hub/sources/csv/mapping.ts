import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { departmentCode, level } from '../../../shared/domain/common.ts';
import { caseCategory } from '../../../shared/domain/case.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { firstIssue } from '../../feed/issue.ts';
import { isTimePattern, isZone } from './local-time.ts';

/** A column by its name in the header, or by its number from 1. */
const column = z.union([z.string().min(1).max(200), z.int().min(1).max(1_000)]);
export type ColumnRef = z.infer<typeof column>;

/** Text of one column, of a template with `{column}` places, or the same for every row. */
const text = z.union([
  z.strictObject({ column }),
  z.strictObject({ template: z.string().min(1).max(500) }),
  z.strictObject({ value: z.string().min(1).max(200) }),
]);
export type TextRef = z.infer<typeof text>;

const match = z.string().min(1).max(500).refine(isPattern, { error: 'not a regular expression' });

const time = z
  .strictObject({
    column,
    /** `iso`, `epoch-s`, `epoch-ms`, or a pattern such as `yyyy-MM-dd HH:mm:ss`. */
    format: z.string().min(2).max(60),
    /** `+08:00` or `America/New_York`; needed where the values carry no offset. */
    zone: z.string().max(60).refine(isZone, { error: 'no such time zone' }).optional(),
  })
  .refine(({ format }) => ['iso', 'epoch-s', 'epoch-ms'].includes(format) || isTimePattern(format), {
    path: ['format'],
    error: 'must be iso, epoch-s, epoch-ms or a pattern with yyyy, MM and dd',
  })
  .refine(({ format, zone }) => zone !== undefined || ['iso', 'epoch-s', 'epoch-ms'].includes(format), {
    path: ['zone'],
    error: 'a pattern carries no offset: name the zone',
  });

/** How the columns of one CSV file become incidents, or citizens' cases. README.md of this room explains every field. */
export const mapping = z.strictObject({
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).optional(),
  encoding: z
    .string()
    .refine(isEncoding, { error: 'not an encoding with ASCII inside (utf-8, gb18030, windows-1252 …)' })
    .default('utf-8'),
  delimiter: z
    .string()
    .regex(/^[\x20-\x7e\t]$/, { error: 'one ASCII character' })
    .refine((mark) => mark !== '"', { error: 'not the quote' })
    .default(','),
  header: z.boolean().default(true),
  /** What a row becomes. Of a `case`, `title` is what the caller told; `kind`, `level` and `lead` are not asked for. */
  topic: z.enum(['incident', 'case']).default('incident'),
  /** The language of the file's text. */
  lang: z.enum(['zh', 'en']),
  id: z
    .union([
      z.strictObject({ column, prefix: z.string().max(40).optional() }),
      z.strictObject({ row: z.literal(true), prefix: z.string().max(40).optional() }),
    ])
    .default({ row: true }),
  time,
  position: z
    .strictObject({ lon: column, lat: column, datum: z.enum(['wgs84', 'gcj02', 'bd09']).default('wgs84') })
    .optional(),
  title: text,
  place: text.optional(),
  address: text.optional(),
  district: text.optional(),
  channel: text.default({ value: 'file' }),
  lead: z.union([z.strictObject({ value: departmentCode }), z.strictObject({ column })]).optional(),
  kind: z
    .strictObject({
      of: text.optional(),
      rules: z.array(z.strictObject({ match, kind: z.enum(INCIDENT_KINDS) })).max(200),
      otherwise: z.enum(INCIDENT_KINDS).default('other'),
    })
    .default({ rules: [], otherwise: 'other' }),
  level: z
    .strictObject({
      of: text.optional(),
      rules: z.array(z.strictObject({ match, level })).max(200),
      otherwise: level.default(0),
    })
    .default({ rules: [], otherwise: 0 }),
  callerName: text.optional(),
  callerPhone: text.optional(),
  /** Of a case: its category by the first regular expression that fits; none: it is sorted at the desk. */
  category: z
    .strictObject({
      of: text.optional(),
      rules: z.array(z.strictObject({ match, category: caseCategory })).max(200),
    })
    .optional(),
  maxAgeSeconds: z.number().min(1).max(86_400).default(300),
});
export type Mapping = z.infer<typeof mapping>;

/** Places of a template: `{column}`. */
export const TEMPLATE_PLACE = /\{([^{}]+)\}/g;

/** Every column that the mapping names, with the field it is for. */
export function columnsOf(map: Mapping): readonly { readonly field: string; readonly column: ColumnRef }[] {
  const named: { field: string; column: ColumnRef }[] = [{ field: 'time', column: map.time.column }];
  if ('column' in map.id) named.push({ field: 'id', column: map.id.column });
  if (map.position) {
    named.push({ field: 'lon', column: map.position.lon }, { field: 'lat', column: map.position.lat });
  }
  const texts: Readonly<Record<string, TextRef | undefined>> = {
    title: map.title,
    place: map.place,
    address: map.address,
    district: map.district,
    channel: map.channel,
    lead: map.lead,
    kind: map.kind.of,
    level: map.level.of,
    category: map.category?.of,
    callerName: map.callerName,
    callerPhone: map.callerPhone,
  };
  for (const [field, ref] of Object.entries(texts)) {
    if (!ref) continue;
    if ('column' in ref) named.push({ field, column: ref.column });
    if ('template' in ref) {
      for (const [, place = ''] of ref.template.matchAll(TEMPLATE_PLACE)) {
        named.push({ field, column: /^\d+$/.test(place) ? Number(place) : place });
      }
    }
  }
  return named;
}

/** Reads a mapping file. Throws `file-unreadable` or `mapping-invalid` with the place that is wrong. */
export function readMapping(path: string): Mapping {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ProblemError({ code: 'file-unreadable', origin: 'hub', params: { path } }, error);
  }
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : String(error));
  }
  const parsed = mapping.safeParse(value);
  if (!parsed.success) throw invalid(path, firstIssue(parsed.error));
  const byName = parsed.data.header ? undefined : columnsOf(parsed.data).find(({ column: c }) => typeof c === 'string');
  if (byName) throw invalid(path, `${byName.field}: without a header columns are numbers, not "${byName.column}"`);
  return parsed.data;
}

function invalid(path: string, reason: string): ProblemError {
  return new ProblemError({ code: 'mapping-invalid', origin: 'hub', params: { path, reason } });
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'iu');
    return true;
  } catch {
    return false;
  }
}

/** The file is cut at bytes: encodings in which a quote or line end may be part of a character are left out. */
function isEncoding(label: string): boolean {
  try {
    return !/^utf-16|^iso-2022/.test(new TextDecoder(label).encoding);
  } catch {
    return false;
  }
}
