import * as z from 'zod';
import { pastArgs } from './moment.ts';
import type { CaseProposal } from './case-rows.ts';
import type { MomentRow } from './moment.ts';
import type { PresenceRow } from './drawing-rows.ts';
import type { LeadRow } from './lead-calls.ts';
import type { RecordRow } from './record-rows.ts';
import type {
  EntityRow,
  FeedRow,
  OfficerRow,
  OutboxRow,
  PeerRow,
  PreferenceRow,
  QuarantineRow,
  SeatRow,
  StationRow,
  StoreRow,
  TimelineRow,
} from './rows.ts';
import type { PlanRunRow } from './plan-calls.ts';
import type { TemplateRow } from './template-calls.ts';
import type { OpinionRow } from './opinion-calls.ts';
import type { RuleRow } from './rule-calls.ts';
import type { StormRow, WarningRow } from './warning-rows.ts';
import type { PreloadRow, TileSourceRow } from './tile-rows.ts';

declare const rowType: unique symbol;

/** A live query: what it takes, and (in the type only) what its rows are. Every row has a string `id`. */
export interface LiveQuery<Args extends z.ZodType, Row extends { readonly id: string }> {
  readonly args: Args;
  readonly [rowType]?: Row;
}

function live<Row extends { readonly id: string }>() {
  return <Args extends z.ZodType>(args: Args): LiveQuery<Args, Row> => ({ args });
}

const none = z.object({});

/** Every live query of the console, named once. The core must answer each; a window may watch any. */
export const queries = {
  /** Open first, then by level, then newest: the first part is what a board shows. */
  incidents: live<EntityRow<'incident'>>()(pastArgs),
  resources: live<EntityRow<'resource'>>()(pastArgs),
  /**
   * The board: current warnings with what was done about them, the gravest first; in a storm the minor ones folded. With `fold`:
   * the members of that fold.
   */
  warnings: live<WarningRow>()(pastArgs.extend({ fold: z.string().max(600).optional() })),
  /** Whether warnings come so fast that the minor ones are folded, and what deserves a sound. */
  storm: live<StormRow>()(none),
  /** The warning rules as they stand here: the city's, and the shipped ones that nobody changed. */
  rules: live<RuleRow>()(none),
  alerts: live<EntityRow<'alert'>>()(pastArgs),
  supplies: live<EntityRow<'supply'>>()(pastArgs),
  conflicts: live<EntityRow<'conflict'>>()(pastArgs),
  /** Standing first, newest first. */
  drawings: live<EntityRow<'drawing'>>()(pastArgs),
  /** The graver first, then what is due first; struck off ones last. */
  hazards: live<EntityRow<'hazard'>>()(pastArgs),
  /** Citizens' cases: open first, urgent first, newest first. */
  cases: live<EntityRow<'case'>>()(pastArgs),
  /** Which cases may be about the same. */
  caseProposals: live<CaseProposal>()(none),
  /** Subjects of talk with what the counts say: not handled first, newest first. */
  opinions: live<OpinionRow>()(pastArgs),
  /** Waiting for a second person first, then drafts, what is out, what is over. */
  releases: live<EntityRow<'release'>>()(pastArgs),
  /** Plan templates as they stand here: the city's, and the shipped ones that nobody changed. */
  templates: live<TemplateRow>()(none),
  /** Askings of the planner at this console, newest first. */
  planRuns: live<PlanRunRow>()(none),
  /** Waiting for a second person first, then drafts, then decided, newest first. */
  decisions: live<EntityRow<'decision'>>()(pastArgs),
  /** Orders and leaders' instructions: open first, newest first. */
  orders: live<EntityRow<'order'>>()(pastArgs),
  reports: live<EntityRow<'report'>>()(pastArgs),
  /** The duty journal, newest first. */
  journal: live<EntityRow<'journal'>>()(pastArgs),
  handovers: live<EntityRow<'handover'>>()(pastArgs),
  /** What after-action reviews found: open first, the soonest due first. */
  findings: live<EntityRow<'finding'>>()(pastArgs),
  /** Who is drawing what now. */
  presence: live<PresenceRow>()(none),
  /** Who leads the others' maps, and where. */
  lead: live<LeadRow>()(none),
  seat: live<SeatRow>()(none),
  officers: live<OfficerRow>()(none),
  store: live<StoreRow>()(none),
  /** How the decision log stands. */
  record: live<RecordRow>()(none),
  peers: live<PeerRow>()(none),
  /** This console's own first; then trusted and seen ones. */
  stations: live<StationRow>()(none),
  /** History of one entity, oldest first. */
  timeline: live<TimelineRow>()(pastArgs.extend({ topic: z.string().max(40), id: z.string().max(200) })),
  /** Whether linked windows show the present or the past. */
  moment: live<MomentRow>()(none),
  feeds: live<FeedRow>()(none),
  quarantine: live<QuarantineRow>()(z.object({ feed: z.string().max(64).optional() })),
  outbox: live<OutboxRow>()(none),
  preferences: live<PreferenceRow>()(none),
  tileSources: live<TileSourceRow>()(none),
  preloads: live<PreloadRow>()(none),
};

export type QueryName = keyof typeof queries;
export type QueryArgs<N extends QueryName> = z.input<(typeof queries)[N]['args']>;
export type QueryRow<N extends QueryName> = (typeof queries)[N] extends LiveQuery<z.ZodType, infer Row> ? Row : never;
