import { afterEach, describe, expect, it } from 'vitest';
import { betterSqlite } from '../kernel/better-sqlite.ts';
import { Signal } from '../kernel/signal.ts';
import { passOver, type LiveSource, type WireRow } from '../queries/live-source.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import type { Name } from './name.ts';
import type { SearchedTopic } from './record-names.ts';
import { Search } from './search.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Records of one topic, as a query has them. */
class Records {
  readonly rows = new Map<string, string>();
  readonly #changed = new Signal<string>();
  read = 0;

  put(id: string, data: object): void {
    this.rows.set(id, JSON.stringify({ id, data }));
    this.#changed.emit(id);
  }

  remove(id: string): void {
    this.rows.delete(id);
    this.#changed.emit(id);
  }

  source(): LiveSource {
    const json = (id: string) => (): string | null => {
      this.read += 1;
      return this.rows.get(id) ?? null;
    };
    return {
      pass: () => passOver([...this.rows].map(([id, text]): WireRow => ({ id, json: text }))),
      subscribe: (changed) => this.#changed.on((id) => changed(id, json(id))),
    };
  }
}

const unit = (zh: string) => ({ form: 'unit', name: { zh }, at: [117, 30] });
const incident = (zh: string, state = 'reported') => ({ title: { zh }, status: { state }, at: [117, 30] });

class Bench {
  readonly clock = new ManualClock();
  readonly topics: Readonly<Record<SearchedTopic, Records>> = {
    incident: new Records(),
    resource: new Records(),
    alert: new Records(),
    hazard: new Records(),
  };
  readonly search: Search;

  constructor(ground: readonly string[] = [], late: Promise<readonly Name[]> = Promise.resolve([])) {
    this.search = new Search({
      clock: this.clock,
      log: quiet,
      sqlite: betterSqlite,
      records: (topic) => this.topics[topic].source(),
      late: () => late,
      ground: () =>
        ground.map((zh) => ({ kind: 'place', id: zh, title: { zh }, note: null, at: [117, 30], box: null, weight: 3 })),
    });
  }

  ids(text: string): string[] {
    return this.search.ask({ text, limit: 50 }).hits.map(({ id }) => id);
  }
}

let bench: Bench;
afterEach(() => bench.search.stop());

describe('N3: the index follows the records', () => {
  it('is complete when ground and records are in it; a record takes the place of the ground of its id', () => {
    bench = new Bench(['大桥', 'PL-1']);
    bench.topics.resource.put('PL-1', { form: 'facility', name: { zh: '市一院' }, at: [117, 30] });
    bench.search.run();
    expect(bench.search.ask({ text: '大桥', limit: 5 })).toMatchObject({ complete: false });
    bench.clock.pass(2_000);
    expect(bench.search.ask({ text: '大桥', limit: 5 })).toMatchObject({ complete: true, names: 2 });
    expect(bench.search.ask({ text: '市一', limit: 5 }).hits[0]).toMatchObject({ kind: 'facility', id: 'PL-1' });
    expect(bench.ids('pl-1')).toEqual(['PL-1']);
  });

  it('names that come late are filled in when they come; until then and after a refusal it goes without', async () => {
    const street: Name = { kind: 'street', id: 'road:7', title: { zh: '蒙特卡洛大道' }, note: null, at: [7, 43], box: null, weight: 3 }; // prettier-ignore
    const late = Promise.withResolvers<readonly Name[]>();
    bench = new Bench(['大桥'], late.promise);
    bench.search.run();
    bench.clock.pass(2_000);
    expect(bench.search.ask({ text: '大道', limit: 5 })).toMatchObject({ complete: true, names: 1, hits: [] });
    late.resolve([street]);
    await late.promise;
    expect(bench.search.ask({ text: '大道', limit: 5 }).complete).toBe(false);
    bench.clock.pass(2_000);
    expect(bench.search.ask({ text: 'mtkldd', limit: 5 })).toMatchObject({ complete: true, hits: [{ id: 'road:7' }] });

    bench.search.stop();
    bench = new Bench(['大桥'], Promise.reject(new Error('no file')));
    bench.search.run();
    await Promise.resolve();
    bench.clock.pass(2_000);
    expect(bench.search.ask({ text: '大桥', limit: 5 })).toMatchObject({ complete: true, names: 1 });
  });

  it('a new report is found within half a second, with its new name after a change, and goes with its record', () => {
    bench = new Bench();
    bench.search.run();
    bench.clock.pass(2_000);
    bench.topics.incident.put('I-1', incident('临江路积水'));
    bench.clock.pass(400);
    expect(bench.ids('积水')).toEqual(['I-1']);
    bench.topics.incident.put('I-1', incident('临江路塌陷'));
    bench.clock.pass(400);
    expect([bench.ids('积水'), bench.ids('塌陷')]).toEqual([[], ['I-1']]);
    bench.topics.incident.remove('I-1');
    bench.clock.pass(400);
    expect(bench.ids('塌陷')).toEqual([]);
  });

  it('what is open comes before what is over', () => {
    bench = new Bench();
    bench.topics.incident.put('old', incident('积水一处', 'closed'));
    bench.topics.incident.put('new', incident('积水二处'));
    bench.search.run();
    bench.clock.pass(2_000);
    expect(bench.ids('积水')).toEqual(['new', 'old']);
  });

  it('a unit that moves each second is read once in half a minute', () => {
    bench = new Bench();
    bench.search.run();
    bench.clock.pass(2_000);
    bench.topics.resource.put('U-1', unit('特勤一号'));
    bench.clock.pass(400);
    expect(bench.ids('特勤')).toEqual(['U-1']);
    const before = bench.topics.resource.read;
    for (let second = 0; second < 29; second += 1) {
      bench.topics.resource.put('U-1', unit('特勤二号'));
      bench.clock.pass(1_000);
    }
    expect(bench.topics.resource.read).toBe(before);
    bench.clock.pass(2_000);
    expect([bench.ids('特勤二'), bench.topics.resource.read]).toEqual([['U-1'], before + 1]);
  });

  it('after its end nothing is asked of it', () => {
    bench = new Bench();
    bench.search.run();
    bench.search.stop();
    bench.topics.incident.put('I-1', incident('临江路积水'));
    bench.clock.pass(60_000);
    expect(bench.topics.incident.read).toBe(0);
    bench = new Bench();
  });
});
