import type { Level, LocalText } from '../../../shared/domain/common.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import type { IncidentChange } from '../../state/use-incident-actions.ts';
import type { Language } from '../../text/language.ts';
import { textOf } from '../../text/local-text.ts';
import { parsePosition, writePosition } from '../incident/position.ts';

/** What an officer types about an incident. */
export interface IncidentDraft {
  readonly title: string;
  readonly kind: Incident['kind'];
  readonly level: Level;
  readonly place: string;
  readonly position: string;
}

type Described = Pick<Incident, 'title' | 'kind' | 'level'> & { place?: unknown; at?: unknown };

export function draftOf(
  incident: Pick<Incident, 'title' | 'kind' | 'level' | 'place' | 'at'>,
  language: Language,
): IncidentDraft {
  const { title, kind, level, place, at } = incident;
  return {
    title: textOf(title, language),
    kind,
    level,
    place: place ? textOf(place, language) : '',
    position: at ? writePosition(at) : '',
  };
}

/** The language that something was written in, told by its script. */
export function writtenText(text: string): LocalText {
  return /\p{Script=Han}/u.test(text) ? { zh: text } : { en: text };
}

/**
 * Only what the officer changed, so that changes of other fields by others do not collide. A text that was typed anew replaces both
 * languages: a translation of the old one would say something else. Null when the position cannot be read.
 */
export function changedFields(
  before: Described & Pick<Incident, 'place' | 'at'>,
  draft: IncidentDraft,
  language: Language,
): IncidentChange | null {
  const was = draftOf(before, language);
  const at = parsePosition(draft.position);
  if (at === undefined) return null;
  const set: { -readonly [Field in keyof IncidentChange]: IncidentChange[Field] } = {};
  if (draft.title.trim() !== was.title && draft.title.trim() !== '') set.title = writtenText(draft.title.trim());
  if (draft.kind !== was.kind) set.kind = draft.kind;
  if (draft.level !== was.level) set.level = draft.level;
  if (draft.place.trim() !== was.place && draft.place.trim() !== '') set.place = writtenText(draft.place.trim());
  // An empty position is not "unknown now": the contract has no way to take one away.
  if (draft.position !== was.position && at !== null && !isSameJson(at, before.at)) set.at = at;
  return set;
}
