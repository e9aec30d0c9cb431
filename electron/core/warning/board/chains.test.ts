import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../../shared/kit/time.ts';
import { isNotice, replaces, type ChainLink } from './chain-rules.ts';
import { Chains, type Past } from './chains.ts';

/** The rules in the plain: all messages, each time anew. */
function resolve(all: ReadonlyMap<string, ChainLink>): Map<string, Past> {
  const bearers = new Map<string, readonly [string, ChainLink]>();
  for (const [id, link] of [...all].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!bearers.has(link.identifier)) bearers.set(link.identifier, [id, link]);
  }
  const replaced = new Set<string>();
  for (const [id, link] of bearers.values()) {
    for (const reference of link.references) {
      const earlier = bearers.get(reference);
      if (!earlier) continue;
      if (isNotice(link)) replaced.add(id);
      else if (replaces(link, earlier[1])) replaced.add(earlier[0]);
    }
  }
  const current = new Map<string, Past>();
  for (const [id, head] of bearers.values()) {
    if (replaced.has(id)) continue;
    const seen = new Set([head.identifier]);
    const before: (readonly [string, ChainLink])[] = [];
    const missing: string[] = [];
    const walk = (references: readonly string[]): void => {
      for (const reference of references) {
        if (seen.has(reference)) continue;
        seen.add(reference);
        const earlier = bearers.get(reference);
        if (!earlier) missing.push(reference);
        else if (isNotice(head) || replaces(head, earlier[1])) {
          before.push(earlier);
          walk(earlier[1].references);
        }
      }
    };
    walk(head.references);
    before.sort(([a, x], [b, y]) => y.sentAt - x.sentAt || (a < b ? 1 : -1));
    current.set(id, { before: before.map(([earlier]) => earlier), missing });
  }
  return current;
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'never'];
const link: fc.Arbitrary<ChainLink> = fc.record({
  identifier: fc.constantFrom(...names.slice(0, 6)),
  sentAt: fc.integer({ min: 1, max: 4 }).map((at) => instant(at)),
  status: fc.constantFrom('Actual', 'Actual', 'Actual', 'Exercise'),
  msgType: fc.constantFrom('Alert', 'Update', 'Update', 'Cancel', 'Ack', 'Error'),
  references: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
  level: fc.constantFrom(0, 1, 2, 3, 4),
});
const act = fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), link: fc.option(link, { freq: 4 }) });

describe('chains of messages', () => {
  it('B1: kept by single changes they are what all messages together say, and every row that changed is named', () => {
    let heads = 0;
    let chained = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 40, size: 'max' }), (acts) => {
        const chains = new Chains();
        const all = new Map<string, ChainLink>();
        let shown = new Map<string, Past>();
        for (const { id, link: message } of acts) {
          const touched = message ? chains.put(id, message) : chains.remove(id);
          if (message) all.set(id, message);
          else all.delete(id);
          const wanted = resolve(all);
          for (const one of new Set([...wanted.keys(), ...shown.keys(), id])) {
            expect(chains.isCurrent(one), `${one} current`).toBe(wanted.has(one));
            const past = wanted.get(one);
            if (past) {
              const { before, missing } = chains.pastOf(one);
              expect({ before, missing: missing.toSorted() }).toEqual({
                before: past.before,
                missing: past.missing.toSorted(),
              });
              heads += 1;
              if (past.before.length > 0) chained += 1;
            }
            if (JSON.stringify(past) !== JSON.stringify(shown.get(one))) expect(touched, `${one} told`).toContain(one);
          }
          shown = wanted;
        }
      }),
      { numRuns: 200 },
    );
    // What never happened was not put to the test.
    expect(chained).toBeGreaterThan(300);
    expect(heads).toBeGreaterThan(chained);
  });

  it('B1: an update for an identifier that never came stands, and says what is missing; it is found when it comes late', () => {
    const chains = new Chains();
    const base = { status: 'Actual', msgType: 'Update', references: [] as string[], level: 3 } as const;
    chains.put('u', { ...base, identifier: 'u', sentAt: instant(5), references: ['first'] });
    expect(chains.isCurrent('u')).toBe(true);
    expect(chains.pastOf('u')).toEqual({ before: [], missing: ['first'] });
    const touched = chains.put('f', { ...base, identifier: 'first', sentAt: instant(1) });
    expect(touched).toEqual(new Set(['f', 'u']));
    expect(chains.isCurrent('f')).toBe(false);
    expect(chains.pastOf('u')).toEqual({ before: ['f'], missing: [] });
  });

  it('B2: a drill replaces nothing that is meant, whatever it refers to', () => {
    const chains = new Chains();
    const base = { msgType: 'Alert', references: [] as string[], level: 1 } as const;
    chains.put('real', { ...base, identifier: 'real', sentAt: instant(1), status: 'Actual' });
    chains.put('drill', {
      ...base,
      identifier: 'drill',
      sentAt: instant(2),
      status: 'Exercise',
      msgType: 'Cancel',
      references: ['real'],
    });
    expect(chains.isCurrent('real')).toBe(true);
    expect(chains.pastOf('drill').before).toEqual([]);
  });

  it('B3: one more message costs what hangs together with it: in 10,000 it touches itself and what it names', () => {
    const chains = new Chains();
    const base = { status: 'Actual', msgType: 'Update', level: 3 } as const;
    for (let index = 0; index < 10_000; index += 1) {
      const touched = chains.put(`m${index}`, {
        ...base,
        identifier: `m${index}`,
        sentAt: instant(index),
        references: index % 2 === 0 ? [] : [`m${index - 1}`],
      });
      expect(touched.size).toBeLessThanOrEqual(2);
    }
  });
});
