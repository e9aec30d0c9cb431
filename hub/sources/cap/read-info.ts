import { CAP_CERTAINTY, CAP_SEVERITY, CAP_URGENCY } from '../../../shared/domain/alert.ts';
import type { Level } from '../../../shared/domain/common.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { COLOURS, EVENT_TYPE } from './china.ts';
import { all, CapFault, oneOf, required, text, time, type Place } from './fields.ts';
import { tongueOf, type Tongue } from './languages.ts';
import type { CapForm } from './form.ts';

const CATEGORIES = [
  'Geo', 'Met', 'Safety', 'Security', 'Rescue', 'Fire', 'Health', 'Env', 'Transport', 'Infra', 'CBRNE', 'Other',
] as const; // prettier-ignore
const SEVERITY_LEVEL = { Extreme: 1, Severe: 2, Moderate: 3, Minor: 4, Unknown: 0 } as const;

/** One `<info>` block, checked. */
export interface Info {
  readonly place: Place;
  readonly tongue: Tongue;
  readonly event: string | null;
  readonly eventCode: string | undefined;
  readonly urgency: (typeof CAP_URGENCY)[number];
  readonly severity: (typeof CAP_SEVERITY)[number];
  readonly certainty: (typeof CAP_CERTAINTY)[number];
  readonly level: Level;
  readonly headline: string | null;
  readonly description: string | null;
  readonly instruction: string | null;
  readonly senderName: string | null;
  readonly effectiveAt: Instant | undefined;
  readonly onsetAt: Instant | undefined;
  readonly expiresAt: Instant | undefined;
}

/** Throws `CapFault` for what the block must have and has not. */
export function readInfo(place: Place, form: CapForm): Info {
  // 1.0 knew no obligation to name a category, and China's form leaves it out.
  const categories = all(place, 'category');
  if (categories.length === 0 && (form === '1.1' || form === '1.2')) required(place, 'category');
  for (const category of categories) {
    if (category.element.text !== '' || form !== 'china') oneOf(place, 'category', CATEGORIES, category.element.text);
  }
  const eventCode = eventCodeOf(place);
  const event = form === 'china' ? text(place, 'event') : required(place, 'event');
  if (event === null && eventCode === undefined) {
    throw new CapFault({ code: 'cap-missing-field', column: `${place.path}/eventType` });
  }
  const headline = text(place, 'headline');
  return {
    place,
    tongue: tongueOf(text(place, 'language'), `${headline ?? ''}${event ?? ''}`),
    event,
    eventCode,
    urgency: oneOf(place, 'urgency', CAP_URGENCY, required(place, 'urgency')),
    certainty: certaintyOf(place, form),
    ...severityOf(place, form),
    headline,
    description: text(place, 'description'),
    instruction: text(place, 'instruction'),
    senderName: text(place, 'senderName'),
    effectiveAt: time(place, 'effective'),
    onsetAt: time(place, 'onset'),
    expiresAt: time(place, 'expires'),
  };
}

function severityOf(place: Place, form: CapForm): Pick<Info, 'severity' | 'level'> {
  const value = required(place, 'severity');
  const colour = form === 'china' ? COLOURS[value.toLowerCase()] : undefined;
  if (colour) return colour;
  const severity = oneOf(place, 'severity', CAP_SEVERITY, value);
  return { severity, level: SEVERITY_LEVEL[severity] };
}

function certaintyOf(place: Place, form: CapForm): Info['certainty'] {
  const value = required(place, 'certainty');
  // CAP 1.0 had one step more; 1.1 tells its readers to take it for Likely.
  if (form === '1.0' && value === 'Very Likely') return 'Likely';
  return oneOf(place, 'certainty', CAP_CERTAINTY, value);
}

/** The national event type, from China's own element or from an `eventCode` of that shape. */
function eventCodeOf(place: Place): string | undefined {
  const values = [
    text(place, 'eventType'),
    ...all(place, 'eventCode').map((code) => text(code, 'value') ?? code.element.text),
  ];
  return values.find((value) => value !== null && EVENT_TYPE.test(value)) ?? undefined;
}
