import { createHash } from 'node:crypto';
import type { LocalText } from '../../../../shared/domain/common.ts';
import type { WarningFold } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { Signal } from '../../kernel/signal.ts';
import { gravity, isDrill } from './chain-rules.ts';
import type { Standing } from './standing.ts';

export interface FoldSettings {
  /** In a storm a group of so many becomes one line. */
  readonly foldFrom: number;
  /** After a storm what is still more than this stays one line. */
  readonly keepAbove: number;
}

const PREFIX = 'fold:';
/** Members that go back on the board in one turn after a storm. */
const SLICE = 200;

interface Group {
  readonly id: string;
  readonly label: LocalText;
  readonly level: WarningFold['level'];
  readonly isDrill: boolean;
  readonly members: Set<string>;
  readonly folded: Set<string>;
}

export function isFoldId(id: string): boolean {
  return id.startsWith(PREFIX);
}

/**
 * B8: flood control. Minor warnings (yellow, blue, not graded) of one kind (event, level, sender or method, district) are one
 * group; in a storm a large group is one line. Red and orange are in no group: they cannot be folded.
 */
export class Folds {
  /** Rows of the board that changed: warnings that are shown singly, or were, and folds. */
  readonly rows = new Signal<readonly string[]>();
  /** Rows of a fold that is looked into. */
  readonly members = new Signal<{ readonly fold: string; readonly ids: readonly string[] }>();
  readonly #settings: FoldSettings;
  readonly #standing: (id: string) => Standing | null;
  readonly #groups = new Map<string, Group>();
  readonly #groupOf = new Map<string, Group>();
  readonly #dirty = new Set<Group>();
  /** Warnings that are rows of the board by themselves. */
  readonly #singles = new Set<string>();
  #isStorm = false;

  constructor(settings: FoldSettings, standing: (id: string) => Standing | null) {
    this.#settings = settings;
    this.#standing = standing;
  }

  /** How many warnings stand behind folds now. */
  get folded(): number {
    let sum = 0;
    for (const { folded } of this.#groups.values()) sum += folded.size;
    return sum;
  }

  isFolded(id: string): boolean {
    return this.#groupOf.get(id)?.folded.has(id) ?? false;
  }

  /** B8: of each fold all but the oldest that nobody has: one line climbs the ladder once. */
  spared(): Set<string> {
    const spared = new Set<string>();
    for (const { folded } of this.#groups.values()) {
      let lead: Standing | null = null;
      for (const id of folded) {
        spared.add(id);
        const standing = this.#standing(id);
        if (standing && isUntaken(standing) && (!lead || standing.head.sentAt < lead.head.sentAt)) lead = standing;
      }
      if (lead) spared.delete(lead.head.id);
    }
    return spared;
  }

  /** Folds that are shown now. */
  shown(): string[] {
    return [...this.#groups.values()].filter(({ folded }) => folded.size > 0).map(({ id }) => id);
  }

  membersOf(fold: string): readonly string[] {
    return [...(this.#groups.get(fold)?.folded ?? [])];
  }

  holds(fold: string, id: string): boolean {
    return this.#groups.get(fold)?.folded.has(id) ?? false;
  }

  /** A warning that may have changed. @param isSilent whoever walks over the board comes to it anyway. */
  touch(id: string, isSilent = false): void {
    const standing = this.#standing(id);
    const before = this.#groupOf.get(id);
    const wasFolded = before?.folded.has(id) ?? false;
    const now = standing && groupable(standing) ? this.#group(standing) : undefined;
    if (before && before !== now) this.#leave(id, before);
    if (now) this.#enter(id, now);
    if (wasFolded && before) {
      this.#dirty.add(before);
      this.members.emit({ fold: before.id, ids: [id] });
    }
    const wasSingle = this.#singles.delete(id);
    const isSingle = standing !== null && !now?.folded.has(id);
    if (isSingle) this.#singles.add(id);
    if (!isSilent && (wasSingle || isSingle)) this.rows.emit([id]);
  }

  setStorm(isStorm: boolean): void {
    if (this.#isStorm === isStorm) return;
    this.#isStorm = isStorm;
    if (isStorm) for (const group of this.#groups.values()) this.#foldIfLarge(group);
  }

  /** Some times a second: tells folds that changed, and after a storm takes warnings out of them, a part per call. */
  turn(): void {
    if (!this.#isStorm) this.#release();
    if (this.#dirty.size === 0) return;
    const ids = [...this.#dirty].map(({ id }) => id);
    this.#dirty.clear();
    this.rows.emit(ids);
  }

  row(fold: string): WarningFold | null {
    const group = this.#groups.get(fold);
    if (!group || group.folded.size === 0) return null;
    let open = 0;
    let newestAt = 0;
    for (const id of group.folded) {
      const standing = this.#standing(id);
      if (!standing) continue;
      if (isUntaken(standing)) open += 1;
      newestAt = Math.max(newestAt, standing.head.sentAt);
    }
    const { id, label, level, isDrill: drill, folded } = group;
    return {
      id,
      form: 'fold',
      isDrill: drill,
      label,
      level,
      count: folded.size,
      open,
      newestAt: newestAt as WarningFold['newestAt'],
    };
  }

  #release(): void {
    let left = SLICE;
    for (const group of this.#groups.values()) {
      if (group.folded.size === 0 || group.members.size > this.#settings.keepAbove) continue;
      const ids = [...group.folded].slice(0, left);
      for (const id of ids) {
        group.folded.delete(id);
        this.#singles.add(id);
      }
      this.#dirty.add(group);
      this.rows.emit(ids);
      this.members.emit({ fold: group.id, ids });
      left -= ids.length;
      if (left === 0) return;
    }
  }

  #enter(id: string, group: Group): void {
    const isNew = !group.members.has(id);
    group.members.add(id);
    this.#groupOf.set(id, group);
    if (group.folded.size > 0) {
      if (!isNew) return;
      group.folded.add(id);
      this.#dirty.add(group);
      this.members.emit({ fold: group.id, ids: [id] });
    } else if (this.#isStorm) this.#foldIfLarge(group);
  }

  #leave(id: string, group: Group): void {
    group.members.delete(id);
    group.folded.delete(id);
    this.#groupOf.delete(id);
    this.#dirty.add(group);
    // The line of a fold that is empty is told to go by the next turn; it knows it by its id alone.
    if (group.members.size === 0) this.#groups.delete(group.id);
  }

  #foldIfLarge(group: Group): void {
    if (group.members.size < this.#settings.foldFrom) return;
    for (const id of group.members) group.folded.add(id);
    this.#dirty.add(group);
    this.rows.emit([...group.members].filter((id) => this.#singles.delete(id)));
  }

  #group(standing: Standing): Group {
    const id = foldId(standing);
    const known = this.#groups.get(id);
    if (known) return known;
    const { head } = standing;
    const made = {
      id,
      label: labelOf(standing),
      level: head.level,
      isDrill: isDrill(head),
      members: new Set<string>(),
      folded: new Set<string>(),
    };
    this.#groups.set(id, made);
    return made;
  }
}

function isUntaken({ handled }: Standing): boolean {
  const { state } = handled?.handling.status ?? { state: 'new' };
  return state === 'new' || state === 'seen';
}

function groupable({ head }: Standing): boolean {
  return gravity(head.level) > 2;
}

function foldId({ head }: Standing): string {
  const { summary, district, level } = head;
  const kind = summary.eventCode ?? summary.event.zh ?? summary.event.en;
  const key = [kind, level, summary.method ?? summary.sender, district, isDrill(head)];
  return PREFIX + createHash('sha256').update(JSON.stringify(key)).digest('base64url').slice(0, 22);
}

/** Event and place, in the languages that both have. */
function labelOf({ head: { summary } }: Standing): LocalText {
  const place = summary.areas[0]?.name;
  const { zh, en } = summary.event;
  return {
    ...(zh !== undefined && { zh: place?.zh === undefined ? zh : `${zh} · ${place.zh}` }),
    ...(en !== undefined && { en: place?.en === undefined ? en : `${en} · ${place.en}` }),
  };
}
