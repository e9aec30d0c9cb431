import { COLOUR_PARAMETER, EVENT_TYPES } from '../../../shared/domain/warning-terms.ts';
import { listOf, make, makeAlert, makePairs } from '../cap/make.ts';
import { readAlert } from '../cap/read-alert.ts';
import type { DocumentPart } from '../cap/read-document.ts';
import type { XmlElement } from '../xml/read-xml.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The JSON of QWeather's warnings: `alerts` (v1), or `warning` (v7). */
export function isQweather(root: Fields): boolean {
  return Array.isArray(root['alerts']) || Array.isArray(root['warning']);
}

/** A commercial relay of official warnings: what is its own opinion (`icon`, translated names) is left out. */
export function readQweather(root: Fields): readonly DocumentPart[] {
  const isNew = Array.isArray(root['alerts']);
  return listOf(isNew ? root['alerts'] : root['warning']).map((item, index) => {
    const place = `${isNew ? 'alerts' : 'warning'}[${index + 1}]`;
    const fields = fieldsOf(item);
    const element = isNew ? fromAlert(fields) : fromWarning(fields);
    return { place, result: readAlert(element, { made: 'converted', origin: 'qweather' }) };
  });
}

function fromAlert(from: Fields): XmlElement {
  const message = fieldsOf(from['messageType']);
  const event = fieldsOf(from['eventType']);
  return makeAlert([
    ...head(from['id'], from['senderName'], from['issuedTime']),
    make('msgType', word(message['code']) ?? 'Alert'),
    make('references', listOf(message['supersedes']).map(String).join(' ')),
    make('info', [
      ...graded(from, event['name'], fieldsOf(from['color'])['code']),
      make('senderName', from['senderName']),
      make('headline', from['headline']),
      make('description', from['description']),
      make('instruction', from['instruction']),
      make('effective', time(from['effectiveTime'])),
      make('onset', time(from['onsetTime'])),
      make('expires', time(from['expireTime'])),
      listOf(from['responseTypes']).map((response) => make('responseType', word(response))),
    ]),
  ]);
}

function fromWarning(from: Fields): XmlElement {
  const isUpdate = from['status'] === 'update';
  return makeAlert([
    ...head(from['id'], from['sender'], from['pubTime']),
    make('msgType', from['status'] === 'cancel' ? 'Cancel' : isUpdate ? 'Update' : 'Alert'),
    make('references', from['related']),
    make('info', [
      ...graded(from, from['typeName'], from['severityColor']),
      make('headline', from['title']),
      make('description', from['text']),
      make('onset', time(from['startTime'])),
      make('expires', time(from['endTime'])),
    ]),
  ]);
}

function head(id: unknown, sender: unknown, sent: unknown) {
  const scope = make('scope', 'Public');
  return [make('identifier', id), make('sender', sender), make('sent', time(sent)), make('status', 'Actual'), scope];
}

function graded(from: Fields, event: unknown, colour: unknown) {
  const known = Object.entries(EVENT_TYPES).find(([, [zh]]) => zh === event)?.[0];
  return [
    make('category', 'Met'),
    make('event', event),
    make('urgency', word(from['urgency']) ?? 'Unknown'),
    make('severity', word(from['severity']) ?? 'Unknown'),
    make('certainty', word(from['certainty']) ?? 'Unknown'),
    ...(known === undefined ? [] : makePairs('eventCode', { 'GB/T 35965.1': known })),
    ...(typeof colour === 'string' ? makePairs('parameter', { [COLOUR_PARAMETER]: colour.toLowerCase() }) : []),
  ];
}

/** `moderate` → Moderate; empty and null are nothing. */
function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.charAt(0).toUpperCase() + value.slice(1) : undefined;
}

/** It writes no seconds. */
function time(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/T(\d\d:\d\d)(?=Z|[-+])/, 'T$1:00').replace(/Z$/, '-00:00') : value;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
