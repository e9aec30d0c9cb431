import type { Instant } from '../../../../shared/kit/time.ts';
import type { TieSuggestion, WarningLine } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { maskFields } from '../../privacy/masking.ts';
import { isDrill } from './chain-rules.ts';
import { phaseOf, snoozeOf, type FirstEntered, type Standing } from './standing.ts';

export interface LineParts {
  readonly firstEntered: FirstEntered;
  /** The next rung of the ladder; null when nothing runs. */
  readonly next: (standing: Standing, now: Instant) => WarningLine['next'];
  readonly suggestions: (standing: Standing) => readonly TieSuggestion[];
  /** The duty posts that should know of a warning of this level. */
  readonly postsToTell: (standing: Standing) => readonly string[];
}

/** A warning as a window sees it. */
export function lineOf(standing: Standing, now: Instant, parts: LineParts): WarningLine {
  const { head, before, missing, handled, asksAgain } = standing;
  return {
    id: head.id,
    form: 'warning',
    feed: head.feed,
    rev: head.rev,
    alert: head.summary,
    before,
    missing,
    handling: shownHandling(standing, now, parts.firstEntered),
    handlingRev: handled?.rev ?? null,
    inherited: handled !== null && handled.id !== head.id,
    asksAgain,
    isDrill: isDrill(head),
    phase: phaseOf(standing, now),
    next: parts.next(standing, now),
    suggestions: parts.suggestions(standing),
    untold: { posts: postsWithout(standing, parts.postsToTell(standing)), departments: silent(standing) },
    pending: head.isPending || handled?.isPending === true,
  };
}

/** Without a snooze that is over: nothing that a window shows may count as put off. */
function shownHandling(standing: Standing, now: Instant, firstEntered: FirstEntered): WarningLine['handling'] {
  if (!standing.handled) return null;
  const { snoozed, ...handling } = standing.handled.handling;
  const holds = snoozed !== undefined && snoozeOf(standing, now, firstEntered) !== undefined;
  return maskFields('handling', holds ? { ...handling, snoozed } : handling) as unknown as WarningLine['handling'];
}

/** Who took it or did anything about it has seen it. */
function postsWithout({ handled }: Standing, wanted: readonly string[]): readonly string[] {
  if (!handled || wanted.length === 0) return wanted;
  const { status, seenBy = [] } = handled.handling;
  const told = new Set(seenBy.map(({ post }) => post));
  if ('post' in status) told.add(status.post);
  return wanted.filter((post) => !told.has(post));
}

function silent({ head }: Standing): string[] {
  return (head.summary.answers ?? []).filter(({ at }) => at === null).map(({ department }) => department);
}
