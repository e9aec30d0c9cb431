import * as fc from 'fast-check';
import type { CapArea, CapInfo, CapMessage, NamedValue } from '../../../../shared/domain/cap-message.ts';
import {
  CAP_CATEGORY,
  CAP_CERTAINTY,
  CAP_MSG_TYPE,
  CAP_RESPONSE_TYPE,
  CAP_SCOPE,
  CAP_SEVERITY,
  CAP_STATUS,
  CAP_URGENCY,
} from '../../../../shared/domain/cap-terms.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';

/** Any CAP message that is one: texts of every script with what XML escapes, times with offsets, closed rings. */

// eslint-disable-next-line no-control-regex -- what XML cannot carry
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const text = fc
  .string({ unit: fc.oneof(fc.constantFrom('<', '&', '"', "'", ']]>', '\n', '\r', '\t', ' ', '暴', '💧', 'x'), fc.string({ unit: 'binary', maxLength: 1 })), maxLength: 40 })
  .map((raw) => raw.replace(NOT_XML, '').trim())
  .filter((kept) => kept !== ''); // prettier-ignore
const word = fc.stringMatching(/^[A-Za-z0-9._:@+-]{1,24}$/);

const two = (value: number): string => String(value).padStart(2, '0');
const time = fc
  .record({
    // The console's time begins with 1970 in UTC.
    day: fc.integer({ min: 1, max: 36_500 }),
    second: fc.integer({ min: 0, max: 86_399 }),
    offset: fc.integer({ min: -14 * 60, max: 14 * 60 }),
  })
  .map(({ day, second, offset }) => {
    const local = new Date((day * 86_400 + second) * 1_000).toISOString().slice(0, 19);
    const size = Math.abs(offset);
    return `${local}${offset > 0 ? '+' : '-'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  });

const named: fc.Arbitrary<NamedValue> = fc.record({ valueName: text, value: text });
const position: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }).map((lon) => Math.round(lon * 1e6) / 1e6 + 0),
  fc.double({ min: -90, max: 90, noNaN: true }).map((lat) => Math.round(lat * 1e6) / 1e6 + 0),
);
const ring = fc.array(position, { minLength: 3, maxLength: 8 }).map((open) => [...open, open[0] as LonLat]);

const area: fc.Arbitrary<CapArea> = sparse({
  areaDesc: text,
  polygons: fc.array(ring, { maxLength: 3 }),
  circles: fc.array(
    fc.record({ center: position, radius: fc.integer({ min: 0, max: 2_000_000_000 }).map((mm) => mm / 1_000) }),
    { maxLength: 2 },
  ),
  geocodes: fc.uniqueArray(fc.record({ scheme: word, value: word }), {
    maxLength: 3,
    selector: ({ scheme, value }) => `${scheme} ${value}`,
  }),
  altitude: optional(fc.integer({ min: -1_000, max: 60_000 }).map((feet) => feet / 4)),
  ceiling: optional(fc.integer({ min: -1_000, max: 60_000 })),
});

const info: fc.Arbitrary<CapInfo> = sparse({
  language: optional(fc.constantFrom('zh-CN', 'en-US', 'fr-CA', 'zh', 'x-local')),
  categories: fc.uniqueArray(fc.constantFrom(...CAP_CATEGORY), { minLength: 1, maxLength: 3 }),
  event: text,
  responseTypes: optional(fc.uniqueArray(fc.constantFrom(...CAP_RESPONSE_TYPE), { minLength: 1, maxLength: 3 })),
  urgency: fc.constantFrom(...CAP_URGENCY),
  severity: fc.constantFrom(...CAP_SEVERITY),
  certainty: fc.constantFrom(...CAP_CERTAINTY),
  audience: optional(text),
  eventCodes: optional(fc.array(named, { minLength: 1, maxLength: 2 })),
  effective: optional(time),
  onset: optional(time),
  expires: optional(time),
  senderName: optional(text),
  headline: optional(text),
  description: optional(text),
  instruction: optional(text),
  web: optional(fc.webUrl({ withFragments: true, withQueryParameters: true })),
  contact: optional(text),
  parameters: optional(fc.array(named, { minLength: 1, maxLength: 3 })),
  resources: optional(
    fc.array(
      sparse({
        resourceDesc: text,
        mimeType: fc.constantFrom('image/png', 'text/plain'),
        size: optional(fc.nat()),
        uri: optional(fc.webUrl()),
        derefUri: optional(fc.base64String({ minLength: 4, maxLength: 40 })),
        digest: optional(word),
      }),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  areas: optional(fc.array(area, { minLength: 1, maxLength: 3 })),
}) as fc.Arbitrary<CapInfo>;

export const anyMessage: fc.Arbitrary<CapMessage> = sparse({
  identifier: word,
  sender: word,
  sent: time,
  status: fc.constantFrom(...CAP_STATUS),
  msgType: fc.constantFrom(...CAP_MSG_TYPE),
  scope: fc.constantFrom(...CAP_SCOPE),
  source: optional(text),
  restriction: optional(text),
  addresses: optional(text),
  codes: optional(fc.array(text, { minLength: 1, maxLength: 2 })),
  note: optional(text),
  references: optional(
    fc.array(fc.record({ sender: word, identifier: word, sent: time }), { minLength: 1, maxLength: 3 }),
  ),
  incidents: optional(text),
  infos: fc.array(info, { maxLength: 3 }),
}) as fc.Arbitrary<CapMessage>;

function optional<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined });
}

/** A record without the keys that came out undefined: a message has no such keys. */
function sparse<Fields extends object>(fields: { [K in keyof Fields]: fc.Arbitrary<Fields[K]> }): fc.Arbitrary<{
  [K in keyof Fields]: Exclude<Fields[K], undefined>;
}> {
  return fc
    .record(fields)
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as never);
}
