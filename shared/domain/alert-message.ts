import { instant, MINUTE, type Instant } from '../kit/time.ts';
import type { Alert, AlertArea } from './alert.ts';
import { packAreas, unpackArea, type Cut } from './alert-areas.ts';
import {
  INFO_TEXTS,
  type CapInfo,
  type CapMessage,
  type InfoText,
  type PackedInfo,
  type PackedMessage,
} from './cap-message.ts';
import type { LocalText } from './common.ts';
import { guessedText, localText, speakers, tongueOf, type Tongue } from './tongue.ts';
import { COLOURS, EVENT_TYPE, EVENT_TYPE_NAME, EVENT_TYPES, SEVERITY_LEVEL } from './warning-terms.ts';

/** What the record says of the message beyond the message itself. */
export type AlertFacts = Pick<Alert, 'origin' | 'colour' | 'signature' | 'verdict' | 'own' | 'answers'>;

const LONGEST = 20_000;

/**
 * The record of a message: the flat summary that boards and maps read, and in `cap` what the summary does not say. Nothing
 * long is stored twice. Round trip: `messageOf(alertOf(m).alert)` equals `m`, but for what `cuts` names.
 * The gravest block sets the grade and speaks for its language; the areas of all blocks are joined.
 */
export function alertOf(message: CapMessage, facts: AlertFacts = {}): { alert: Alert; cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  const blocks = message.infos.map((info) => ({ info, tongue: tongueOfInfo(info) }));
  const gravest = blocks.toSorted((a, b) => rank(a.info) - rank(b.info));
  const main = gravest[0]?.info;
  const { zh, en } = speakers(gravest);
  const said = (name: InfoText, instead?: InfoText): LocalText | undefined => {
    const pick = (info: CapInfo | undefined): string | undefined =>
      info && (info[name] || (instead && info[instead]) || undefined);
    return localText(clip(pick(zh?.info), name, cuts), clip(pick(en?.info), name, cuts));
  };
  const code = eventTypeOf(message);
  const named = code === undefined ? undefined : EVENT_TYPES[code];
  // A message without blocks (an Ack, a bare Cancel) has no event: its note or its type is all there is to show.
  const names = named && { zh: named[0], en: named[1] };
  const told = said('event');
  const event =
    // The national form has one language; the code has both.
    (told && names && told.en === undefined && told.zh === names.zh ? names : told) ??
      names ??
      guessedText(code ?? firstLine(message.note) ?? message.msgType) ?? { en: message.msgType };
  const description = said('description') ?? guessedText(clip(message.note, 'note', cuts));
  const instruction = said('instruction');
  const senderName = said('senderName');
  const times = { effectiveAt: main?.effective, onsetAt: main?.onset, expiresAt: main?.expires };
  const { areas, placed } = packAreas(message.infos, slotOf, cuts);
  const { colour } = facts;

  const summary: Alert = {
    identifier: message.identifier,
    sender: message.sender,
    ...(senderName && { senderName }),
    sentAt: instantOf(message.sent),
    status: message.status,
    msgType: message.msgType,
    scope: message.scope,
    references: (message.references ?? []).map(({ identifier }) => identifier),
    event,
    ...(code !== undefined && { eventCode: code }),
    urgency: main?.urgency ?? 'Unknown',
    severity: main?.severity ?? 'Unknown',
    certainty: main?.certainty ?? 'Unknown',
    level: colour ? COLOURS[colour].level : SEVERITY_LEVEL[main?.severity ?? 'Unknown'],
    headline: said('headline', 'event') ?? event,
    ...(description && { description }),
    ...(instruction && { instruction }),
    ...mapped(times, instantOf),
    areas,
    ...facts,
  };
  return { alert: { ...summary, cap: packed(message, summary, placed) }, cuts };
}

/** The whole message of a record. One that came without `cap` (the demo's, or of before) gives what its summary says. */
export function messageOf(alert: Alert): CapMessage {
  const { identifier, sender, status, msgType, scope, cap } = alert;
  const head = { identifier, sender, status, msgType, scope };
  if (!cap) return { ...head, sent: capTimeOf(alert.sentAt), ...plainFacts(alert) };
  const { sent, infos, ...rest } = cap;
  return { ...head, sent, ...rest, infos: infos.map((info) => unpackInfo(info, alert)) };
}

/** A point in time as CAP writes it; `offset` in minutes east of UTC. The form of UTC is `-00:00`. */
export function capTimeOf(at: Instant, offset = 0): string {
  const local = new Date(at + offset * MINUTE).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${local}${offset > 0 ? '+' : '-'}${hours}:${minutes}`;
}

/** The reverse, of a text that `capMessage` takes. */
export function instantOf(capTime: string): Instant {
  return instant(Math.max(0, Date.parse(capTime) || 0));
}

function rank({ severity }: CapInfo): number {
  return SEVERITY_LEVEL[severity] || 5;
}

function tongueOfInfo(info: CapInfo): Tongue {
  return tongueOf(info.language ?? null, `${info.headline ?? ''}${info.event}`);
}

function slotOf(info: CapInfo): 'zh' | 'en' {
  return tongueOfInfo(info) === 'zh' ? 'zh' : 'en';
}

/** The national event type, wherever the sender put it. */
function eventTypeOf({ infos }: CapMessage): string | undefined {
  const values = infos.flatMap(({ eventCodes = [] }) => eventCodes.map(({ value }) => value));
  return values.find((value) => EVENT_TYPE.test(value));
}

type Placed = ReturnType<typeof packAreas>['placed'];

function packed(message: CapMessage, summary: Alert, placed: Placed): PackedMessage {
  const { identifier: _i, sender: _s, status: _st, msgType: _m, scope: _sc, infos, ...rest } = message;
  return {
    ...rest,
    infos: infos.map((info, index): PackedInfo => {
      const { event, headline, description, instruction, senderName, areas: _, ...facts } = info;
      const texts = { event, headline, description, instruction, senderName };
      const slot = slotOf(info);
      const same = INFO_TEXTS.filter((name) => texts[name] !== undefined && texts[name] === summary[name]?.[slot]);
      const own = INFO_TEXTS.filter((name) => texts[name] !== undefined && !same.includes(name));
      return {
        ...facts,
        slot,
        same,
        ...Object.fromEntries(own.map((name) => [name, texts[name]])),
        ...(placed[index] && placed[index].length > 0 && { areas: placed[index] }),
      };
    }),
  };
}

function unpackInfo({ slot, same, areas, ...rest }: PackedInfo, alert: Alert): CapInfo {
  const texts: Partial<Record<InfoText, string>> = Object.fromEntries(same.map((name) => [name, alert[name]?.[slot]]));
  return {
    ...rest,
    ...texts,
    event: texts.event ?? rest.event ?? '',
    ...(areas && { areas: areas.map((area) => unpackArea(area, alert.areas[area.at], slot)) }),
  };
}

function plainFacts(alert: Alert): Pick<CapMessage, 'infos' | 'references'> {
  const { references, urgency, severity, certainty, eventCode } = alert;
  const slots = (['zh', 'en'] as const).filter((slot) => alert.event[slot] !== undefined || alert.headline[slot]);
  const times = { effective: alert.effectiveAt, onset: alert.onsetAt, expires: alert.expiresAt };
  return {
    ...(references.length > 0 && { references: references.map((identifier) => ({ identifier })) }),
    infos: slots.map((slot): CapInfo => ({
      language: slot === 'zh' ? 'zh-CN' : 'en-US',
      categories: [],
      event: alert.event[slot] ?? alert.headline[slot] ?? '',
      urgency,
      severity,
      certainty,
      ...(eventCode !== undefined && { eventCodes: [{ valueName: EVENT_TYPE_NAME, value: eventCode }] }),
      ...mapped(times, (at) => capTimeOf(at)),
      ...Object.fromEntries(
        INFO_TEXTS.flatMap((name) =>
          name !== 'event' && alert[name]?.[slot] !== undefined ? [[name, alert[name][slot]]] : [],
        ),
      ),
      ...(alert.areas.length > 0 && { areas: alert.areas.map((area) => plainArea(area, slot)) }),
    })),
  };
}

function plainArea(area: AlertArea, slot: 'zh' | 'en') {
  return unpackArea({ at: 0, areaDesc: area.name[slot] ?? area.name.zh ?? area.name.en ?? '' }, area, slot);
}

function mapped<Key extends string, From, To>(
  values: Readonly<Record<Key, From | undefined>>,
  to: (value: From) => To,
): Partial<Record<Key, To>> {
  const given = Object.entries<From | undefined>(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([key, value]) => [key, to(value as From)])) as Partial<Record<Key, To>>;
}

function clip(text: string | undefined, column: string, cuts: Cut[]): string | undefined {
  if (text === undefined || text.length <= LONGEST) return text;
  cuts.push({ code: 'field-too-long', column, detail: `${text.length} characters` });
  return `${text.slice(0, LONGEST - 1)}…`;
}

function firstLine(text: string | undefined): string | undefined {
  return text?.split('\n', 1)[0]?.slice(0, 200) || undefined;
}
