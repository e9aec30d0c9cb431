import { afterEach, describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import type { OpinionRow } from '../../../../shared/protocol/console-api/opinion-calls.ts';
import { opinion } from '../../testing/records.ts';
import { passOver, type Changed } from '../../queries/live-source.ts';
import { opinionSource } from './opinion-source.ts';

const T0 = 1_800_000_000_000;
const series = (counts: readonly number[]) =>
  counts.map((count, index) => ({ at: instant(T0 + index * 5 * MINUTE), count, negative: 0 }));
const row = (data: object): string => JSON.stringify({ id: 't1', rev: 1, feed: 'hotline', data });

describe('live query of public opinion', () => {
  const told: Changed[] = [];
  afterEach(() => void told.splice(0));
  const source = (json: string) =>
    opinionSource({
      pass: () => passOver([{ id: 't1', json }]),
      subscribe: (changed) => {
        told.push(changed);
        return () => undefined;
      },
    });

  it('O5: each row carries what its counts say, first and with each change', () => {
    const [first] = source(row(opinion({ series: series([0, 0, 0, 0, 0, 0, 40, 160, 300]) })))
      .pass()
      .next(10);
    const { assessment, data } = JSON.parse(first?.json ?? '{}') as OpinionRow;
    expect(data.subject).toEqual(opinion().subject);
    expect(assessment.points).toHaveLength(9);
    expect(assessment.bursts).toMatchObject([{ from: T0 + 30 * MINUTE, until: null, peak: 300 }]);
    expect(assessment.width).toBe(5 * MINUTE);

    const rows: (string | null)[] = [];
    source(row(opinion())).subscribe((_id, json) => rows.push(json()));
    told[0]?.('t1', () => row(opinion({ series: series([3, 3]) })));
    told[0]?.('t1', () => null);
    expect(JSON.parse(rows[0] ?? '{}')).toMatchObject({
      assessment: { bursts: [], points: [{ count: 3 }, { count: 3 }] },
    });
    expect(rows[1]).toBeNull();
  });

  it('O5: counts that cannot be read say nothing', () => {
    const [first] = source(row({ subject: { zh: '水' } }))
      .pass()
      .next(10);
    expect(JSON.parse(first?.json ?? '{}')).toMatchObject({ assessment: { points: [], bursts: [], negative: null } });
  });
});
