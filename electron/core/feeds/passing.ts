import type { Lead, LeadTold } from '../../../shared/protocol/feed/lead.ts';
import type { Presence, PresenceTold } from '../../../shared/protocol/feed/presence.ts';

/** F13: what stations tell each other through a feed and nobody keeps: no event of the session, lost when the line is. */
export interface PassingUp {
  readonly presence: Presence;
  readonly lead: Lead;
}

/** Takes what other stations of a feed said. */
export interface PassingDown {
  readonly presence: (told: PresenceTold) => void;
  readonly lead: (told: LeadTold) => void;
}

export const NOBODY_LISTENS: PassingDown = { presence: () => undefined, lead: () => undefined };
