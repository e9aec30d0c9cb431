import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficerRow, SeatRow } from '../../shared/protocol/console-api/rows.ts';
import type { STATION_ACTIONS } from '../../shared/protocol/authority.ts';
import type { CommandTypeName } from '../../shared/protocol/commands/command-types.ts';
import { useFormat } from '../text/use-text.ts';
import { useLinkState } from './use-console.ts';
import { useCollection, useRow } from './use-live.ts';
import { usePast } from './use-moment.ts';

/** What the matrix of authorities gives or refuses: a command type, or what is done at the console itself. */
export type Action = CommandTypeName | (typeof STATION_ACTIONS)[number];

/** Whether this seat may do something now, and if not by which rule. Null: it may. */
export type Refusal =
  | { readonly kind: 'coreAway' | 'signedOut' | 'locked' }
  /** S7: what is shown is not how it is now. */
  | { readonly kind: 'past' }
  /** The matrix of authorities does not give it to the post. */
  | { readonly kind: 'authority'; readonly post: string };

/** The post in which the officer sits here; an officer may have several, each with its own authority. */
export function heldPost(
  seat: SeatRow | undefined,
  officer: OfficerRow | undefined,
): Pick<OfficerRow, 'postName' | 'allowed'> | null {
  if (!seat || seat.status.state === 'signedOut' || !officer) return null;
  const { post } = seat.status;
  return officer.posts.find((held) => held.post === post) ?? (officer.post === post ? officer : null);
}

/**
 * Asks for one action. While the seat is not known yet nothing is refused here: the core checks every command itself, and a
 * button that goes grey for a moment at the start would be a false statement.
 */
export function useMay(): (action: Action) => Refusal | null {
  const link = useLinkState();
  const seat = useRow(useCollection('seat', {}), 'seat');
  const id = seat && seat.status.state !== 'signedOut' ? seat.status.officer : null;
  const officer = useRow(useCollection('officers', {}), id);
  const { text } = useFormat();
  const isPast = usePast() !== null;
  return useCallback(
    (action) => {
      if (link !== 'open') return { kind: 'coreAway' };
      if (isPast) return { kind: 'past' };
      if (!seat) return null;
      if (seat.status.state === 'signedOut') return { kind: 'signedOut' };
      if (seat.status.state === 'locked') return { kind: 'locked' };
      const held = heldPost(seat, officer);
      if (!held || held.allowed.includes(action)) return null;
      return { kind: 'authority', post: text(held.postName) };
    },
    [link, isPast, seat, officer, text],
  );
}

/** The rule in words, for the button that it refuses. */
export function useRefusalText(): (refusal: Refusal, verbs: readonly string[]) => string {
  const { t } = useTranslation('command');
  return useCallback(
    (refusal, verbs) => {
      if (refusal.kind !== 'authority') return t(`refused.${refusal.kind}`);
      return t('refused.authority', { post: refusal.post, actions: verbs.join(t('value.and')) });
    },
    [t],
  );
}
