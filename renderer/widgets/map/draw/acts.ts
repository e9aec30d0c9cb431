import type { Drawing } from '../../../../shared/domain/drawing.ts';
import { isSameJson } from '../../../../shared/kit/equal.ts';
import type { DrawingChange } from '../../../../shared/protocol/commands/drawing-commands.ts';

/** What is done to a drawing that is there. `stands`: the fields as they must still be, or somebody else has worked on it. */
export type Deed =
  | { readonly do: 'remove' }
  | { readonly do: 'restore' }
  | { readonly do: 'change'; readonly set: DrawingChange; readonly stands: Partial<Drawing> };

/** One thing that was done in this window, and how it is taken back and made again. Undo is a command like any other. */
export interface Act {
  readonly id: string;
  readonly what: 'create' | 'change' | 'remove' | 'restore';
  readonly undo: Deed;
  readonly redo: Deed;
}

export function createAct(id: string): Act {
  return { id, what: 'create', undo: { do: 'remove' }, redo: { do: 'restore' } };
}

export function removeAct(id: string): Act {
  return { id, what: 'remove', undo: { do: 'restore' }, redo: { do: 'remove' } };
}

export function restoreAct(id: string): Act {
  return { id, what: 'restore', undo: { do: 'remove' }, redo: { do: 'restore' } };
}

export function changeAct(id: string, before: Drawing, set: DrawingChange): Act {
  const back = valuesOf(before, set);
  const undo: Deed = { do: 'change', set: back, stands: withoutNull(set) };
  return { id, what: 'change', undo, redo: { do: 'change', set, stands: withoutNull(back) } };
}

/** The fields of `set` as the record has them; null where it has none. */
function valuesOf(before: Drawing, set: DrawingChange): DrawingChange {
  const record: Readonly<Record<string, unknown>> = before;
  return Object.fromEntries(Object.keys(set).map((field) => [field, record[field] ?? null])) as DrawingChange;
}

function withoutNull(set: DrawingChange): Partial<Drawing> {
  return Object.fromEntries(Object.entries(set).map(([field, value]) => [field, value ?? undefined]));
}

/** Whether a deed still means what it meant: nobody has changed these fields, or the drawing's state, since. */
export function stillFits(drawing: Drawing | undefined, deed: Deed): boolean {
  if (!drawing) return false;
  const isRemoved = drawing.status.state === 'removed';
  if (deed.do === 'restore') return isRemoved;
  if (isRemoved) return false;
  if (deed.do === 'remove') return true;
  const record: Readonly<Record<string, unknown>> = drawing;
  return Object.entries(deed.stands).every(([field, value]) => isSameJson(record[field], value));
}

/** What is new of a drawing; null when nothing is. */
export function changeOf(before: Drawing, wanted: DrawingChange): DrawingChange | null {
  const record: Readonly<Record<string, unknown>> = before;
  const set = Object.entries(wanted).filter(([field, value]) => !isSameJson(record[field], value ?? undefined));
  return set.length > 0 ? (Object.fromEntries(set) as DrawingChange) : null;
}
