import type { Topic } from '../../shared/domain/topics.ts';
import type { AuthorityMatrix } from '../../shared/protocol/authority.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import type { Applied } from './feeds/applied.ts';
import type { OpenPlanLine } from './planner/line.ts';
import type { CoreStart } from './kernel/channel.ts';
import type { Lifecycle } from './kernel/lifecycle.ts';
import type { Ports } from './kernel/ports.ts';
import type { Signal } from './kernel/signal.ts';
import type { Seat } from './people/seat.ts';
import type { LiveSource } from './queries/live-source.ts';
import type { Recorder } from './records/recorder.ts';
import type { RoadService } from './roads/road-service.ts';
import type { Store } from './store/store.ts';
import type { CommandDesk } from './sync/command-desk.ts';
import type { Outbox } from './sync/outbox.ts';

/** What the rooms of command need of the core: plans, planner, decisions, orders, reports, journal. */
export interface CommandRoomParts {
  readonly ports: Ports;
  readonly start: CoreStart;
  readonly stationId: string;
  readonly store: Store;
  readonly applied: Signal<Applied>;
  readonly outbox: Outbox;
  readonly desk: CommandDesk;
  readonly seat: Seat;
  readonly matrix: AuthorityMatrix;
  readonly recorder: Recorder;
  readonly roads: RoadService;
  /** Where plans are computed. */
  readonly openPlan: OpenPlanLine;
  readonly lifecycle: Lifecycle;
  /** Live records of a topic with what this console did to them. */
  readonly records: (topic: Topic) => LiveSource;
  readonly feeds: () => readonly string[];
  /** Where a record of no department's goes; null without feeds. */
  readonly cityFeed: () => string | null;
  readonly hubTime: (feed: string) => Instant;
  /** How each feed stands now. */
  readonly feedRows: () => readonly FeedRow[];
  /** Current warnings as the board has them. */
  readonly warnings: (args: { readonly fold?: string }) => LiveSource;
}
