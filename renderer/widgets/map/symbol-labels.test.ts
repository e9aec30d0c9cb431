import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import { createFormat } from '../../text/use-text.ts';
import { drawingsOf } from './symbol-item.ts';
import type { SymbolItem } from './symbol-item.ts';
import { labelsOf } from './symbol-labels.ts';
import { incidentRow, START, unitRow } from './symbol-rows.test-data.ts';
import type { Mark } from './symbol-scene.ts';

const words = { format: createFormat('zh'), now: START };
let order = 0;

function mark(row: SymbolItem['row'], topic: SymbolItem['topic'], part: Partial<Mark> = {}): Mark {
  const drawn = drawingsOf(row, START);
  if (!drawn) throw new Error('this row has a symbol');
  order += 1;
  const item: SymbolItem = {
    key: `${topic}:${row.id}`,
    topic,
    id: row.id,
    order,
    row,
    ...drawn,
    fromX: drawn.x,
    fromY: drawn.y,
    movedAt: -Infinity,
    group: null,
    leaf: null,
    alive: true,
  };
  return {
    family: item.family,
    item,
    count: 1,
    members: null,
    level: item.level,
    x: 0,
    y: 0,
    radius: 12,
    scale: 1,
    selected: false,
    dot: false,
    ...part,
  };
}

const fresh = () => null;

describe('labelsOf', () => {
  it('M11: far out only levels 1 and 2 are named, nearer all are, the graver first', () => {
    const marks = [4, 2, 3, 1].map((level) =>
      mark(incidentRow(`l${level}`, { level: level as 1, place: { zh: `地${level}` } }), 'incident'),
    );
    expect(labelsOf(marks, 12, words, fresh).map(({ text }) => text)).toEqual(['地1', '地2']);
    expect(labelsOf(marks, 14, words, fresh).map(({ text }) => text)).toEqual(['地1', '地2', '地3', '地4']);
  });

  it('M11: the selected incident and the units on their way to it are named at any zoom', () => {
    const task = { state: 'enRoute', since: START, incident: 'i', etaAt: instant(START + 240_000) } as const;
    const marks = [
      mark(unitRow('特勤 3', [117, 30], task), 'resource'),
      mark(unitRow('别处', [117, 30]), 'resource'),
      mark(incidentRow('i', { place: { zh: '江湾隧道' } }), 'incident', { selected: true }),
    ];
    expect(labelsOf(marks, 11, words, fresh).map(({ text }) => text)).toEqual(['江湾隧道', '特勤 3·4 分']);
  });

  it('M7: a stale sensor shows its age where it has no name yet', () => {
    const row: SymbolItem['row'] = {
      ...unitRow('s', [117, 30]),
      data: {
        form: 'sensor',
        kind: 'gauge',
        name: { zh: '水位站' },
        at: [117, 30],
        level: 0,
        reading: { value: 1, at: START },
        unit: 'm',
      },
    };
    expect(labelsOf([mark(row, 'resource')], 13, words, () => 780_000).map(({ text }) => text)).toEqual(['13 分前']);
    expect(labelsOf([mark(row, 'resource')], 14, words, fresh).map(({ text }) => text)).toEqual(['水位站 1 m']);
  });

  it('M11: long names end with …, in letters and not in bytes', () => {
    const long = mark(incidentRow('i', { level: 1, title: { zh: '𠮷'.repeat(20) } }), 'incident');
    expect(labelsOf([long], 12, words, fresh)[0]?.text).toBe(`${'𠮷'.repeat(11)}…`);
  });
});
