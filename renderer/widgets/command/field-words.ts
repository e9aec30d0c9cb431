import { lonLat, localText } from '../../../shared/domain/common.ts';
import { writePosition } from '../incident/position.ts';
import { DISPOSITIONS } from '../../../shared/domain/handling.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { drawingGeometry, positionsOf } from '../../../shared/domain/drawing.ts';
import { incidentName, inLanguage, isKind, isLevel, isObject, isUnitState, levelShort, type Words } from './words.ts';

const NAMED = [
  'level', 'title', 'place', 'kind', 'at', 'status', 'figures', 'note', 'quantity', 'joined', 'reports', 'lead', 'due',
  'category', 'steps', 'clock', 'isUrgent', 'text', 'apart', 'campaign', 'extended', 'geometry', 'basis', 'name', 'incident', 'closesRoads', 'faults', 'assignee', 'snoozed',
  'escalations', 'seenBy', 'incidents', 'parts', 'reported', 'handled', 'rumour',
] as const; // prettier-ignore

/** What an officer calls a field of a record; the field's own name when we have no word for it. */
export function fieldName({ t }: Pick<Words, 't'>, field: string): string {
  const named = NAMED.find((name) => name === field);
  return named ? t(`field.${named}`) : field;
}

const INCIDENT_STATES = [
  'reported', 'acknowledged', 'dispatched', 'onScene', 'controlled', 'closed', 'merged',
] as const; // prettier-ignore

function statusWords(words: Words, value: Readonly<Record<string, unknown>>): string {
  const { t, format } = words;
  const { state, incident, outcome, into } = value;
  // `onScene` is a state of both; only a unit's names an incident.
  if (isUnitState(state) && (state !== 'onScene' || typeof incident === 'string')) {
    const name = t(`unitState.${state}`, { ns: 'incident' });
    if (typeof incident !== 'string') return name;
    return t('value.boundFor', { state: name, incident: incidentName(words, incident) });
  }
  const found = DISPOSITIONS.find((name) => name === value['disposition']);
  if (found) {
    return [t('stateName.acknowledged', { ns: 'alert' }), t(`disposition.${found}`, { ns: 'alert' })].join(
      t('comma', { ns: 'common' }),
    );
  }
  const known = INCIDENT_STATES.find((name) => name === state);
  if (!known) return String(state);
  const name = t(`state.${known}`, { ns: 'incident' });
  const comma = t('comma', { ns: 'common' });
  const text = localText.safeParse(outcome);
  if (text.success) return [name, format.text(text.data)].join(comma);
  return typeof into === 'string' ? [name, incidentName(words, into)].join(comma) : name;
}

function figureWords({ format, t }: Words, value: readonly unknown[]): string {
  const colon = t('colon', { ns: 'common' });
  const each = value.filter(isObject).map(({ label, value: figure, unit }) => {
    const name = localText.safeParse(label);
    const unitText = localText.safeParse(unit);
    const amount = typeof figure === 'number' ? format.figure(figure) : t('unknown', { ns: 'common' });
    const shown = unitText.success ? `${amount} ${format.text(unitText.data)}` : amount;
    return name.success ? `${format.text(name.data)}${colon}${shown}` : shown;
  });
  return each.join(t('value.and'));
}

/** A field's value in words. Absent is said; what nobody foresaw is shown as it is written, never hidden. */
export function fieldWords(words: Words, field: string, value: unknown): string {
  const { t, format } = words;
  if (value === undefined || value === null) return t('value.absent');
  if (field === 'level' && isLevel(value)) return levelShort(words, value);
  if (field === 'kind' && isKind(value)) return t(`kind.${value}`, { ns: 'incident' });
  if (field === 'status' && isObject(value)) return inLanguage(words, statusWords(words, value));
  if (field === 'figures' && Array.isArray(value)) return figureWords(words, value);
  if (field === 'note' && isObject(value)) return fieldWords(words, 'text', value['text']);
  if (field === 'joined' && Array.isArray(value)) {
    return value.map((id) => incidentName(words, String(id))).join(t('value.and'));
  }
  if (field === 'reported' && isObject(value)) return fieldWords(words, 'text', value['to']);
  if (field === 'handled' && isObject(value)) return fieldWords(words, 'text', value['text']);
  if (field === 'rumour' && isObject(value)) {
    const { claim, fact } = value;
    return [claim, isObject(fact) ? fact['text'] : null]
      .filter(isObject)
      .map((text) => fieldWords(words, 'text', text))
      .join(t('comma', { ns: 'common' }));
  }
  if (field === 'assignee' && isObject(value)) return fieldWords(words, 'text', value['to']);
  if (field === 'snoozed' && isObject(value)) {
    const { until } = value;
    const isInstant = typeof until === 'number';
    return isInstant
      ? t('state.snoozed', { ns: 'alert', time: format.time(until as Instant) })
      : t('state.snoozedUpdate', { ns: 'alert' });
  }
  if (field === 'incident' && typeof value === 'string') return incidentName(words, value);
  if (field === 'geometry') {
    const shape = drawingGeometry.safeParse(value);
    if (shape.success) return t('value.points', { count: positionsOf(shape.data).length });
  }
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') return format.number(value, 2);
  if (typeof value === 'string') return value;
  const position = lonLat.safeParse(value);
  if (position.success) return writePosition(position.data);
  const text = localText.safeParse(value);
  if (text.success) return format.text(text.data);
  return JSON.stringify(value);
}
