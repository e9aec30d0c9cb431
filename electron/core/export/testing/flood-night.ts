import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decision, DecisionOption, Evidence } from '../../../../shared/domain/decision.ts';
import type { Hand } from '../../../../shared/domain/hand.ts';
import type { Order } from '../../../../shared/domain/order.ts';
import type { Topic, TopicRecord } from '../../../../shared/domain/topics.ts';
import { instant, MINUTE, SECOND, type Instant } from '../../../../shared/kit/time.ts';
import type { Change } from '../../../../shared/protocol/feed/change.ts';
import { Applier } from '../../feeds/applier.ts';
import { commandOf, STATION, type LogDesk } from '../../records/testing/log-desk.ts';
import { incident, unit } from '../../testing/records.ts';
import type { NamedOfficer } from '../names.ts';
import { png } from './png.ts';

/** When it begins: 18 July 2026, 20:00 in Linjiang. */
export const BEGAN = instant(Date.UTC(2026, 6, 18, 12));

export const OFFICERS: readonly NamedOfficer[] = [
  {
    id: 'zhou-yanning',
    name: { zh: '周砚宁', en: 'Zhou Yanning' },
    posts: [{ post: 'CCC-DL', postName: { zh: '值班长', en: 'Duty Leader' } }],
  },
  {
    id: 'gu-bochuan',
    name: { zh: '顾柏川', en: 'Gu Bochuan' },
    posts: [{ post: 'CCC-IC', postName: { zh: '带班指挥长', en: 'Watch Commander' } }],
  },
];

/** A night of rain as a store holds it: what was told, decided and ordered, with a picture that a decision is bound to. */
export class FloodNight {
  readonly desk: LogDesk;
  readonly picture: { readonly sha256: string; readonly bytes: Buffer };
  readonly inputs: { readonly sha256: string; readonly bytes: Buffer };
  readonly #applier = new Applier();
  readonly #revs = new Map<string, number>();
  #seq = 0;

  constructor(desk: LogDesk) {
    this.desk = desk;
    this.picture = this.#attach(
      png(320, 180, (x, y) => [40 + (x % 40 < 2 ? 90 : 0), 60 + (y % 30 < 2 ? 90 : 0), 90 + Math.round(y / 2)]),
    );
    this.inputs = this.#attach(Buffer.from('{"units":3,"incidents":1}'));
    desk.store.transact(({ write }) => write.feeds.join('water', 'http://hub/water'));
    this.#apply({ kind: 'snapshot', feed: 'water', epoch: 'epoch-1', seq: 0, first: true, last: true, entities: [] });
    this.#tell();
  }

  wait(milliseconds: number): void {
    this.desk.clock.pass(milliseconds);
  }

  /** Puts the change of a record into the store, as its hub would send it. */
  put<T extends Topic>(topic: T, id: string, data: Partial<TopicRecord[T]>, op: 'put' | 'patch' = 'put'): void {
    const rev = (this.#revs.get(id) ?? 0) + 1;
    this.#revs.set(id, rev);
    const from = { epoch: 'epoch-1', seq: this.#seq };
    this.#seq += 1;
    const now = this.now();
    const change: Change = { topic, id, rev, op, data, seq: this.#seq, at: now, entered: now, source: 'test' };
    this.#apply({ kind: 'changes', feed: 'water', from, to: this.#seq, changes: [change] });
  }

  now(): Instant {
    return this.desk.clock.now();
  }

  hand(officer = 'zhou-yanning', post = 'CCC-DL'): Hand {
    return { officer, post, at: this.now() };
  }

  evidence(): Evidence {
    return {
      takenAt: this.now(),
      cursors: [{ feed: 'water', epoch: 'epoch-1', seq: this.#seq, asOf: this.now() }],
      facts: [
        {
          topic: 'incident',
          id: 'flood-1',
          rev: 2,
          label: { zh: '东门桥积水', en: 'Water under East Gate Bridge' },
          value: { zh: '深 0.62 米', en: '0.62 m deep' },
          sha256: 'a'.repeat(64),
        },
      ],
      picture: {
        sha256: this.picture.sha256,
        media: 'image/png',
        width: 320,
        height: 180,
        bytes: this.picture.bytes.length,
      },
      view: { center: [117.5, 30.3], zoom: 13 },
      model: { solver: 'HiGHS 1.15.3', inputs: this.inputs.sha256, milliseconds: 213, gap: 0 },
      station: STATION,
    };
  }

  #tell(): void {
    this.desk.clock.pass(BEGAN - this.now());
    this.put('incident', 'flood-1', {
      ...incident({
        kind: 'waterlog',
        level: 2,
        title: { zh: '东门桥下穿积水，两车被困', en: 'Underpass at East Gate Bridge flooded, two cars trapped' },
        place: { zh: '东门路与滨江大道口', en: 'East Gate Road at Riverside Avenue' },
        at: [117.51, 30.31],
        reportedAt: this.now(),
        reporterName: '王小明',
        reporterPhone: '13800001111',
        figures: [
          {
            key: 'depth',
            label: { zh: '水深', en: 'Depth' },
            value: 0.62,
            unit: { zh: '米', en: 'm' },
            at: this.now(),
          },
          { key: 'people', label: { zh: '被困', en: 'Trapped' }, value: null, at: this.now() },
        ],
      }),
      status: { state: 'reported', since: this.now() },
    });
    for (const [no, name] of ['排涝一队2号泵车', '排涝三队1号泵车'].entries()) {
      this.put(
        'resource',
        `pump-${no}`,
        unit({ kind: 'pump', name: { zh: name, en: `Pump ${no + 1}` }, at: [117.5 + no / 50, 30.3] }),
      );
    }
    this.wait(95 * SECOND);
    this.put('incident', 'flood-1', { status: { state: 'acknowledged', since: this.now(), by: 'CCC-DL' } }, 'patch');
    this.decide();
    this.wait(4 * MINUTE);
    this.put('order', 'order-1', this.order(), 'put');
    const { status, steps } = this.#obeyed();
    this.wait(12 * MINUTE);
    this.put('order', 'order-1', { status, steps }, 'patch');
    this.put(
      'resource',
      'pump-0',
      { at: [117.509, 30.309], status: { state: 'onScene', since: this.now(), incident: 'flood-1' } } as never,
      'patch',
    );
    this.wait(20 * SECOND);
    this.put('incident', 'flood-1', { status: { state: 'onScene', since: this.now(), units: ['pump-0'] } }, 'patch');
    this.put('journal', 'journal-1', {
      kind: 'message', direction: 'in', media: 'phone', number: 17, station: STATION, from: '水务局值班室', to: '指挥中心',
      text: { zh: '两台泵车到场，预计一小时排干；来电人王小明 13800001111' }, happenedAt: this.now(), receivedAt: this.now(),
      enteredAt: this.now(), by: this.hand(), links: [{ topic: 'incident', id: 'flood-1' }],
    }); // prettier-ignore
    this.wait(MINUTE);
    this.put('report', 'report-1', {
      incident: 'flood-1', kind: 'first', number: 0, set: 'general', recipient: { zh: '市委总值班室', en: 'General Duty Office' },
      dueAt: instant(BEGAN + 30 * MINUTE), fields: [{ key: 'place', text: { zh: '东门桥', en: 'East Gate Bridge' } }, { key: 'casualties', text: null }],
      corrections: [], writtenBy: [this.hand()], status: { state: 'sent', since: this.now(), by: this.hand() },
    }); // prettier-ignore
  }

  /** The choice of two options, written to the log with its evidence as the command that made it, and to the store. */
  decide(): void {
    this.desk.clock.pass(3 * MINUTE);
    const evidence = this.evidence();
    const wrote = this.hand();
    this.desk.store.transact((unit_) =>
      this.desk.recorder.intent(
        unit_,
        {
          ...commandOf('c-decide', { chosen: 0, reason: { zh: '最快' }, evidence }),
          type: 'decision.choose',
          topic: 'decision',
          entityId: 'decision-1',
        },
        'water',
      ),
    );
    this.put('decision', 'decision-1', { ...this.#decision(wrote), evidence });
  }

  #decision(wrote: Hand): Decision {
    const option = (name: string, en: string, seconds: number | null, isComputed: boolean): DecisionOption => ({
      aim: isComputed ? 'fastest' : 'own',
      name: { zh: name, en },
      isComputed,
      figures: [
        { key: 'meanResponse', value: seconds, unit: 's' },
        { key: 'coverage', value: 0.87 },
        { key: 'units', value: 2, unit: 'count' },
      ],
      moves: [{ is: 'assign', unit: 'pump-0', incident: 'flood-1', seconds: 420 }],
      faults: isComputed ? [] : [{ zh: '城西失去覆盖', en: 'The west is left uncovered' }],
    });
    return {
      kind: 'dispatch',
      question: { zh: '东门桥下穿积水派哪些泵车？', en: 'Which pumps go to East Gate Bridge?' },
      incidents: ['flood-1'],
      options: [option('最快到达', 'Fastest', 420, true), option('值班长拟定', 'By hand', null, false)],
      chosen: 0,
      reason: {
        zh: '被困两车，先到为要；城西保留一队',
        en: 'Two cars are trapped: whoever is there first; one crew stays in the west',
      },
      expected: { zh: '一小时内排干', en: 'Dry within the hour' },
      grave: 'G-03',
      authority: { row: 'RM-004', approvers: ['CCC-IC'], isHeld: true },
      writtenBy: [wrote],
      status: { state: 'decided', since: this.now(), by: this.hand(), second: this.hand('gu-bochuan', 'CCC-IC') },
    };
  }

  order(): Order {
    return {
      form: 'order',
      title: { zh: '派排涝一队2号泵车至东门桥', en: 'Pump 1 to East Gate Bridge' },
      text: {
        zh: '到场后先救人，再排水；每十分钟报一次水深。',
        en: 'People first, then pump; report the depth every ten minutes.',
      },
      decision: 'decision-1',
      incident: 'flood-1',
      from: this.hand(),
      to: { department: 'WRB', units: ['pump-0'] },
      clocks: { acknowledgeBy: instant(this.now() + 5 * MINUTE) },
      status: { state: 'sent', at: this.now(), by: 'zhou-yanning' },
      steps: [],
    };
  }

  #obeyed(): Pick<Order, 'status' | 'steps'> {
    const sent = this.now();
    const at = (minutes: number): Instant => instant(sent + minutes * MINUTE);
    return {
      status: {
        state: 'done',
        at: at(11),
        by: 'WRB',
        result: { zh: '两人救出，水位下降', en: 'Two people out, water falling' },
      },
      steps: [
        { state: 'sent', at: sent, by: 'zhou-yanning' },
        { state: 'received', at: instant(sent + 2 * SECOND), by: 'WRB' },
        { state: 'acknowledged', at: at(6), by: 'WRB' },
      ],
    };
  }

  #attach(bytes: Buffer): { readonly sha256: string; readonly bytes: Buffer } {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const folder = join(this.desk.profile.path, 'attachments');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, sha256), bytes);
    return { sha256, bytes };
  }

  #apply(arrival: Parameters<Applier['apply']>[1]): void {
    this.desk.store.transact((on) => {
      this.#applier.apply(on, arrival, this.now());
      this.#applier.finish(on);
    }, 'cache');
  }
}
