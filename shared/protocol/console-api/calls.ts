import * as z from 'zod';
import { entityId, level, localText, lonLat } from '../../domain/common.ts';
import { INCIDENT_KINDS } from '../../domain/incident.ts';
import type { CityMap } from '../../domain/city.ts';
import type { LocalText } from '../../domain/common.ts';
import type { Actor } from '../feed/command.ts';

declare const answerType: unique symbol;

/** A call: what it takes, and (in the type only) what it answers. Refusals come back as a `Problem`. */
export interface Call<Args extends z.ZodType, Answer> {
  readonly args: Args;
  readonly [answerType]?: Answer;
}

function call<Answer>() {
  return <Args extends z.ZodType>(args: Args): Call<Args, Answer> => ({ args });
}

/** What a window must know before it draws: who sits here, whether this is real, which ground there is. */
export interface SessionInfo {
  readonly appVersion: string;
  readonly stationId: string;
  readonly actor: Actor;
  readonly officerName: LocalText;
  readonly postName: LocalText;
  /** `demo`: an invented city, said on screen · `replay`: a file is played · `live`: real feeds. */
  readonly mode: 'demo' | 'replay' | 'live';
  readonly hasCityMap: boolean;
  readonly departments: readonly { readonly code: string; readonly name: LocalText }[];
}

/** A command was written to the outbox, fsynced. */
export interface Queued {
  readonly commandId: string;
  readonly stationSeq: number;
}

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });

/** Every question and command, named once. */
export const calls = {
  session: call<SessionInfo>()(z.object({})),
  /** The loaded city's ground, or null when there is none. */
  cityMap: call<CityMap | null>()(z.object({})),
  setPreference: call<null>()(z.object({ key: z.string().min(1).max(80), value: z.json() })),
  /** Officer's new report. */
  createIncident: call<Queued & { readonly id: string }>()(
    z.object({
      feed: z.string().max(64).optional(),
      kind: z.enum(INCIDENT_KINDS),
      level,
      title: z.string().trim().min(1).max(200),
      at: lonLat.nullable(),
      place: localText.optional(),
      note: z.string().trim().max(2_000).optional(),
    }),
  ),
  acknowledgeIncident: call<Queued>()(target),
  setIncidentLevel: call<Queued>()(target.extend({ level })),
  addIncidentNote: call<Queued>()(target.extend({ text: z.string().trim().min(1).max(2_000) })),
};

export type CallName = keyof typeof calls;
export type CallArgs<N extends CallName> = z.input<(typeof calls)[N]['args']>;
export type CallParsed<N extends CallName> = z.output<(typeof calls)[N]['args']>;
export type CallAnswer<N extends CallName> = (typeof calls)[N] extends Call<z.ZodType, infer Answer> ? Answer : never;
