import * as z from 'zod';
import { entityId, instantSchema } from '../../domain/common.ts';

/**
 * put: `data` is the whole record · patch: top-level fields to replace (null removes an optional field) ·
 * remove: no data · refuse: the source met something it could not read; `data` is a `Refusal`, and the console
 * keeps it in quarantine, so that what a file lost is counted at every seat.
 */
export const OPS = ['put', 'patch', 'remove', 'refuse'] as const;
export type Op = (typeof OPS)[number];

/** The officer whose command made a change. `via`: the station that carried it to the hub, when it was not his own. */
export const changeHand = z.object({
  officer: z.string().max(64),
  post: z.string().max(64),
  station: z.string().max(64),
  via: z.string().max(64).optional(),
});
export type ChangeHand = z.infer<typeof changeHand>;

/** The envelope of a change. `data` is checked against the topic's schema by whoever applies it. */
export const change = z.object({
  seq: z.int().min(1),
  topic: z.string().min(1).max(40),
  id: entityId,
  /** Counts up per entity, given by the hub. */
  rev: z.int().min(1),
  op: z.enum(OPS),
  /** Event time: when it happened, by the source. */
  at: instantSchema,
  /** Entry time: when the hub wrote it to its log. */
  entered: instantSchema,
  source: z.string().max(80),
  data: z.unknown().optional(),
  /** The command that caused it; lets the station that sent it see its effect. */
  commandId: z.string().max(64).optional(),
  /** Absent when a department's system made it. */
  by: changeHand.optional(),
});
export type Change = z.infer<typeof change>;

/** What a source could not turn into a record, and where it stands. Row and column count from 1; the header is row 1. */
export const refusal = z.object({
  code: z.string().max(60),
  file: z.string().max(500).optional(),
  row: z.int().optional(),
  column: z.string().max(200).optional(),
  value: z.string().max(200).optional(),
  detail: z.string().max(1_000).optional(),
});
export type Refusal = z.infer<typeof refusal>;
