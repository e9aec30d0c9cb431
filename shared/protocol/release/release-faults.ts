import type { LocalText } from '../../domain/common.ts';
import type { Release } from '../../domain/release.ts';
import { COLOURS, EVENT_TYPE } from '../../domain/warning-terms.ts';
import type { Instant } from '../../kit/time.ts';
import { faultsOfMessage, type MessageFault } from '../cap/faults.ts';
import { releaseMessage, sendingTime } from './release-message.ts';

/** What keeps a release from going out; each has its words in both catalogues. */
export const RELEASE_FAULTS = [
  'release-event-missing', 'release-event-code', 'release-headline-missing', 'release-english-part',
  'release-area-missing', 'release-area-unnamed', 'release-area-nowhere',
  'release-expires-missing', 'release-expires-past', 'release-onset-missing', 'release-description-missing',
  'release-todo-missing', 'release-avoid-missing', 'release-next-word-missing', 'release-next-word-past',
  'release-reason-missing',
] as const; // prettier-ignore
export type ReleaseFault = (typeof RELEASE_FAULTS)[number] | MessageFault;

/** Yellow and graver: what the public must be told (place, time, what to do, what not to do, when the next word comes). */
const FULL_TEXT_LEVEL = 3;

function demandsFullText({ colour, kind }: Pick<Release, 'colour' | 'kind'>): boolean {
  return kind.is !== 'cancel' && COLOURS[colour].level <= FULL_TEXT_LEVEL;
}

/** Every fault, in the order of the form; empty when it may go out at `now`. */
export function faultsOfRelease(id: string, release: Release, now: Instant): ReleaseFault[] {
  const { event, eventCode, headline, description, todo, avoid, nextWordAt, onsetAt, expiresAt, areas, reason } =
    release;
  const isFull = demandsFullText(release);
  const texts: (LocalText | undefined)[] = [headline, description, todo, avoid, reason];
  const found: ReleaseFault[] = [];
  const check = (code: ReleaseFault, isWrong: boolean): void => void (isWrong && found.push(code));
  check('release-event-missing', !event.zh?.trim());
  check('release-event-code', eventCode !== undefined && !EVENT_TYPE.test(eventCode));
  check('release-headline-missing', !headline.zh?.trim());
  check('release-description-missing', isFull && !description?.zh?.trim());
  check('release-area-missing', areas.length === 0);
  check(
    'release-area-unnamed',
    areas.some(({ name }) => !name.zh?.trim()),
  );
  check(
    'release-area-nowhere',
    areas.some(({ polygons, circles, geocodes }) => polygons.length + circles.length + geocodes.length === 0),
  );
  check('release-onset-missing', isFull && onsetAt === undefined);
  check('release-expires-missing', expiresAt === undefined && release.kind.is !== 'cancel');
  check('release-expires-past', expiresAt !== undefined && expiresAt <= now);
  check('release-todo-missing', isFull && !todo?.zh?.trim());
  check('release-avoid-missing', isFull && !avoid?.zh?.trim());
  check('release-next-word-missing', isFull && nextWordAt === undefined);
  check('release-next-word-past', nextWordAt !== undefined && nextWordAt <= now);
  check('release-reason-missing', release.kind.is !== 'first' && !reason?.zh?.trim());
  // Half a translation is worse than none: who reads only English would miss what is left out.
  check('release-english-part', Boolean(event.en) && texts.some((text) => text?.zh && !text.en));
  if (found.length > 0) return found;
  return [...new Set(faultsOfMessage(releaseMessage(id, release, sendingTime(now))).map(({ code }) => code))];
}
