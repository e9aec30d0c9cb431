import { useCallback, useEffect } from 'react';
import type { Instant } from '../../shared/kit/time.ts';
import type { CallArgs, CallName } from '../../shared/protocol/console-api/calls.ts';
import type { OfficerRow, SeatRow } from '../../shared/protocol/console-api/rows.ts';
import { useConsole } from './console.ts';
import { useCall, type Asking } from './use-call.ts';
import type { LiveCollection } from './live-collection.ts';
import { useCollection, useLive } from './use-live.ts';

/** The one row of the query `seat`; undefined until the core has said. */
export function useSeat(): SeatRow | undefined {
  return useLive(useCollection('seat', {}), firstRow);
}

function firstRow(seat: LiveCollection<SeatRow>): SeatRow | undefined {
  for (const row of seat.rows.values()) return row;
  return undefined;
}

/** Who may sit here; null until all are known. */
export function useOfficers(): readonly OfficerRow[] | null {
  return useLive(useCollection('officers', {}), allOfficers, sameOfficers);
}

function allOfficers(officers: LiveCollection<OfficerRow>): readonly OfficerRow[] | null {
  return officers.complete ? [...officers.rows.values()] : null;
}

function sameOfficers(a: readonly OfficerRow[] | null, b: readonly OfficerRow[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

export interface Sitting {
  readonly officer: OfficerRow;
  readonly post: OfficerRow['posts'][number];
  readonly isLocked: boolean;
  readonly since: Instant;
}

/** Who sits here, locked or not; null when nobody does, or the core has not said. */
export function useSitting(): Sitting | null {
  const seat = useSeat();
  const officers = useOfficers();
  if (!seat || !officers || seat.status.state === 'signedOut') return null;
  const { officer: id, post: code, state, since } = seat.status;
  const officer = officers.find((row) => row.id === id);
  const post = officer?.posts.find((held) => held.post === code);
  return officer && post ? { officer, post, isLocked: state === 'locked', since } : null;
}

type SeatCall = Extract<CallName, 'signIn' | 'signOut' | 'lockSeat' | 'unlockSeat' | 'setIdleLock' | 'createOfficer'>;

/** Makes a call of the seat, one at a time; `problem` is why the last one was refused. Resolves with whether it was done. */
export function useSeatCall(): Omit<Asking, 'ask'> & {
  ask<N extends SeatCall>(name: N, args: CallArgs<N>): Promise<boolean>;
} {
  const { ask: call, ...rest } = useCall();
  const ask = useCallback(
    async <N extends SeatCall>(name: N, args: CallArgs<N>): Promise<boolean> => (await call(name, args)) !== null,
    [call],
  );
  return { ...rest, ask };
}

/** A touch is sent at most so often, ms: the core locks an idle seat by whole minutes. */
const TOUCH_EVERY = 60_000;
const INPUTS = ['pointerdown', 'keydown', 'wheel'] as const;

/** Tells the core that somebody is there, while somebody signed in is. */
export function useTouch(isSignedIn: boolean): void {
  const { link } = useConsole();
  useEffect(() => {
    if (!isSignedIn) return;
    let last = -Infinity;
    const touch = (): void => {
      const now = performance.now();
      if (now - last < TOUCH_EVERY) return;
      last = now;
      // The core may be away; then it also locks nobody.
      link.call('touchSeat', {}).catch(() => undefined);
    };
    for (const input of INPUTS) window.addEventListener(input, touch, { capture: true, passive: true });
    return () => {
      for (const input of INPUTS) window.removeEventListener(input, touch, { capture: true });
    };
  }, [link, isSignedIn]);
}
