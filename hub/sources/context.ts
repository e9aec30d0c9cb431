import type { HubClock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Speed } from './player.ts';

/** What the hub gives every source it makes. */
export interface SourceContext {
  readonly clock: HubClock;
  readonly speed: Speed;
  readonly log: Logger;
  /** Folder of the shipped resources (demo city …). */
  readonly resources: string;
}
