import { join } from 'node:path';
import type { Alert } from '../../../../shared/domain/alert.ts';
import type { StormRow, WarningRow } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { Applier } from '../../feeds/applier.ts';
import type { Applied } from '../../feeds/applied.ts';
import { Moment } from '../../history/moment.ts';
import { Signal } from '../../kernel/signal.ts';
import { LiveQuery } from '../../queries/live-query.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import { Streamer } from '../../queries/streamer.ts';
import { openStore, type Store } from '../../store/store.ts';
import { Outbox } from '../../sync/outbox.ts';
import { TEST_MATRIX } from '../../testing/authorities.ts';
import type { ManualClock } from '../../testing/manual-clock.ts';
import { testProfile } from '../../testing/profile.ts';
import { change } from '../../testing/records.ts';
import { readFusionTable } from '../fusion/fusion-table.ts';
import { readEscalation, type Escalation } from '../ladder/escalation.ts';
import { WarningDesk } from '../warning-desk.ts';
import { alert } from './alerts.ts';

const RESOURCES = join(import.meta.dirname, '../../../../resources');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MATRIX = {
  ...TEST_MATRIX,
  authorities: {
    ...TEST_MATRIX.authorities,
    automatic: { name: { zh: '', en: '' }, may: ['warning.escalate', 'warning.askAgain'] },
  },
};

export const LADDERS: Escalation = readEscalation(RESOURCES, log);

/** The warning desk of one console on a real store, with a clock that a test moves and a hub that never answers. */
export class DeskStation {
  readonly clock: ManualClock;
  readonly profile = testProfile();
  readonly rows = new Map<string, WarningRow>();
  readonly storm = new Map<string, StormRow>();
  store!: Store;
  outbox!: Outbox;
  desk!: WarningDesk;
  readonly #applied = new Signal<Applied>();
  readonly #data: Escalation;
  #applier = new Applier();
  #leave: () => void = () => undefined;
  readonly #revs = new Map<string, number>();

  constructor(clock: ManualClock, data: Escalation = LADDERS) {
    this.clock = clock;
    this.#data = data;
    this.start();
    this.store.transact(({ write }) => {
      write.feeds.join('met', 'http://hub/met');
      write.feeds.jump('met', { epoch: 'e', seq: 0 });
    });
  }

  start(): void {
    const { clock } = this;
    const ports = this.profile.ports(clock);
    this.store = openStore(ports);
    this.outbox = new Outbox({ ports, store: this.store, stationId: 'S1', matrix: MATRIX });
    this.desk = new WarningDesk({
      clock,
      log,
      read: this.store.read,
      applied: this.#applied,
      outbox: this.outbox,
      moment: new Moment(clock, this.store.read.history),
      stationId: 'S1',
      data: this.#data,
      table: readFusionTable(RESOURCES, log),
      hubTime: () => clock.now(),
    });
    this.desk.run();
    this.rows.clear();
    const leaves = [this.watch(this.rows), this.#follow(this.desk.stormSource(), this.storm)];
    this.#leave = () => {
      for (const leave of leaves) leave();
    };
  }

  /** A window that watches the board, or a fold of it. */
  watch(rows: Map<string, WarningRow>, args: Parameters<WarningDesk['source']>[0] = {}): () => void {
    return this.#follow(this.desk.source(args), rows);
  }

  #follow<Row extends { readonly id: string }>(source: LiveSource, rows: Map<string, Row>): () => void {
    return new LiveQuery(source, this.clock, new Streamer(this.clock)).watch({
      isBehind: false,
      send: (body) => {
        const { put, remove } = JSON.parse(`{${body}}`) as { put: Row[]; remove: string[] };
        for (const row of put) rows.set(row.id, row);
        for (const id of remove) rows.delete(id);
      },
    });
  }

  /** What the hub has said. */
  tell(
    records: readonly {
      readonly topic?: 'alert' | 'handling' | 'incident';
      readonly id: string;
      readonly data: object;
    }[],
  ): void {
    const seq = this.store.read.feeds.get('met')?.seq ?? 0;
    const at = this.clock.now();
    const outcome = this.store.transact((unit) => {
      const changes = records.map(({ topic = 'alert', id, data }, index) => {
        const rev = (this.#revs.get(topic + id) ?? 0) + 1;
        this.#revs.set(topic + id, rev);
        return change({ topic, id, rev, seq: seq + index + 1, at, entered: at, data });
      });
      this.#applier.apply(
        unit,
        { kind: 'changes', feed: 'met', from: { epoch: 'e', seq }, to: seq + changes.length, changes },
        at,
      );
      return this.#applier.finish(unit);
    });
    this.outbox.committed(outcome);
    this.#applied.emit(outcome);
  }

  warn(id: string, part: Partial<Alert> = {}): void {
    this.tell([{ id, data: alert({ identifier: id, sentAt: this.clock.now(), ...part }) }]);
  }

  stop(): void {
    this.#leave();
    this.desk.stop();
    this.store.close();
    this.#applier = new Applier();
  }

  remove(): void {
    this.stop();
    this.profile.remove();
  }
}
