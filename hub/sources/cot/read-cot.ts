import { make, makeAlert, makePairs } from '../cap/make.ts';
import { capTime } from '../cap/fields.ts';
import { readAlert } from '../cap/read-alert.ts';
import type { DocumentPart } from '../cap/read-document.ts';
import type { XmlElement } from '../xml/read-xml.ts';

/** What a type of event means here, by the longest prefix; `severity` is ours: Cursor-on-Target grades nothing. */
interface Meaning {
  readonly zh: string;
  readonly en: string;
  readonly category: string;
  readonly severity: string;
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  'b-a': { zh: '终端告警', en: 'Alert', category: 'Rescue', severity: 'Unknown' },
  'b-a-o': { zh: '人员求助', en: 'Emergency', category: 'Rescue', severity: 'Severe' },
  'b-a-o-tbl': { zh: '紧急求救', en: 'Emergency call', category: 'Rescue', severity: 'Severe' },
  'b-a-o-can': { zh: '求助解除', en: 'Emergency over', category: 'Rescue', severity: 'Minor' },
  'b-a-g': { zh: '电子围栏触发', en: 'Geofence breached', category: 'Security', severity: 'Moderate' },
  'b-l': { zh: '报警器报警', en: 'Alarm', category: 'Safety', severity: 'Severe' },
  'b-l-c': { zh: '核生化爆报警', en: 'CBRNE alarm', category: 'CBRNE', severity: 'Extreme' },
  'b-l-e': { zh: '环境报警', en: 'Environmental alarm', category: 'Env', severity: 'Severe' },
  'b-l-f': { zh: '火灾报警', en: 'Fire alarm', category: 'Fire', severity: 'Severe' },
  'b-l-m': { zh: '医疗报警', en: 'Medical alarm', category: 'Health', severity: 'Severe' },
  'b-l-l': { zh: '治安报警', en: 'Security alarm', category: 'Security', severity: 'Severe' },
  'b-d': { zh: '探测信号', en: 'Detection', category: 'Safety', severity: 'Unknown' },
  'b-d-c': { zh: '核生化爆探测信号', en: 'CBRNE detection', category: 'CBRNE', severity: 'Severe' },
};

/** 9999999 in Cursor-on-Target is “not known”. */
const UNKNOWN_ERROR = 9_999_999;
/** Metres around a point whose error is not told. */
const AROUND = 100;

export function isCot(root: XmlElement): boolean {
  return eventsOf(root).some(({ attributes }) => attributes.has('uid') && attributes.has('type'));
}

/**
 * Alarms, detections and calls for help (`b-a`, `b-d`, `b-l`) as warnings. Positions, routes and drawings are no warnings, and
 * are refused by their type. The same `uid` later is the same warning, brought up to date; `b-a-o-can` ends it.
 */
export function readCot(root: XmlElement): readonly DocumentPart[] {
  return eventsOf(root).map((event, index) => {
    const place = root === event ? null : `event[${index + 1}]`;
    const type = event.attributes.get('type') ?? '';
    const meaning = meaningOf(type);
    if (!meaning) return { place, result: { code: 'not-a-warning', column: 'type', value: type } };
    return { place, result: readAlert(toCap(event, type, meaning), { made: 'converted', origin: 'cot' }) };
  });
}

function eventsOf(root: XmlElement): readonly XmlElement[] {
  return root.name === 'event' ? [root] : root.children.filter(({ name }) => name === 'event');
}

function meaningOf(type: string): Meaning | undefined {
  const parts = type.split('-');
  for (let count = parts.length; count >= 2; count -= 1) {
    const prefix = parts.slice(0, count).join('-');
    if (Object.hasOwn(MEANINGS, prefix)) return MEANINGS[prefix];
  }
  return undefined;
}

function toCap(event: XmlElement, type: string, { zh, en, category, severity }: Meaning): XmlElement {
  const attribute = (name: string): string => event.attributes.get(name) ?? '';
  const detail = event.children.find(({ name }) => name === 'detail');
  const inDetail = (name: string): XmlElement | undefined => detail?.children.find((child) => child.name === name);
  const callsign =
    inDetail('contact')?.attributes.get('callsign') ?? inDetail('link')?.attributes.get('parent_callsign') ?? '';
  const remarks = inDetail('remarks')?.text;
  const block = (language: string, name: string): XmlElement | null =>
    make('info', [
      make('language', language),
      make('category', category),
      make('event', name),
      make('urgency', 'Immediate'),
      make('severity', severity),
      make('certainty', certaintyOf(attribute('how'))),
      make('onset', time(attribute('start'))),
      make('expires', time(attribute('stale'))),
      make('headline', callsign === '' ? name : `${name} · ${callsign}`),
      make('description', remarks),
      makePairs('parameter', { cotType: type, cotHow: attribute('how') || undefined }),
      areaOf(event, callsign || name),
    ]);
  return makeAlert([
    make('identifier', attribute('uid')),
    make('sender', callsign || attribute('uid')),
    make('sent', time(attribute('time'))),
    make('status', statusOf(attribute('opex'))),
    make('msgType', type.startsWith('b-a-o-can') ? 'Cancel' : 'Alert'),
    make('scope', 'Restricted'),
    make('restriction', attribute('access') || 'Cursor on Target'),
    block('zh-CN', zh),
    block('en-US', en),
  ]);
}

/** `opex`: o operation, e exercise, s simulation. */
function statusOf(opex: string): string {
  return /^[es]/.test(opex) ? 'Exercise' : 'Actual';
}

/** `how`: h human, m machine; e estimated, p predicted. */
function certaintyOf(how: string): string {
  if (how.startsWith('m-p')) return 'Possible';
  return how.startsWith('h-e') ? 'Likely' : /^[hm]/.test(how) ? 'Observed' : 'Unknown';
}

function areaOf(event: XmlElement, name: string): XmlElement | null {
  const point = event.children.find((child) => child.name === 'point');
  const [lat, lon, error] = ['lat', 'lon', 'ce'].map((key) => point?.attributes.get(key));
  // 0,0 without an error is how a device without a position writes that it has none.
  const isNowhere = lat === undefined || lon === undefined || (Number(lat) === 0 && Number(lon) === 0);
  if (isNowhere) return null;
  const metres = Number(error);
  const radius = metres > 0 && metres < UNKNOWN_ERROR ? metres : AROUND;
  return make('area', [make('areaDesc', name), make('circle', `${lat},${lon} ${radius / 1_000}`)]);
}

/** Its times end in Z, with fractions. */
function time(value: string): string {
  return capTime(value, { zone: false }) ?? value;
}
