import { alert as alertSchema, CAP_MSG_TYPE, CAP_SCOPE, CAP_STATUS, type Alert } from '../../../shared/domain/alert.ts';
import { firstIssue } from '../../feed/issue.ts';
import type { Fault } from '../refuse.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { EVENT_TYPES } from './china.ts';
import { all, CapFault, oneOf, required, text, time, type Place } from './fields.ts';
import { formOf, type CapForm } from './form.ts';
import { guessedText, localText, speakers } from './languages.ts';
import { readAreas } from './read-areas.ts';
import { readInfo, type Info } from './read-info.ts';

export interface ReadAlert {
  readonly alert: Alert;
  /** What had to be left out of it; the alert itself is sound. */
  readonly faults: readonly Fault[];
}

const LONGEST_TEXT = 20_000;

/** Reads one `<alert>` of CAP 1.0, 1.1, 1.2 or China's form; a fault names the element that is missing or wrong. */
export function readAlert(element: XmlElement): ReadAlert | Fault {
  const form = formOf(element);
  if (form === null) return { code: 'not-cap', detail: `namespace ${element.namespace}` };
  try {
    return read({ element, path: '' }, form);
  } catch (error) {
    if (error instanceof CapFault) return error.fault;
    throw error;
  }
}

function read(place: Place, form: CapForm): ReadAlert {
  const faults: Fault[] = [];
  const identifier = required(place, 'identifier');
  const sender = required(place, 'sender');
  const sentName = form === 'china' && text(place, 'sent') === null ? 'sendTime' : 'sent';
  required(place, sentName);
  const sentAt = time(place, sentName);
  const status = oneOf(place, 'status', CAP_STATUS, required(place, 'status'));
  const msgType = oneOf(place, 'msgType', CAP_MSG_TYPE, required(place, 'msgType'));
  // CAP 1.0 let it out; what nobody restricted was public.
  const scopeText = form === '1.0' ? (text(place, 'scope') ?? 'Public') : required(place, 'scope');
  const scope = oneOf(place, 'scope', CAP_SCOPE, scopeText);
  const infos = all(place, 'info').map((info) => readInfo(info, form));

  // The gravest block sets the grade; within a language it also speaks.
  const gravest = infos.toSorted((a, b) => (a.level || 5) - (b.level || 5));
  const main = gravest[0];
  const { zh, en } = speakers(gravest);
  const said = (pick: (info: Info) => string | null, name: string) =>
    localText(clip(zh && pick(zh), name, faults), clip(en && pick(en), name, faults));
  const note = clip(text(place, 'note'), 'note', faults);
  const code = infos.find((info) => info.eventCode !== undefined)?.eventCode;
  const named = code === undefined ? undefined : EVENT_TYPES[code];
  // A message without blocks (an Ack, a bare Cancel) has no event: its note or its type is all there is to show.
  const event =
    said((info) => info.event, 'event') ??
    (named ? { zh: named[0], en: named[1] } : guessedText(code ?? firstLine(note) ?? msgType));
  const headline = localText(
    clip(zh && (zh.headline ?? zh.event), 'headline', faults),
    clip(en && (en.headline ?? en.event), 'headline', faults),
  );
  const description = said((info) => info.description, 'description') ?? guessedText(note);
  const instruction = said((info) => info.instruction, 'instruction');
  const senderName = said((info) => info.senderName, 'senderName');

  const record = {
    identifier,
    sender,
    sentAt,
    status,
    msgType,
    scope,
    references: referencesOf(text(place, 'references')),
    event,
    urgency: main?.urgency ?? 'Unknown',
    severity: main?.severity ?? 'Unknown',
    certainty: main?.certainty ?? 'Unknown',
    level: main?.level ?? 0,
    headline: headline ?? event,
    areas: readAreas(infos, (info) => (info.tongue === 'zh' ? 'zh' : 'en'), form, faults),
    ...(senderName && { senderName }),
    ...(code !== undefined && { eventCode: code }),
    ...(description && { description }),
    ...(instruction && { instruction }),
    ...(main?.effectiveAt !== undefined && { effectiveAt: main.effectiveAt }),
    ...(main?.onsetAt !== undefined && { onsetAt: main.onsetAt }),
    ...(main?.expiresAt !== undefined && { expiresAt: main.expiresAt }),
  };
  const parsed = alertSchema.safeParse(record);
  if (!parsed.success) throw new CapFault({ code: 'invalid-record', detail: firstIssue(parsed.error) });
  return { alert: parsed.data, faults };
}

/** Triples `sender,identifier,sent` apart by blanks, or China's bare identifiers. The identifier is what is kept. */
function referencesOf(text: string | null): string[] {
  const tokens = (text ?? '').split(/\s+/).filter(Boolean);
  return tokens.slice(0, 200).map((token) => (token.split(',')[1] ?? token).slice(0, 300));
}

function clip(text: string | null | undefined, name: string, faults: Fault[]): string | null {
  if (!text) return null;
  if (text.length <= LONGEST_TEXT) return text;
  faults.push({ code: 'field-too-long', column: name, value: text, detail: `${text.length} characters` });
  return `${text.slice(0, LONGEST_TEXT - 1)}…`;
}

function firstLine(text: string | null): string | undefined {
  return text?.split('\n', 1)[0]?.slice(0, 200) || undefined;
}
