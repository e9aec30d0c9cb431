import type { WarningColour } from '../../domain/alert.ts';
import type { CapArea, CapInfo, CapMessage } from '../../domain/cap-message.ts';
import { COLOUR_PARAMETER, CPEAS, EVENT_TYPE } from '../../domain/warning-terms.ts';
import { ProblemError } from '../../kit/problem.ts';
import { faultsOfMessage } from './faults.ts';
import { XmlLines } from './xml-text.ts';
import { circlesOf, polygonsOf } from './write-cap.ts';

/** How the national system writes the four colours. */
const COLOUR_WORDS: Readonly<Record<WarningColour, string>> = {
  red: 'Red',
  orange: 'Orange',
  yellow: 'Yellow',
  blue: 'Blue',
};
/** Schemes whose values are the 12-digit codes that the national form names without a scheme. */
const AREA_SCHEMES: ReadonlySet<string> = new Set([CPEAS, 'GB/T 2260', '']);

/**
 * A message in the form in which China's national warning system sends it (GB/T 35965.1): no namespace, `sendTime` with a blank,
 * the colour as severity, references by identifier alone, one block, and elements that have nothing to say written empty.
 * The order of elements and their emptiness follow a message of that system; the standard's own schema was not at hand, so that
 * nothing but real messages has checked it. Only the Chinese block goes out.
 * @param told the colour, of a message that does not say it by `COLOUR_PARAMETER`.
 * Throws `ProblemError`: `national-no-chinese`, `national-no-colour`, `national-no-event-type`, `national-no-sender-code`,
 * `message-time-form`, `message-not-xml`.
 */
export function writeNational(message: CapMessage, told?: WarningColour): string {
  // Of what the schema of CAP asks for, the national form knows the times.
  if (faultsOfMessage(message).some(({ code }) => code === 'message-time-form')) throw refusal('message-time-form');
  const { national, references = [] } = message;
  const info = message.infos.find(({ language }) => language?.toLowerCase().startsWith('zh'));
  if (!info) throw refusal('national-no-chinese');
  const colour = told ?? colourOf(info);
  if (!colour) throw refusal('national-no-colour');
  const eventType = info.eventCodes?.find(({ value }) => EVENT_TYPE.test(value))?.value;
  if (eventType === undefined) throw refusal('national-no-event-type');
  if (national?.senderCode === undefined) throw refusal('national-no-sender-code');

  const xml = new XmlLines();
  xml.open('alert');
  xml.text('identifier', message.identifier);
  xml.text('sender', info.senderName ?? message.sender);
  xml.text('senderCode', national.senderCode);
  xml.text('sendTime', withBlank(message.sent));
  xml.text('status', message.status);
  xml.text('msgType', message.msgType);
  xml.text('scope', message.scope);
  writeMethods(xml, national.methods ?? []);
  xml.text('secClassification', national.secClassification ?? 'None');
  xml.text('note', message.note ?? '');
  xml.text('references', references.map(({ identifier }) => identifier).join(' '));
  xml.open('info');
  xml.text('language', 'zh-CN');
  xml.text('eventType', eventType);
  xml.text('urgency', info.urgency);
  xml.text('severity', COLOUR_WORDS[colour]);
  xml.text('certainty', info.certainty);
  xml.text('effective', withBlank(info.effective));
  xml.text('onset', withBlank(info.onset));
  xml.text('expires', withBlank(info.expires));
  xml.text('senderName', national.releasedBy ?? '');
  xml.text('headline', info.headline ?? info.event);
  xml.text('description', info.description ?? '');
  xml.text('instruction', info.instruction ?? '');
  xml.text('web', info.web ?? '');
  for (const area of info.areas ?? []) writeArea(xml, area);
  xml.close('info');
  xml.close('alert');
  return xml.toString();
}

type Method = NonNullable<NonNullable<CapMessage['national']>['methods']>[number];

function writeMethods(xml: XmlLines, methods: readonly Method[]): void {
  xml.open('code');
  for (const { name, message, audience } of methods) {
    xml.open('method');
    xml.text('methodName', name);
    xml.text('message', message);
    xml.text('audienceGrp', audience ?? '');
    // Spelt so in the messages of that system.
    xml.text('audenceprt', '');
    xml.close('method');
  }
  xml.close('code');
}

function writeArea(xml: XmlLines, area: CapArea): void {
  xml.open('area');
  xml.text('areaDesc', area.areaDesc);
  xml.text('polygon', polygonsOf(area).join(' '));
  xml.text('circle', circlesOf(area).join(' '));
  const codes = area.geocodes.filter(({ scheme }) => AREA_SCHEMES.has(scheme)).map(({ value }) => twelve(value));
  xml.text('geocode', codes.join(','));
  xml.close('area');
}

/** `2020-02-05 10:45:00+08:00`; empty where there is no time. */
function withBlank(time: string | undefined): string {
  return (time ?? '').replace('T', ' ');
}

/** A code of six digits (GB/T 2260) or nine is the beginning of one of twelve. */
function twelve(code: string): string {
  return /^\d{1,12}$/.test(code) ? code.padEnd(12, '0') : code;
}

function colourOf({ parameters = [] }: CapInfo): WarningColour | undefined {
  const value = parameters.find(({ valueName }) => valueName === COLOUR_PARAMETER)?.value;
  return value !== undefined && Object.hasOwn(COLOUR_WORDS, value) ? (value as WarningColour) : undefined;
}

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'cap' });
}
