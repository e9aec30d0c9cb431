import * as z from 'zod';
import { ack, frame } from './frame.ts';
import { change, refusal } from './change.ts';
import { command, commandAnswer } from './command.ts';
import { fetchRange, fetched } from './fetch.ts';
import { clockSample, heartbeat } from './heartbeat.ts';
import { lead, leadTold } from './lead.ts';
import { snapshotEntity, snapshotPart } from './snapshot.ts';
import { recall, recalled } from './recall.ts';
import { packed } from './packed.ts';
import { pace } from './pace.ts';
import { presence, presenceTold } from './presence.ts';
import { hello, subscribe, subscribed } from './subscribe.ts';

/**
 * 1 — first version.
 * 2 — a command says on which values it stands (`base`) and that it is `carried`; its answer, that it was `merged`; a change,
 *     `by` whom; `pace`, what a frame `omitted` under it, and messages that come `packed`; a cursor, and the snapshot that
 *     sets it, on which change it stands (`mark`).
 * 3 — `recall`: which commands a hub knows; a clock sample, what was `sent` before it; `presence`, up and down: who is drawing
 *     what, and `lead`: where a leader looks; both in no log.
 * 4 — topics `handling`, `rule`, `release`, `case`, `opinion` and `hazard`; a warning's whole message, signature, verdict and
 *     evidence.
 * 5 — topics `template`, `decision`, `order`, `report`, `journal`, `handover` and `finding`.
 * A change of any schema below needs a new number, a line here and a new hash in version.test.ts.
 */
export const PROTOCOL_VERSION = 5;

/** All messages from console to hub. */
export const up = { hello, subscribe, ack, fetch: fetchRange, command, recall, pace, presence, lead };
/** All messages from hub to console, answers among them. */
export const down = {
  subscribed,
  frame,
  packed,
  change,
  refusal,
  snapshot: snapshotPart,
  snapshotEntity,
  heartbeat,
  clockSample,
  fetched,
  commandAnswer,
  presence: presenceTold,
  lead: leadTold,
  recalled,
};

/** Why a hub refuses a connection: `error.data` of Socket.IO's `connect_error` is `{ code, … }`. */
export const CONNECT_REFUSALS = ['protocol-version', 'bad-hello', 'bad-token', 'unknown-feed'] as const;
export type ConnectRefusal = (typeof CONNECT_REFUSALS)[number];

/** `error.data` of a `connect_error` that is no refusal: others are let in first. `retryAfter`: milliseconds. */
export const hubBusy = z.object({ code: z.literal('busy'), retryAfter: z.int().min(0).max(60_000) });
export type HubBusy = z.infer<typeof hubBusy>;
