import type { CapArea, CapInfo, CapMessage, CapReference, CapResource, NamedValue } from '../../domain/cap-message.ts';
import { ProblemError } from '../../kit/problem.ts';
import { faultsOfMessage, MAX_MESSAGE_CHARACTERS } from './faults.ts';
import { decimal, XmlLines } from './xml-text.ts';

export const CAP_NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';

/**
 * A message as OASIS CAP 1.2 that the official XSD takes: elements in the order of the schema, none empty that may be absent,
 * polygons as `lat,lon`, circles in kilometres. What the national form alone has stands in no CAP message.
 * The same message gives the same bytes wherever it is written.
 * Throws `ProblemError`: a `MessageFault` of the schema with its `place`, `message-not-xml`, `message-large`.
 */
export function writeCap(message: CapMessage): string {
  const fault = faultsOfMessage(message).find(({ schema }) => schema);
  if (fault) throw new ProblemError({ code: fault.code, origin: 'cap', params: { place: fault.place } });
  const xml = new XmlLines();
  xml.open('alert', ` xmlns="${CAP_NAMESPACE}"`);
  xml.text('identifier', message.identifier);
  xml.text('sender', message.sender);
  xml.text('sent', message.sent);
  xml.text('status', message.status);
  xml.text('msgType', message.msgType);
  xml.text('source', message.source);
  xml.text('scope', message.scope);
  xml.text('restriction', message.restriction);
  xml.text('addresses', message.addresses);
  xml.texts('code', message.codes);
  xml.text('note', message.note);
  if (message.references?.length) xml.text('references', message.references.map(tripleOf).join(' '));
  xml.text('incidents', message.incidents);
  for (const info of message.infos) writeInfo(xml, info);
  xml.close('alert');
  const text = xml.toString();
  if (text.length > MAX_MESSAGE_CHARACTERS) {
    throw new ProblemError({ code: 'message-large', origin: 'cap', params: { limit: MAX_MESSAGE_CHARACTERS } });
  }
  return text;
}

/** `sender,identifier,sent`; of a message that was named by its identifier alone, only that. */
function tripleOf({ sender, identifier, sent }: CapReference): string {
  return sender === undefined && sent === undefined ? identifier : `${sender ?? ''},${identifier},${sent ?? ''}`;
}

function writeInfo(xml: XmlLines, info: CapInfo): void {
  xml.open('info');
  xml.text('language', info.language);
  xml.texts('category', info.categories);
  xml.text('event', info.event);
  xml.texts('responseType', info.responseTypes);
  xml.text('urgency', info.urgency);
  xml.text('severity', info.severity);
  xml.text('certainty', info.certainty);
  xml.text('audience', info.audience);
  writeNamed(xml, 'eventCode', info.eventCodes);
  xml.text('effective', info.effective);
  xml.text('onset', info.onset);
  xml.text('expires', info.expires);
  xml.text('senderName', info.senderName);
  xml.text('headline', info.headline);
  xml.text('description', info.description);
  xml.text('instruction', info.instruction);
  xml.text('web', info.web);
  xml.text('contact', info.contact);
  writeNamed(xml, 'parameter', info.parameters);
  for (const resource of info.resources ?? []) writeResource(xml, resource);
  for (const area of info.areas ?? []) writeArea(xml, area);
  xml.close('info');
}

function writeNamed(xml: XmlLines, name: string, values: readonly NamedValue[] | undefined): void {
  for (const { valueName, value } of values ?? []) {
    xml.open(name);
    xml.text('valueName', valueName);
    xml.text('value', value);
    xml.close(name);
  }
}

function writeResource(xml: XmlLines, resource: CapResource): void {
  xml.open('resource');
  xml.text('resourceDesc', resource.resourceDesc);
  xml.text('mimeType', resource.mimeType);
  xml.text('size', resource.size);
  xml.text('uri', resource.uri);
  xml.text('derefUri', resource.derefUri);
  xml.text('digest', resource.digest);
  xml.close('resource');
}

function writeArea(xml: XmlLines, area: CapArea): void {
  xml.open('area');
  xml.text('areaDesc', area.areaDesc);
  xml.texts('polygon', polygonsOf(area));
  xml.texts('circle', circlesOf(area));
  writeNamed(
    xml,
    'geocode',
    area.geocodes.map(({ scheme, value }) => ({ valueName: scheme, value })),
  );
  xml.text('altitude', area.altitude);
  xml.text('ceiling', area.ceiling);
  xml.close('area');
}

/** Closed rings as `lat,lon` pairs; what could not be read goes out as it came in. */
export function polygonsOf({ polygons, unread }: Pick<CapArea, 'polygons' | 'unread'>): string[] {
  const rings = polygons.map((ring) => ring.map(([lon, lat]) => `${decimal(lat)},${decimal(lon)}`).join(' '));
  return [...rings, ...(unread?.polygons ?? [])];
}

/** `lat,lon radius`, the radius in kilometres to a micrometre, so that metres come back as they were. */
export function circlesOf({ circles, unread }: Pick<CapArea, 'circles' | 'unread'>): string[] {
  const written = circles.map(({ center: [lon, lat], radius }) => {
    const kilometres = (radius / 1_000).toFixed(9).replace(/\.?0+$/, '');
    return `${decimal(lat)},${decimal(lon)} ${kilometres}`;
  });
  return [...written, ...(unread?.circles ?? [])];
}
