import type { Hand } from '../../shared/domain/conflict.ts';
import type { ChangeHand } from '../../shared/protocol/feed/change.ts';
import type { Draft } from '../sources/source.ts';

/** Stands for the fields that no later change has set. */
const ALL = '*';

/**
 * Who set which field of an entity by the last command, so that a conflict can name both hands. Kept with the entity, and
 * only where a command has ever touched it: positions of units cost nothing.
 */
export class Hands {
  readonly #fields: ReadonlyMap<string, Hand | null>;

  constructor(fields: ReadonlyMap<string, Hand | null>) {
    this.#fields = fields;
  }

  /** Undefined: a department's system, or nobody knows. */
  of(field: string): Hand | undefined {
    return (this.#fields.has(field) ? this.#fields.get(field) : this.#fields.get(ALL)) ?? undefined;
  }

  toJSON(): [string, Hand | null][] {
    return [...this.#fields];
  }

  static parse(json: string): Hands {
    return new Hands(new Map(JSON.parse(json) as [string, Hand | null][]));
  }

  /** After one more change; null when no command's word is left in the record. */
  static after(before: Hands | null, draft: Draft, by: ChangeHand | undefined): Hands | null {
    if (draft.op === 'remove' || draft.op === 'refuse') return null;
    if (!by && !before) return null;
    const hand = by ? { officer: by.officer, post: by.post, station: by.station, at: draft.at } : null;
    if (draft.op === 'put') return hand && new Hands(new Map([[ALL, hand]]));
    const fields = new Map(before?.toJSON() ?? []);
    let isSame = true;
    for (const field of Object.keys(draft.data)) {
      if (!hand && !before?.of(field)) continue;
      fields.set(field, hand);
      isSame = false;
    }
    return isSame ? before : new Hands(fields);
  }
}
