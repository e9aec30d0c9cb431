import type { Hand } from '../../domain/hand.ts';
import type { Command } from '../feed/command.ts';

/** Who gave a command, as a record keeps it. */
export function handOf({ actor: { officer, post }, issuedAt }: Command): Hand {
  return { officer, post, at: issuedAt };
}
