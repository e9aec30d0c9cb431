import type { LocalText } from '../../domain/common.ts';
import type { DrawingDraft } from '../feed/presence.ts';

/** Somebody who is drawing at this moment. It goes by itself when nothing more is heard. */
export interface PresenceRow {
  /** `window:` and the window of this console, else `station:` and the station's. */
  readonly id: string;
  readonly officer: string;
  readonly post: string;
  readonly name: LocalText | null;
  readonly draft: DrawingDraft;
}
