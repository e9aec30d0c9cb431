import { describe, expect, it } from 'vitest';
import type { TemplateTask } from '../../../shared/domain/plan-template.ts';
import { placeOf, ticksOf, timelineOf } from './timeline.ts';

function task(id: string, due: number | null, ...after: TemplateTask['after']) {
  return { id, due: { I: null, II: null, III: null, IV: due }, after };
}

describe('the timeline of a plan', () => {
  const tasks = [
    task('A', 20),
    task('B', 45, { task: 'A', link: 'FS' }),
    task('C', 30, { task: 'A', link: 'FS' }),
    task('D', 60, { task: 'B', link: 'SS' }, { task: 'C', link: 'FS' }),
    task('E', null, { task: 'A', link: 'FS' }),
    task('F', 25, { task: 'E', link: 'FS' }),
  ];

  it('TM4: a task begins when the last that it waits for is due or begins; what is not at the level does not count', () => {
    const { bars, end } = timelineOf(tasks, 'IV');
    expect(end).toBe(60);
    expect(bars.map(({ id, start, due }) => [id, start, due])).toEqual([
      ['A', 0, 20],
      ['B', 20, 45],
      ['C', 20, 30],
      ['D', 30, 60],
      ['F', 0, 25],
    ]);
  });

  it('TM4: the critical path leads from the beginning to the last deadline', () => {
    const { bars } = timelineOf(tasks, 'IV');
    expect(bars.filter(({ isCritical }) => isCritical).map(({ id }) => id)).toEqual(['A', 'C', 'D']);
    expect(bars.find(({ id }) => id === 'D')?.after).toEqual([
      { task: 'B', link: 'SS', isCritical: false },
      { task: 'C', link: 'FS', isCritical: true },
    ]);
  });

  it('TM4: a deadline before that of a predecessor, a circle and an empty level end well', () => {
    const tight = timelineOf([task('A', 30), task('B', 10, { task: 'A', link: 'FS' })], 'IV');
    expect(tight.bars[1]).toMatchObject({ start: 10, due: 10 });
    const ring = [task('A', 10, { task: 'B', link: 'SS' }), task('B', 20, { task: 'A', link: 'SS' })];
    expect(timelineOf(ring, 'IV').bars).toHaveLength(2);
    expect(timelineOf(tasks, 'I')).toEqual({ bars: [], end: 0 });
  });

  it('TM4: marks of the axis keep apart, from minutes to days', () => {
    for (const end of [5, 60, 120, 2_880, 4_320]) {
      const places = [0, ...ticksOf(end).map((tick) => placeOf(tick, end))];
      for (const [index, place] of places.entries()) {
        if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(0.2);
      }
    }
    expect(ticksOf(60)).toEqual([5, 15, 30, 60]);
    expect(ticksOf(720)).toEqual([30, 120, 480]);
  });
});
