import type { WarningColour } from '../../../shared/domain/alert.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import type {
  Publisher,
  Release,
  ReleaseArea,
  ReleaseContent,
  ReleaseReality,
} from '../../../shared/domain/release.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import { faultsOfRelease, type ReleaseFault } from '../../../shared/protocol/release/release-faults.ts';

/** Texts that are worded in each language, in the order of the form. */
export const DRAFT_TEXTS = ['headline', 'description', 'todo', 'avoid', 'reason'] as const;
export type DraftText = (typeof DRAFT_TEXTS)[number];

interface Worded {
  readonly zh: string;
  readonly en: string;
}

/** A release as its form has it: every text is there, empty while nobody has written it. */
export interface Draft {
  readonly basis: Release['basis'] | null;
  readonly kind: Release['kind'];
  readonly reality: ReleaseReality;
  /** English is worded too; all of it or none. */
  readonly hasEnglish: boolean;
  readonly event: Worded;
  readonly texts: Readonly<Record<DraftText, Worded>>;
  /** Empty: none of the national types fits. */
  readonly eventCode: string;
  readonly category: ReleaseContent['category'];
  readonly colour: WarningColour;
  readonly severity: ReleaseContent['severity'];
  readonly urgency: ReleaseContent['urgency'];
  readonly certainty: ReleaseContent['certainty'];
  readonly onsetAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly nextWordAt: Instant | null;
  readonly areas: readonly ReleaseArea[];
  /** What it replaces; for the preview only, the hub sets them itself. */
  readonly references: Release['references'];
}

export function worded(text: LocalText | undefined): Worded {
  return { zh: text?.zh ?? '', en: text?.en ?? '' };
}

/** What is sent: no empty texts, and no English where it was switched off. */
export function contentOf(draft: Draft): ReleaseContent {
  const { hasEnglish, onsetAt, expiresAt, nextWordAt } = draft;
  const said = ({ zh, en }: Worded): LocalText => {
    const english = hasEnglish ? en.trim() : '';
    return { ...((zh.trim() !== '' || english === '') && { zh: zh.trim() }), ...(english !== '' && { en: english }) };
  };
  const optional = DRAFT_TEXTS.filter((name) => {
    const { zh, en } = draft.texts[name];
    return name !== 'headline' && (zh.trim() !== '' || (hasEnglish && en.trim() !== ''));
  });
  return {
    event: said(draft.event),
    ...(draft.eventCode !== '' && { eventCode: draft.eventCode }),
    category: draft.category,
    colour: draft.colour,
    severity: draft.severity,
    urgency: draft.urgency,
    certainty: draft.certainty,
    headline: said(draft.texts.headline),
    ...Object.fromEntries(optional.map((name) => [name, said(draft.texts[name])])),
    ...(onsetAt !== null && { onsetAt }),
    ...(expiresAt !== null && { expiresAt }),
    ...(nextWordAt !== null && { nextWordAt }),
    areas: draft.areas.map((area) =>
      hasEnglish ? area : { ...area, name: { zh: area.name.zh ?? area.name.en ?? '' } },
    ),
  };
}

/** The record that it would be, for the preview and for its faults. */
export function releaseOf(draft: Draft, publisher: Publisher, now: Instant): Release {
  return {
    ...contentOf(draft),
    publisher,
    kind: draft.kind,
    reality: draft.reality,
    references: draft.references,
    writtenBy: [],
    status: { state: 'drafted', since: now },
  };
}

/** Where an identifier is wanted before there is one. */
const UNNAMED = '0';

export function faultsOfDraft(draft: Draft, publisher: Publisher, now: Instant): ReleaseFault[] {
  return faultsOfRelease(UNNAMED, releaseOf(draft, publisher, now), now);
}

/** A release that is worded on: the form as it was left. */
export function draftOf(release: Release): Draft {
  const texts = Object.fromEntries(DRAFT_TEXTS.map((name) => [name, worded(release[name])])) as Draft['texts'];
  return {
    basis: release.basis ?? null,
    kind: release.kind,
    reality: release.reality,
    hasEnglish: release.event.en !== undefined,
    event: worded(release.event),
    texts,
    eventCode: release.eventCode ?? '',
    category: release.category,
    colour: release.colour,
    severity: release.severity,
    urgency: release.urgency,
    certainty: release.certainty,
    onsetAt: release.onsetAt ?? null,
    expiresAt: release.expiresAt ?? null,
    nextWordAt: release.nextWordAt ?? null,
    areas: release.areas,
    references: release.references,
  };
}

/** `2026-11-24T08:30`, the browser's own form of a local time; empty for none. */
export function localTimeOf(at: Instant | null): string {
  if (at === null) return '';
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** The reverse; null for what is no time (yet). */
export function instantOfLocal(text: string): Instant | null {
  const at = Date.parse(text);
  return Number.isFinite(at) && at >= 0 ? instant(at) : null;
}
