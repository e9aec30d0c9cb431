import type * as z from 'zod';
import type { Topic, TopicRecord } from '../../domain/topics.ts';
import type { Command } from '../feed/command.ts';

/** The records that a command may look at: at the hub, its feed's; at a console, what it shows. */
export interface World {
  find<T extends Topic>(topic: T, id: string): TopicRecord[T] | undefined;
}

/** Top-level fields to set; null removes an optional one. Of a union of records, the fields of any of them. */
export type PatchOf<R> = R extends unknown ? { readonly [F in keyof R]?: R[F] | null } : never;

/** What a command does to one record. */
export type Effect = {
  readonly [T in Topic]:
    | { readonly op: 'put'; readonly topic: T; readonly id: string; readonly data: TopicRecord[T] }
    | { readonly op: 'patch'; readonly topic: T; readonly id: string; readonly data: PatchOf<TopicRecord[T]> };
}[Topic];

/**
 * One named mutation, written once and used twice: by the hub, which decides, and by the core, which replays pending commands
 * over the server's state. `apply` is pure. The first effect is on the command's own entity unless `commutes`.
 * A thrown `ProblemError` refuses the command.
 */
export interface CommandType<T extends Topic = Topic, Payload extends z.ZodType = z.ZodType> {
  readonly topic: T;
  readonly payload: Payload;
  readonly creates: boolean;
  /**
   * It amends the record, or makes it when there is none (`creates` is false then). These are the values that somebody saw who
   * saw no record. `expectedRev` is null or a number, as he saw it; both are right whether there is one or not.
   */
  readonly orCreates?: Readonly<Partial<TopicRecord[T]>>;
  /** Milliseconds that it may wait for its hub; absent: as long as what an officer gives (`COMMAND_LIFETIME`). */
  readonly lifetime?: number;
  /** A delta: the revision does not matter, order does not matter, each id counts once. */
  readonly commutes: boolean;
  /** Of a command that is a judgement on the whole record: the code that refuses it when the record has moved on. Never merged. */
  readonly movedOn?: string;
  apply(world: World, payload: z.output<Payload>, command: Command): readonly Effect[];
}
