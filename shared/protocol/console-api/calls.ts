import * as z from 'zod';
import { entityId, level, localText, lonLat } from '../../domain/common.ts';
import { INCIDENT_KINDS } from '../../domain/incident.ts';
import { incidentChange } from '../commands/incident-commands.ts';
import { call } from './call.ts';
import { caseCalls } from './case-calls.ts';
import { momentCalls } from './moment.ts';
import type { Call } from './call.ts';
import { drawingCalls } from './drawing-calls.ts';
import { leadCalls } from './lead-calls.ts';
import { populationCalls } from './population-calls.ts';
import { planCalls } from './plan-calls.ts';
import { decisionCalls } from './decision-calls.ts';
import { orderCalls } from './order-calls.ts';
import { templateCalls } from './template-calls.ts';
import { reportCalls } from './report-calls.ts';
import { journalCalls } from './journal-calls.ts';
import { replayCalls } from './replay-calls.ts';
import { ruleCalls } from './rule-calls.ts';
import { warningCalls } from './warning-calls.ts';
import { tileCalls } from './tile-calls.ts';
import type { Queued } from './queued.ts';
import { recordCalls } from './record-calls.ts';
import { opinionCalls } from './opinion-calls.ts';
import { releaseCalls } from './release-calls.ts';
import { roadCalls } from './road-calls.ts';
import { searchCalls } from './search-calls.ts';
import type { RefusedCommand } from './rows.ts';
import type { CityMap } from '../../domain/city.ts';
import type { LocalText } from '../../domain/common.ts';
import type { Actor } from '../feed/command.ts';
import type { Instant } from '../../kit/time.ts';

/** What a window must know before it draws: who sits here, whether this is real, which ground there is. */
export interface SessionInfo {
  readonly appVersion: string;
  readonly stationId: string;
  /** Who acts here now; null when nobody is signed in. Changes are told by the query `seat`. */
  readonly actor: Actor | null;
  readonly officerName: LocalText | null;
  readonly postName: LocalText | null;
  /** `demo`: an invented city, said on screen · `replay`: a file is played · `live`: real feeds. */
  readonly mode: 'demo' | 'replay' | 'live';
  readonly hasCityMap: boolean;
  readonly departments: readonly { readonly code: string; readonly name: LocalText }[];
}

/** One row of the matrix of authorities. */
export interface Authority {
  readonly id: string;
  readonly name: LocalText;
  readonly may: readonly string[];
}

export type { Queued };

/** An exchange package as it lies in a folder; not opened yet. */
export interface PackageFile {
  /** Absolute. */
  readonly file: string;
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: Instant;
}

/** What became of a package that was taken. One that is refused whole is a `Problem`. */
export interface PackageReport {
  readonly taken: number;
  /** Were here before. */
  readonly known: number;
  /** Single commands that were left out; the others count. */
  readonly refused: readonly RefusedCommand[];
  readonly station: string;
  readonly writtenAt: Instant;
}

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });

/** Every question and command, named once. A room with several keeps them in a group file and spreads them in here. */
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
  /** Fields to set; others stay. `level`, `title`, `place`, `kind`, `at`, `figures`. */
  changeIncident: call<Queued>()(target.extend({ set: incidentChange })),
  closeIncident: call<Queued>()(target.extend({ outcome: z.string().trim().min(1).max(2_000) })),
  /** The others become part of `id`. */
  mergeIncidents: call<readonly Queued[]>()(target.extend({ others: z.array(target).min(1).max(50) })),
  /** Takes one incident back out of the one it was merged into. */
  splitIncident: call<readonly Queued[]>()(target),
  addIncidentNote: call<Queued>()(target.extend({ text: z.string().trim().min(1).max(2_000) })),
  /** Promises units to an incident; one command per unit, and one that marks the incident dispatched. */
  assignUnits: call<readonly Queued[]>()(target.extend({ units: z.array(target).min(1).max(50) })),
  releaseUnit: call<Queued>()(target),
  /** A delta with an id: counts once, commutes with every other move. */
  moveStock: call<Queued>()(
    z.object({
      from: entityId,
      to: entityId,
      quantity: z.number().positive(),
      reason: z.string().trim().max(500).optional(),
    }),
  ),
  resolveConflict: call<Queued>()(
    target.extend({
      choice: z.enum(['current', 'proposed', 'other']),
      /** With `other`: a value for every field of the conflict. */
      values: z.record(z.string().max(60), z.unknown()).optional(),
      reason: z.string().trim().min(1).max(2_000),
    }),
  ),

  /** Outbox. Retry asks the hub again at once under the same id; resend is a new command with a new time. */
  retryCommand: call<null>()(z.object({ commandId: z.string().max(64) })),
  withdrawCommand: call<null>()(z.object({ commandId: z.string().max(64) })),
  resendCommand: call<Queued>()(
    z.object({
      commandId: z.string().max(64),
      payload: z.unknown().optional(),
      /** Of the entity on screen; when absent, the one that would be on screen now. */
      expectedRev: z.int().min(1).optional(),
    }),
  ),

  /** People. Wrong passwords lock the account for a while; the refusal says until when. */
  signIn: call<null>()(
    z.object({
      officer: z.string().max(64),
      password: z.string().max(200),
      /** Of an officer with several posts; the first when absent. */
      post: z.string().max(64).optional(),
    }),
  ),
  signOut: call<null>()(z.object({})),
  lockSeat: call<null>()(z.object({})),
  unlockSeat: call<null>()(z.object({ password: z.string().max(200) })),
  setIdleLock: call<null>()(z.object({ minutes: z.int().min(0).max(240) })),
  /** Somebody is at the keyboard. A window sends it with input, at most once a minute; commands count by themselves. */
  touchSeat: call<null>()(z.object({})),
  /** The first account of a console, or a further one by somebody who may `people.manage`. */
  createOfficer: call<null>()(
    z.object({
      /** What he signs in with, e.g. a staff number. */
      id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
      name: z.string().trim().min(1).max(80),
      post: z.string().trim().min(1).max(64),
      postName: z.string().trim().min(1).max(80),
      authority: z.string().min(1).max(64),
      password: z.string().max(200),
    }),
  ),
  /** The authorities that an account may be given, with what each may do. */
  authorities: call<readonly Authority[]>()(z.object({})),

  ...momentCalls,

  /**
   * Station-to-station exchange (core's exchange room, X1…). Packages need `exchange.carry`, the rest `exchange.manage`.
   * A signed package of what the hub has not answered, into a folder (absolute path), e.g. a USB stick.
   */
  writePackage: call<{ readonly file: string; readonly commands: number }>()(
    z.object({ folder: z.string().max(1_000) }),
  ),
  /** The packages that lie in a folder, newest first; read `file` by `readPackage`. */
  findPackages: call<readonly PackageFile[]>()(z.object({ folder: z.string().max(1_000) })),
  readPackage: call<PackageReport>()(z.object({ file: z.string().max(1_000) })),
  /** `HOST:PORT` of another console's exchange listener. */
  addPeer: call<null>()(z.object({ address: z.string().max(300) })),
  removePeer: call<null>()(z.object({ address: z.string().max(300) })),

  ...tileCalls,

  ...drawingCalls,
  ...caseCalls,
  ...warningCalls,
  ...ruleCalls,
  ...leadCalls,
  ...recordCalls,
  ...roadCalls,
  ...searchCalls,
  ...populationCalls,
  ...releaseCalls,
  ...opinionCalls,
  ...planCalls,
  ...decisionCalls,
  ...orderCalls,
  ...templateCalls,
  ...reportCalls,
  ...journalCalls,
  ...replayCalls,
  /** The officer has compared the fingerprint with the other console's own; as `stations` shows it. */
  trustStation: call<null>()(z.object({ station: z.string().max(64), fingerprint: z.string().max(64) })),
  distrustStation: call<null>()(z.object({ station: z.string().max(64) })),
};

export type CallName = keyof typeof calls;
export type CallArgs<N extends CallName> = z.input<(typeof calls)[N]['args']>;
export type CallParsed<N extends CallName> = z.output<(typeof calls)[N]['args']>;
export type CallAnswer<N extends CallName> = (typeof calls)[N] extends Call<z.ZodType, infer Answer> ? Answer : never;
