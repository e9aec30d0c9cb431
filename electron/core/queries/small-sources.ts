import type {
  FeedRow,
  OfficerRow,
  OutboxRow,
  PreferenceRow,
  SeatRow,
} from '../../../shared/protocol/console-api/rows.ts';
import type { Signal } from '../kernel/signal.ts';
import { passOver, type LiveSource, type WireRow } from './live-source.ts';

/** A query whose rows are few: all are read at once, and a signal brings each row that changed. */
export function smallSource<Row extends { readonly id: string }>(
  all: () => readonly Row[],
  changes: Signal<Row>,
): LiveSource {
  return {
    pass: () => passOver(all().map(wire)),
    subscribe: (changed) => changes.on((row) => changed(row.id, () => JSON.stringify(row))),
  };
}

function wire(row: { readonly id: string }): WireRow {
  return { id: row.id, json: JSON.stringify(row) };
}

export function feedsSource(rows: () => readonly FeedRow[], changes: Signal<FeedRow>): LiveSource {
  return smallSource(rows, changes);
}

export function outboxSource(rows: () => readonly OutboxRow[], changes: Signal<OutboxRow>): LiveSource {
  return smallSource(rows, changes);
}

export function preferencesSource(rows: () => readonly PreferenceRow[], changes: Signal<PreferenceRow>): LiveSource {
  return smallSource(rows, changes);
}

export function seatSource(row: () => SeatRow, changes: Signal<SeatRow>): LiveSource {
  return smallSource(() => [row()], changes);
}

export function officersSource(rows: () => readonly OfficerRow[], changes: Signal<OfficerRow>): LiveSource {
  return smallSource(rows, changes);
}
