import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import { parseEntryTime } from './entry-time.ts';

const at = (text: string) => instant(new Date(`2026-07-18T${text}`).getTime());
const yesterday = (text: string) => instant(new Date(`2026-07-17T${text}`).getTime());
const NOW = at('03:12:40');

describe('JO8: the time of an entry as it is typed', () => {
  it.each([
    ['', NOW],
    ['-5', at('03:07:40')],
    ['−5', at('03:07:40')],
    ['－12', at('03:00:40')],
    ['03:05', at('03:05:00')],
    ['3：05', at('03:05:00')],
    ['0305', at('03:05:00')],
    // Not three in the morning of tomorrow: the evening before.
    ['23:50', yesterday('23:50:00')],
    // The next minute has begun on somebody's watch.
    ['03:13', NOW],
    ['03:12', at('03:12:00')],
  ])('%j is read', (text, wanted) => {
    expect(parseEntryTime(text, NOW)).toBe(wanted);
  });

  it.each(['24:00', '3:60', '5', 'soon', '+5', '--5', '12:5'])('%j is not understood', (text) => {
    expect(parseEntryTime(text, NOW)).toBeNull();
  });
});
