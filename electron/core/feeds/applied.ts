import type { Topic } from '../../../shared/domain/topics.ts';
import type { EntityRecord } from '../store/records.ts';

/** Where a command's change stands in its feed, and the revision it made. */
export interface Effect {
  readonly commandId: string;
  readonly seq: number;
  readonly rev: number;
}

/** What one transaction changed; the newest state of each entity once. Handed on after the commit only. */
export interface Applied {
  readonly puts: readonly EntityRecord[];
  readonly removed: readonly { readonly topic: Topic; readonly id: string }[];
  /** Commands whose change has come back. */
  readonly effects: readonly Effect[];
  /** Feeds that got something new into quarantine, and how much. */
  readonly quarantined: ReadonlyMap<string, number>;
}
