import { describe, expect, it } from 'vitest';
import { groupsOf, isLastGroup } from './fingerprint.ts';

describe('E1: a fingerprint is compared by what is heard', () => {
  it('comes in groups to read aloud', () => {
    expect(groupsOf('K7QF-2MXA-9TRC-H410')).toEqual(['K7QF', '2MXA', '9TRC', 'H410']);
  });

  it('agrees with the last group however it was written down', () => {
    for (const heard of ['H410', 'h410', ' H 4 1 0 ', 'H4IO', 'h4lo']) {
      expect(isLastGroup('K7QF-2MXA-9TRC-H410', heard), heard).toBe(true);
    }
  });

  it('agrees with nothing else', () => {
    for (const heard of ['', '-', 'H41', 'H4100', 'K7QF', 'K7QF-2MXA-9TRC-H410']) {
      expect(isLastGroup('K7QF-2MXA-9TRC-H410', heard), heard).toBe(false);
    }
    expect(isLastGroup('', '')).toBe(false);
  });
});
