import type { CapInfo, CapResource, NamedValue } from '../../../shared/domain/cap-message.ts';
import {
  CAP_CATEGORY,
  CAP_CERTAINTY,
  CAP_RESPONSE_TYPE,
  CAP_SEVERITY,
  CAP_URGENCY,
} from '../../../shared/domain/cap-terms.ts';
import { COLOURS, EVENT_TYPE_NAME, EVENT_TYPES } from '../../../shared/domain/warning-terms.ts';
import {
  all,
  capped,
  clipped,
  given,
  LONG,
  oneOf,
  pathTo,
  SHORT,
  text,
  texts,
  time,
  wordOf,
  type Place,
} from './fields.ts';
import type { CapForm } from './form.ts';
import { colourOf } from './national.ts';
import { readAreas } from './read-areas.ts';

/** Characters of all attached files of one block that are kept: a record goes to every seat. */
const MOST_ATTACHED = 200_000;

/** One `<info>` block. What is missing or wrong is noted and stands as not known. */
export function readInfo(place: Place, form: CapForm): CapInfo {
  const isNational = form === 'national';
  const optional = (name: string, longest = LONG) => {
    const value = text(place, name);
    return value === undefined ? undefined : clipped(place, name, value, longest);
  };
  return {
    ...given({
      language: optional('language', 60),
      responseTypes: listOf(
        texts(place, 'responseType').flatMap((word) => wordOf(place, 'responseType', word, CAP_RESPONSE_TYPE) ?? []),
      ),
      audience: optional('audience'),
      eventCodes: listOf(eventCodesOf(place, isNational)),
      effective: time(place, 'effective', isNational),
      onset: time(place, 'onset', isNational),
      expires: time(place, 'expires', isNational),
      // The national form writes a person's name there (`national.releasedBy`).
      senderName: isNational ? undefined : optional('senderName'),
      headline: optional('headline'),
      description: optional('description'),
      instruction: optional('instruction'),
      web: optional('web', SHORT),
      contact: optional('contact'),
      parameters: listOf(capped(place, 'parameter', namedValues(place, 'parameter'), 500)),
      resources: listOf(resourcesOf(place)),
      areas: listOf(readAreas(place, form)),
    }),
    categories: categoriesOf(place, form),
    event: eventOf(place, isNational),
    urgency: oneOf(place, 'urgency', CAP_URGENCY, 'Unknown'),
    severity: severityOf(place, isNational),
    certainty: certaintyOf(place, form),
  };
}

/** 1.0 knew no obligation to name a category, and the national form leaves it out. */
function categoriesOf(place: Place, form: CapForm): CapInfo['categories'] {
  const words = texts(place, 'category');
  if (words.length === 0 && (form === '1.1' || form === '1.2')) {
    place.notes.add('missing-field', { code: 'cap-missing-field', column: pathTo(place, 'category') });
  }
  return words.flatMap((word) => wordOf(place, 'category', word, CAP_CATEGORY) ?? []).slice(0, 50);
}

/** The name that the code has, when the sender gave the code alone; the headline speaks when there is neither. */
function eventOf(place: Place, isNational: boolean): string {
  const event = text(place, 'event');
  if (event !== undefined) return clipped(place, 'event', event, LONG);
  if (isNational) return EVENT_TYPES[text(place, 'eventType') ?? '']?.[0] ?? '';
  // An empty one is there, as far as the schema goes.
  if (all(place, 'event').length === 0) {
    place.notes.add('missing-field', { code: 'cap-missing-field', column: pathTo(place, 'event') });
  }
  return '';
}

function eventCodesOf(place: Place, isNational: boolean): NamedValue[] {
  const eventType = isNational ? text(place, 'eventType') : undefined;
  const own = eventType === undefined ? [] : [{ valueName: EVENT_TYPE_NAME, value: eventType.slice(0, SHORT) }];
  return [...own, ...capped(place, 'eventCode', namedValues(place, 'eventCode'), 199)];
}

/**
 * The national form writes its colour there; CAP's severity then is the one that goes with it. Others do so against the
 * standard: that is noted, and taken all the same, for a red one must not come in as not graded.
 */
function severityOf(place: Place, isNational: boolean): CapInfo['severity'] {
  const colour = colourOf(text(place, 'severity'));
  if (!colour) return oneOf(place, 'severity', CAP_SEVERITY, 'Unknown');
  if (!isNational) place.notes.add('bad-value');
  return COLOURS[colour].severity;
}

/** CAP 1.0 had one step more; 1.1 tells its readers to take it for Likely. */
function certaintyOf(place: Place, form: CapForm): CapInfo['certainty'] {
  if (form === '1.0' && text(place, 'certainty') === 'Very Likely') return 'Likely';
  return oneOf(place, 'certainty', CAP_CERTAINTY, 'Unknown');
}

/** `valueName`/`value` pairs; 1.0 wrote them as `name=value`, and some write the value alone. */
function namedValues(place: Place, name: string): NamedValue[] {
  return all(place, name).map((pair): NamedValue => {
    if (pair.element.children.length > 0) {
      return {
        valueName: clipped(pair, 'valueName', text(pair, 'valueName') ?? '', SHORT),
        value: clipped(pair, 'value', text(pair, 'value') ?? '', LONG),
      };
    }
    const [valueName, ...rest] = pair.element.text.split('=');
    return rest.length === 0
      ? { valueName: '', value: clipped(pair, 'value', pair.element.text, LONG) }
      : { valueName: (valueName ?? '').slice(0, SHORT), value: rest.join('=').slice(0, LONG) };
  });
}

function resourcesOf(place: Place): CapResource[] {
  let left = MOST_ATTACHED;
  return capped(place, 'resource', all(place, 'resource'), 200).map((one): CapResource => {
    const cut = (name: string): string | undefined => {
      const value = text(one, name);
      return value === undefined ? undefined : clipped(one, name, value, SHORT);
    };
    const attached = text(one, 'derefUri');
    const isKept = attached !== undefined && attached.length <= left;
    if (isKept) left -= attached.length;
    if (attached !== undefined && !isKept) {
      const detail = `${attached.length} characters`;
      place.notes.add('resource-dropped', { code: 'resource-too-large', column: `${one.path}/derefUri`, detail });
    }
    return {
      resourceDesc: cut('resourceDesc') ?? '',
      mimeType: cut('mimeType') ?? '',
      ...given({
        size: sizeOf(one),
        uri: cut('uri'),
        derefUri: isKept ? attached : undefined,
        digest: cut('digest'),
        dropped: attached === undefined || isKept ? undefined : attached.length,
      }),
    };
  });
}

function sizeOf(place: Place): number | undefined {
  const value = text(place, 'size');
  if (value === undefined) return undefined;
  const size = /^[+-]?\d{1,15}$/.test(value) ? Number(value) : null;
  if (size === null) place.notes.add('bad-number', { code: 'bad-number', column: pathTo(place, 'size'), value });
  return size ?? undefined;
}

function listOf<Item>(items: Item[]): Item[] | undefined {
  return items.length > 0 ? items : undefined;
}
