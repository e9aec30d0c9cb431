import type { AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Ports } from '../kernel/ports.ts';
import type { OutboxRecord } from '../store/records.ts';
import type { Store, Unit } from '../store/store.ts';

export interface OutboxParts {
  readonly ports: Pick<Ports, 'clock' | 'ids' | 'log'>;
  readonly store: Pick<Store, 'read' | 'transact'>;
  readonly stationId: string;
  readonly matrix: AuthorityMatrix;
  /** O7: the time by which a feed's hub judges. Absent: the wall clock. */
  readonly hubTime?: (feed: string) => Instant;
  /** R31: what is written of commands in the decision log, in the transaction of the command itself. */
  readonly recorder?: CommandRecorder;
}

/** The decision log, as the outbox needs it (the records room has it). */
export interface CommandRecorder {
  intent(unit: Unit, command: Command, feed: string): void;
  result(unit: Unit, commandId: string, state: OutboxRecord['state'], answer: CommandAnswer | null): void;
}
