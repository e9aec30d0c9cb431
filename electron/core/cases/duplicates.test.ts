import { describe, expect, it } from 'vitest';
import { distance } from '../../../shared/kit/geo.ts';
import { createRandom } from '../../../shared/kit/random.ts';
import { HOUR } from '../../../shared/kit/time.ts';
import { normalise, resemblance, trigrams } from './alike-text.ts';
import { apartBecause, toldIn } from './apart.ts';
import { CaseIndex, reportOf, type Known } from './case-index.ts';
import { campaignOf, clusterOf } from './groups.ts';
import { matchesOf, SAME_PLACE, SAME_TIME } from './judge.ts';
import { madeCalls, type MadeCall } from './testing/made-calls.ts';
import { WEIGHTS } from './weigh.ts';

const SEEDS = [11, 12];
/** Other ones than those that are measured on. */
const ESTIMATED_ON = [101, 102, 103];

function known({ id, record }: Pick<MadeCall, 'id' | 'record'>): Known {
  return { ...reportOf(id, record, record.reportedAt), record };
}

function likeness(a: Known, b: Known): number {
  const shared = [...a.grams].filter((gram) => b.grams.has(gram)).length;
  return resemblance(shared, a.grams.size, b.grams.size);
}

interface Score {
  readonly precision: number;
  readonly recall: number;
  /** Of the calls that had an earlier one of the same happening: those whose first proposal is one of them. */
  readonly first: number;
}

/** Plays the calls in their order; `find` proposes which earlier ones are the same. */
function scoreOf(
  calls: readonly MadeCall[],
  find: (call: Known, before: readonly Known[]) => readonly string[],
): Score {
  const before: Known[] = [];
  const happening = new Map(calls.map(({ id, happening: name }) => [id, name]));
  let [right, wrong, wanted, repeated, first] = [0, 0, 0, 0, 0];
  for (const call of calls) {
    const now = known(call);
    const same = before.filter(({ id }) => happening.get(id) === call.happening).length;
    const found = find(now, before);
    const hits = found.filter((id) => happening.get(id) === call.happening).length;
    right += hits;
    wrong += found.length - hits;
    wanted += same;
    if (same > 0) {
      repeated += 1;
      if (found[0] !== undefined && happening.get(found[0]) === call.happening) first += 1;
    }
    before.push(now);
  }
  return { precision: right / Math.max(1, right + wrong), recall: right / wanted, first: first / repeated };
}

function f1({ precision, recall }: Score): number {
  return (2 * precision * recall) / (precision + recall);
}

/** As the console does it, with an index that grows with the calls. */
function byRules(): (call: Known) => readonly string[] {
  const index = new CaseIndex();
  return (call) => {
    const found = matchesOf(call, index, 20).filter(({ against }) => against.length === 0);
    index.set(call);
    return found.map(({ id }) => id);
  };
}

function byPlace(call: Known, before: readonly Known[]): string[] {
  return before
    .filter(
      ({ where, category, at }) =>
        where !== undefined &&
        call.where !== undefined &&
        category === call.category &&
        call.at - at <= SAME_TIME &&
        distance(where, call.where) <= SAME_PLACE,
    )
    .map(({ id }) => id);
}

function byText(threshold: number) {
  return (call: Known, before: readonly Known[]): string[] =>
    before.filter((one) => call.at - one.at <= 6 * HOUR && likeness(call, one) >= threshold).map(({ id }) => id);
}

describe('duplicates', () => {
  it('K1: text without numbers, punctuation and case; trigrams of letters; shares of all they have', () => {
    expect(normalise('3号楼，水：ＡＢ!')).toBe('号楼水ab');
    expect([...trigrams('积水没过')]).toEqual(['积水没', '水没过']);
    expect(resemblance(2, 3, 3)).toBe(0.5);
  });

  it('K2: measured on made calls, the rules find more and err less than place or text alone', () => {
    const methods: Record<string, () => (call: Known, before: readonly Known[]) => readonly string[]> = {
      rules: byRules,
      'place + category + 2 h': () => byPlace,
      'text ≥ 0.3': () => byText(0.3),
    };
    const sets = SEEDS.map((seed) => madeCalls(createRandom(seed)));
    const mean = new Map<string, Score>();
    for (const [name, make] of Object.entries(methods)) {
      const scores = sets.map((calls) => scoreOf(calls, make()));
      const over = (field: keyof Score) => scores.reduce((sum, score) => sum + score[field], 0) / scores.length;
      mean.set(name, { precision: over('precision'), recall: over('recall'), first: over('first') });
    }
    const lines = [...mean].map(([name, score]) =>
      [
        name.padEnd(24),
        ...[score.precision, score.recall, f1(score), score.first].map((value) => value.toFixed(3)),
      ].join('  '),
    );
    process.stdout.write(
      `duplicates: ${sets.flat().length} calls, seeds ${SEEDS.join()}\n${'method'.padEnd(24)}  prec.  recall  F1     first\n${lines.join('\n')}\n`,
    );
    const rules = mean.get('rules') as Score;
    for (const [name, score] of mean) if (name !== 'rules') expect(f1(rules), name).toBeGreaterThan(f1(score));
    expect(rules.precision).toBeGreaterThan(0.9);
    expect(rules.first).toBeGreaterThan(0.8);
  });

  it('K3 (rule 1): the same number with the same category within six hours is asked about, never merged unasked', () => {
    const index = new CaseIndex();
    const [a] = madeCalls(createRandom(1), 1);
    if (!a) throw new Error('no call');
    index.set(known({ ...a, id: 'first' }));
    const soon = { ...a.record, text: { zh: '怎么还没有人来' } };
    const [match] = matchesOf(
      known({ id: 'again', record: { ...soon, reportedAt: (a.record.reportedAt + 5 * HOUR) as never } }),
      index,
    );
    expect(match).toMatchObject({ id: 'first', kind: 'duplicate', ask: true });
    const late = { ...soon, reportedAt: (a.record.reportedAt + 7 * HOUR) as never };
    expect(matchesOf(known({ id: 'later', record: late }), index)).toEqual([]);
  });

  it('K4: who was answered and calls again is a repeat of the first case', () => {
    const index = new CaseIndex();
    const [a] = madeCalls(createRandom(1), 1);
    if (!a) throw new Error('no call');
    const status = { state: 'closed', at: a.record.reportedAt, by: 'HOT' } as const;
    index.set(known({ id: 'first', record: { ...a.record, status } }));
    const again = {
      ...a.record,
      text: { zh: '上午打过了，说两小时来人' },
      reportedAt: (a.record.reportedAt + 20 * HOUR) as never,
    };
    expect(matchesOf(known({ id: 'again', record: again }), index)[0]).toMatchObject({ id: 'first', kind: 'repeat' });
  });

  it.each([
    ['other floors', '三楼停水', '五楼停水', 'otherFloor'],
    ['basement and floor', '地下二层进水', '二楼进水', 'otherFloor'],
    ['other victims', '老人被困', '有个小孩落水', 'otherVictim'],
    ['an injury that the other does not tell', '前面已经有人打过', '有人受伤流血', 'otherInjury'],
    ['floors in English', 'water on the 3rd floor', 'water on floor 5', 'otherFloor'],
  ])('K5 (rule 7): not merged for %s', (_name, a, b, because) => {
    expect(apartBecause(toldIn(a), toldIn(b)).map((reason) => reason.because)).toEqual([because]);
    expect(apartBecause(toldIn(a), toldIn(a))).toEqual([]);
  });

  it('K6 (rules 2 and 3): three at one place are a cluster with a lead; five in the same words are a campaign', () => {
    const index = new CaseIndex();
    const calls = madeCalls(createRandom(3), 1).slice(0, 1);
    const [base] = calls;
    if (!base) throw new Error('no call');
    const others = Array.from({ length: 5 }, (_, number) =>
      known({
        id: `c${number}`,
        record: {
          ...base.record,
          reportedAt: (base.record.reportedAt + number * 60_000) as never,
          callerPhone: `100${number}`,
        },
      }),
    );
    for (const other of others.slice(0, 2)) index.set(other);
    const third = others[2] as Known;
    expect(clusterOf(others[0] as Known, index)).toBeNull();
    index.set(third);
    expect(clusterOf(third, index)).toMatchObject({ lead: 'c0', cases: ['c0', 'c1', 'c2'] });
    expect(campaignOf(third, index)).toBeNull();
    for (const other of others.slice(3)) index.set(other);
    expect(campaignOf(others[4] as Known, index)?.cases).toHaveLength(5);
  });

  it('K7: the weights are what other made calls give', () => {
    const [same, other] = [new Map<string, number>(), new Map<string, number>()];
    const add = (to: Map<string, number>, what: string): void => void to.set(what, (to.get(what) ?? 0) + 1);
    const band = (bands: readonly (readonly [number, number])[], value: number): string =>
      String(bands.findIndex(([upTo]) => value <= upTo));
    for (const seed of ESTIMATED_ON) {
      const index = new CaseIndex();
      const happening = new Map<string, string>();
      for (const call of madeCalls(createRandom(seed))) {
        const now = known(call);
        happening.set(call.id, call.happening);
        for (const one of index.around(now).keys()) {
          const minutes = (now.at - one.at) / 60_000;
          const metres = now.where && one.where ? distance(now.where, one.where) : null;
          if (minutes > 360 || (metres ?? 0) > SAME_PLACE || apartBecause(now.told, one.told).length > 0) continue;
          const to = happening.get(one.id) === call.happening ? same : other;
          add(to, 'pairs');
          add(to, metres === null ? 'noPlace' : `place ${band(WEIGHTS.place, metres)}`);
          add(to, `time ${band(WEIGHTS.time, minutes)}`);
          add(to, `category ${now.category === one.category ? 'same' : 'other'}`);
        }
        index.set(now);
      }
    }
    const bits = (what: string): number => {
      const [m, u] = [same, other].map((of) => ((of.get(what) ?? 0) + 0.5) / (of.get('pairs') ?? 1)) as [
        number,
        number,
      ];
      return Math.log2(m / u);
    };
    const wanted: [string, number][] = [
      ['noPlace', WEIGHTS.noPlace],
      ['category same', WEIGHTS.category.same],
      ['category other', WEIGHTS.category.other],
      ...WEIGHTS.place.map(([, weight], place): [string, number] => [`place ${place}`, weight]),
      ...WEIGHTS.time.map(([, weight], place): [string, number] => [`time ${place}`, weight]),
    ];
    for (const [what, weight] of wanted) expect(Math.abs(bits(what) - weight), what).toBeLessThan(1);
    expect(Math.log2((same.get('pairs') ?? 0) / (other.get('pairs') ?? 1))).toBeCloseTo(WEIGHTS.prior, 0);
  });
});
