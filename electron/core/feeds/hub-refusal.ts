import * as z from 'zod';
import { CONNECT_REFUSALS, hubBusy } from '../../../shared/protocol/feed/version.ts';
import type { Problem } from '../../../shared/kit/problem.ts';

const refusalData = z.object({
  code: z.enum(CONNECT_REFUSALS),
  /** With `protocol-version`: the hub's and ours. */
  ours: z.int().optional(),
  theirs: z.int().optional(),
  detail: z.string().max(500).optional(),
});

/** Socket.IO's own words for a namespace that the server does not have. */
const INVALID_NAMESPACE = 'Invalid namespace';

/** For how long a busy hub asks us to wait, ms; null when the error says nothing of the kind. */
export function busyFor(error: unknown): number | null {
  const data = hubBusy.safeParse(error instanceof Error && 'data' in error ? error.data : undefined);
  return data.success ? data.data.retryAfter : null;
}

/** A `connect_error` as the refusal it is, or null when nobody answered and trying again may help. */
export function refusalOf(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  const data = refusalData.safeParse('data' in error ? error.data : undefined);
  if (data.success) {
    const { code, detail, ours, theirs } = data.data;
    return {
      code,
      origin: 'hub',
      ...(ours !== undefined && theirs !== undefined && { params: { hub: ours, console: theirs } }),
      ...(detail !== undefined && { detail }),
    };
  }
  return error.message === INVALID_NAMESPACE ? { code: 'unknown-feed', origin: 'hub' } : null;
}
