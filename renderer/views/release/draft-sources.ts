import type { Alert } from '../../../shared/domain/alert.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import {
  RELEASE_REALITY,
  type Release,
  type ReleaseArea,
  type ReleaseContent,
} from '../../../shared/domain/release.ts';
import { COLOURS, EVENT_TYPES } from '../../../shared/domain/warning-terms.ts';
import { HOUR, instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { en, zh } from '../../text/catalogues.ts';
import { areaOfAlert, bothNames } from './area-sources.ts';
import { DRAFT_TEXTS, draftOf, worded, type Draft } from './draft-state.ts';

/** Around an incident, until the officer says otherwise; metres. */
export const AROUND_INCIDENT = 500;
/** How long a warning holds and when the public hears again, until the officer says otherwise. */
const HOLDS = 6 * HOUR;
const NEXT_WORD = HOUR;

const COLOUR_OF_LEVEL = { 0: 'blue', 1: 'red', 2: 'orange', 3: 'yellow', 4: 'blue' } as const;

type Kind = Incident['kind'];

/** The national event type of an incident's kind, where there is one that means the same. */
const TYPE_OF_KIND: Readonly<Partial<Record<Kind, string>>> = { waterlog: '11A02', landslide: '11D01', dike: '11A01' };
const CATEGORY_OF_KIND: Readonly<Record<Kind, ReleaseContent['category']>> = {
  waterlog: 'Met',
  dike: 'Infra',
  landslide: 'Geo',
  fire: 'Fire',
  traffic: 'Transport',
  trapped: 'Rescue',
  outage: 'Infra',
  gas: 'Safety',
  hazmat: 'CBRNE',
  case: 'Health',
  collapse: 'Infra',
  roadcut: 'Transport',
  hotline: 'Other',
  missing: 'Rescue',
  medical: 'Health',
  other: 'Other',
};

/** The message's own languages, whatever the window speaks. */
const WORDS = { zh: zh.release, en: en.release };

function word(language: keyof typeof WORDS, name: 'headline' | 'lifted'): string {
  return WORDS[language][name];
}

function liftedOf(headline: string, language: keyof typeof WORDS): string {
  return headline === '' ? '' : `${headline}${word(language, 'lifted')}`;
}

const EMPTY = { zh: '', en: '' };

/** A minute is as fine as a form and a public text are. */
function minuteOf(at: number): Instant {
  return instant(Math.floor(at / MINUTE) * MINUTE);
}

export function blankDraft(now: Instant): Draft {
  return {
    basis: null,
    kind: { is: 'first' },
    reality: 'Actual',
    hasEnglish: false,
    event: EMPTY,
    texts: Object.fromEntries(DRAFT_TEXTS.map((name) => [name, EMPTY])) as Draft['texts'],
    eventCode: '',
    category: 'Other',
    colour: 'yellow',
    severity: COLOURS.yellow.severity,
    urgency: 'Immediate',
    certainty: 'Observed',
    onsetAt: minuteOf(now),
    expiresAt: minuteOf(now + HOLDS),
    nextWordAt: minuteOf(now + NEXT_WORD),
    areas: [],
    references: [],
  };
}

/** Of an incident: its kind, place and grade as first proposals. Its title may name persons; it is not the public's headline. */
export function draftFromIncident(id: string, incident: Incident, now: Instant): Draft {
  const { kind, level, at, place, title } = incident;
  const eventCode = TYPE_OF_KIND[kind] ?? '';
  const named = EVENT_TYPES[eventCode];
  const event = named ? { zh: named[0], en: named[1] } : { zh: zh.incident.kind[kind], en: en.incident.kind[kind] };
  const colour = COLOUR_OF_LEVEL[level];
  const draft: Draft = {
    ...blankDraft(now),
    basis: { topic: 'incident', id },
    event,
    eventCode,
    category: CATEGORY_OF_KIND[kind],
    colour,
    severity: COLOURS[colour].severity,
    areas: at ? [incidentArea(place ?? title, at, AROUND_INCIDENT)] : [],
  };
  return withHeadline(draft, place);
}

export function incidentArea(name: LocalText, at: NonNullable<Incident['at']>, metres: number): ReleaseArea {
  return { name: bothNames(name), polygons: [], circles: [{ center: at, radius: metres }], geocodes: [] };
}

/** Of a warning, outside's or our own: what it says, in its own words. A drill makes a drill. */
export function draftFromAlert(id: string, alert: Alert, now: Instant): Draft {
  const colour = alert.colour ?? COLOUR_OF_LEVEL[alert.level];
  const blank = blankDraft(now);
  const draft: Draft = {
    ...blank,
    basis: { topic: 'alert', id },
    reality: RELEASE_REALITY.find((known) => known === alert.status) ?? 'Test',
    event: worded(alert.event),
    eventCode: alert.eventCode ?? '',
    category: alert.cap?.infos[0]?.categories[0] ?? categoryOf(alert.eventCode),
    colour,
    severity: alert.severity,
    urgency: alert.urgency,
    certainty: alert.certainty,
    texts: {
      ...blank.texts,
      headline: worded(alert.headline),
      description: worded(alert.description),
      todo: worded(alert.instruction),
    },
    onsetAt: alert.onsetAt === undefined ? blank.onsetAt : minuteOf(alert.onsetAt),
    expiresAt: alert.expiresAt !== undefined && alert.expiresAt > now ? minuteOf(alert.expiresAt) : blank.expiresAt,
    areas: areaOfAlert(alert),
  };
  if (!alert.own) return draft;
  // Its headline is a figure and its instruction is for departments: the public is told what it means, by a person.
  const texts = { ...draft.texts, description: worded(alert.headline), todo: EMPTY };
  return withHeadline({ ...draft, texts }, alert.own.subject.name);
}

/** By the first letters of a national event type; what has none is nobody's. */
function categoryOf(eventCode = ''): ReleaseContent['category'] {
  const families = { '11A': 'Met', '11B': 'Met', '11C': 'Geo', '11D': 'Geo', '11E': 'Met', '11G': 'Fire' } as const;
  const family = eventCode.slice(0, 3);
  return Object.hasOwn(families, family) ? families[family as keyof typeof families] : 'Other';
}

/** What follows a release that is out. A cancel says what is no more and why; an update begins with what was said. */
export function draftAfter(id: string, release: Release, is: 'update' | 'cancel', now: Instant): Draft {
  const { basis: _, ...before } = draftOf(release);
  const references = [...release.references, { identifier: id, sentAt: release.status.since }];
  const texts = { ...before.texts, reason: EMPTY };
  const next: Draft = { ...before, basis: null, kind: { is, of: id }, references, texts };
  if (is === 'update') {
    const expiresAt =
      release.expiresAt !== undefined && release.expiresAt > now ? release.expiresAt : minuteOf(now + HOLDS);
    return { ...next, expiresAt, nextWordAt: minuteOf(now + NEXT_WORD) };
  }
  return {
    ...next,
    urgency: 'Past',
    onsetAt: null,
    expiresAt: null,
    nextWordAt: null,
    texts: {
      ...texts,
      headline: {
        zh: liftedOf(texts.headline.zh, 'zh'),
        en: liftedOf(texts.headline.en, 'en'),
      },
      description: EMPTY,
      todo: EMPTY,
      avoid: EMPTY,
    },
  };
}

/** The headline that a message of this kind has: place, event, colour. Only a proposal. */
export function withHeadline(draft: Draft, place: LocalText | undefined): Draft {
  const { event, colour } = draft;
  const said = (language: 'zh' | 'en'): string => {
    if (event[language] === '') return '';
    return word(language, 'headline')
      .replace('{{place}}', place?.[language] ?? '')
      .replace('{{event}}', event[language])
      .replace('{{colour}}', WORDS[language].colour[colour])
      .replace(/^[\s,:]+/, '');
  };
  return { ...draft, texts: { ...draft.texts, headline: { zh: said('zh'), en: said('en') } } };
}
