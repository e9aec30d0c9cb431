import * as z from 'zod';
import type { Problem } from '../../kit/problem.ts';

/**
 * The messages between a window and the core. The transport (MessagePort on the desktop, WebSocket on loopback) carries
 * each as one JSON string and knows nothing of their meaning.
 */
export const linkUp = z.discriminatedUnion('t', [
  /** One question or command, one answer. */
  z.object({ t: z.literal('call'), id: z.int().min(1), name: z.string().max(60), args: z.unknown() }),
  /** Start a live query: `rows` messages follow, the first ones until `complete`. */
  z.object({ t: z.literal('watch'), id: z.int().min(1), name: z.string().max(60), args: z.unknown() }),
  z.object({ t: z.literal('unwatch'), id: z.int().min(1) }),
]);
export type LinkUp = z.infer<typeof linkUp>;

/** A part of a live query: `put` by id, then `remove`. `complete` turns true once, when the first result is whole. */
export interface RowsMessage {
  readonly t: 'rows';
  readonly id: number;
  readonly put: readonly unknown[];
  readonly remove: readonly string[];
  readonly complete: boolean;
  /** Present on the first message: how many rows the first result will have. */
  readonly total?: number;
}

export type LinkDown =
  | RowsMessage
  | { readonly t: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly t: 'answer'; readonly id: number; readonly ok: false; readonly problem: Problem }
  /** A live query could not start, or ended. */
  | { readonly t: 'ended'; readonly id: number; readonly problem: Problem };

/** A message of a window larger than this is refused (R27). */
export const MAX_LINK_BYTES = 1024 * 1024;

/** The WebSocket path of the loopback host. */
export const LINK_PATH = '/link';
