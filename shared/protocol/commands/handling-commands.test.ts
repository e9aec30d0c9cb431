import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handling, type Handling } from '../../domain/handling.ts';
import { instant } from '../../kit/time.ts';
import type { AuthorityMatrix } from '../authority.ts';
import type { Command } from '../feed/command.ts';
import { merge } from '../merge.ts';
import { COMMAND_TYPES } from './command-types.ts';
import { decide, type Decision } from './decide.ts';

const NOW = instant(1_750_000_000_000);
const matrix: AuthorityMatrix = {
  version: 1,
  authorities: { all: { name: { zh: '', en: '' }, may: [...COMMAND_TYPES] } },
};
const ALERT = { level: 3 };

/** A feed with one alert, and what is done about it. */
class Feed {
  rev = 0;
  data: Record<string, unknown> | null = null;
  level = 3;
  #given = 0;

  /** @param seen revision and values that were on the screen. */
  give(
    type: string,
    payload: object,
    officer = 'lin',
    seen: Partial<Command> = { expectedRev: this.rev || null },
  ): Decision {
    this.#given += 1;
    const command: Command = {
      commandId: `command-${this.#given}`,
      stationId: 'S1',
      stationSeq: this.#given,
      actor: { officer, post: `POST-${officer}`, station: 'S1', authority: 'all' },
      type,
      topic: 'handling',
      entityId: 'w1',
      payload,
      expectedRev: null,
      issuedAt: instant(NOW + this.#given),
      expiresAt: instant(NOW + 600_000),
      ...seen,
    };
    const decision = decide(command, {
      now: NOW,
      matrix,
      head: this.rev,
      find: (topic, id) => {
        if (topic === 'alert')
          return id === 'w1' ? { rev: 1, data: { ...ALERT, level: this.level }, handOf: () => undefined } : undefined;
        return topic === 'handling' && this.rev > 0
          ? { rev: this.rev, data: this.data, handOf: () => undefined }
          : undefined;
      },
    });
    for (const effect of decision.effects) {
      if (effect.topic !== 'handling') continue;
      this.data = effect.op === 'put' ? { ...effect.data } : merge('handling', this.data, effect.data);
      this.rev += 1;
    }
    return decision;
  }

  get now(): Handling {
    return handling.parse(this.data);
  }
}

const NOTHING = { expectedRev: null, base: { status: { state: 'new' } } } as const;

describe('a command that amends, or begins', () => {
  it('C6: begins where there is none and amends where there is one, whether its revision is null or a number', () => {
    for (const seen of [{ expectedRev: null }, { expectedRev: 7, base: NOTHING.base }]) {
      const feed = new Feed();
      expect(feed.give('warning.acknowledge', { disposition: 'some' }, 'lin', seen).answer.outcome).toBe('accepted');
      expect(feed.now.status).toMatchObject({ state: 'acknowledged', officer: 'lin', post: 'POST-lin' });
    }
    const feed = new Feed();
    feed.give('warning.assign', { to: 'WRB-DO' }, 'gu');
    const { answer } = feed.give('warning.acknowledge', { disposition: 'some' }, 'lin', NOTHING);
    expect(answer).toMatchObject({ outcome: 'accepted', merged: true });
    expect(feed.now).toMatchObject({ assignee: { to: 'WRB-DO' }, status: { state: 'acknowledged' } });
  });

  it('C6, N2: two who saw nothing: the same finding is one, with the first hand; another finding collides', () => {
    const feed = new Feed();
    feed.give('warning.acknowledge', { disposition: 'some' }, 'lin', NOTHING);
    expect(feed.give('warning.acknowledge', { disposition: 'some' }, 'gu', NOTHING).answer.outcome).toBe('accepted');
    expect(feed.now.status).toMatchObject({ officer: 'lin' });
    // Also when an older console sends no base.
    for (const seen of [NOTHING, { expectedRev: null }]) {
      const { answer, effects } = feed.give('warning.acknowledge', { disposition: 'noImpact' }, 'gu', seen);
      expect(answer.outcome).toBe('conflict');
      expect(effects[0]).toMatchObject({ op: 'put', topic: 'conflict', data: { topic: 'handling', entity: 'w1' } });
    }
    expect(feed.now.status).toMatchObject({ disposition: 'some' });
  });

  it('C6: of an alert that is not there nothing is done', () => {
    const feed = new Feed();
    const { answer } = feed.give('warning.note', { text: { zh: '记' } }, 'lin', { entityId: 'w9' });
    expect(answer).toMatchObject({ outcome: 'rejected', code: 'unknown-entity' });
  });

  it('C2: what only adds commutes: seen, notes, ties and rungs of many, in any order, are all there once', () => {
    const act = fc.record({
      type: fc.constantFrom('see', 'tie', 'escalate', 'join'),
      who: fc.constantFrom('lin', 'gu', 'xu'),
      what: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 20 }), (acts) => {
        const feed = new Feed();
        for (const { type, who, what } of acts) {
          const payload = {
            see: {},
            tie: { incident: `i${what}` },
            escalate: { rung: what, to: 'CCC-DL', run: 0 },
            join: { others: [`p${what}`] },
          }[type];
          expect(feed.give(`warning.${type}`, payload, who, { expectedRev: null }).answer.outcome).toBe('accepted');
        }
        const all = (type: string, of: (one: (typeof acts)[number]) => unknown): unknown[] =>
          [...new Set(acts.filter((one) => one.type === type).map(of))].toSorted();
        const { seenBy = [], incidents = [], escalations = [], parts = [] } = feed.now;
        expect(seenBy.map(({ officer }) => officer).toSorted()).toEqual(all('see', ({ who }) => who));
        expect(incidents.toSorted()).toEqual(all('tie', ({ what }) => `i${what}`));
        expect(escalations.map(({ rung }) => rung).toSorted()).toEqual(all('escalate', ({ what }) => what));
        expect(parts.toSorted()).toEqual(all('join', ({ what }) => `p${what}`));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is done about a warning', () => {
  it('N3: a rung that comes after somebody took it, or of a run that is over, sets nothing and is no refusal', () => {
    const feed = new Feed();
    feed.give('warning.acknowledge', { disposition: 'some' });
    expect(feed.give('warning.escalate', { rung: 0, to: 'CCC-DL', run: 0 }).answer.outcome).toBe('accepted');
    expect(feed.now.escalations).toBeUndefined();
    feed.give('warning.reopen', {});
    feed.give('warning.escalate', { rung: 0, to: 'CCC-DL', run: 0 });
    expect(feed.now.escalations).toBeUndefined();
    const { status } = feed.now;
    feed.give('warning.escalate', { rung: 0, to: 'CCC-DL', run: status.state === 'new' ? (status.since ?? 0) : 0 });
    expect(feed.now.escalations).toHaveLength(1);
    // Who opens it does not begin it anew.
    feed.give('warning.see', {});
    expect(feed.now.status).toMatchObject({ state: 'seen', since: expect.any(Number) });
  });

  it('N10: asked again only where it is graver than what was taken; taken anew it is taken at the new level', () => {
    const feed = new Feed();
    feed.give('warning.acknowledge', { disposition: 'some' });
    expect(feed.now.status).toMatchObject({ level: 3 });
    feed.level = 4;
    feed.give('warning.askAgain', {});
    expect(feed.now.status.state).toBe('acknowledged');
    feed.level = 1;
    feed.give('warning.askAgain', {});
    expect(feed.now.status).toMatchObject({ state: 'new', graver: true });
    feed.give('warning.acknowledge', { disposition: 'some' }, 'gu');
    expect(feed.now.status).toMatchObject({ level: 1, officer: 'gu' });
    feed.give('warning.askAgain', {});
    expect(feed.now.status.state).toBe('acknowledged');
  });

  it('N5: red is not put off, nor anything to a time that has passed', () => {
    const feed = new Feed();
    expect(feed.give('warning.snooze', { until: NOW }).answer).toMatchObject({ code: 'snooze-past' });
    feed.level = 1;
    expect(feed.give('warning.snooze', { until: 'update' }).answer).toMatchObject({ code: 'warning-red-not-snoozed' });
  });

  it('N8: joined and taken back it is one that nobody has; a closed one is opened again first', () => {
    const feed = new Feed();
    feed.give('warning.joinInto', { into: 'w2' });
    expect(feed.give('warning.acknowledge', { disposition: 'some' }).answer).toMatchObject({ code: 'warning-joined' });
    feed.give('warning.leave', {});
    expect(feed.now.status).toMatchObject({ state: 'new' });
    feed.give('warning.close', { reason: { zh: '雨停' } });
    for (const [type, payload] of [['acknowledge', { disposition: 'some' }], ['assign', { to: 'X' }], ['joinInto', { into: 'w2' }]] as const) {
      expect(feed.give(`warning.${type}`, payload).answer).toMatchObject({ code: 'warning-closed' });
    } // prettier-ignore
    feed.give('warning.reopen', {});
    expect(feed.give('warning.acknowledge', { disposition: 'some' }).answer.outcome).toBe('accepted');
    expect(feed.give('warning.leave', {}).answer).toMatchObject({ code: 'warning-not-joined' });
    expect(feed.give('warning.joinInto', { into: 'w1' }).answer).toMatchObject({ code: 'warning-into-itself' });
  });
});
