import { describe, expect, it } from 'vitest';
import { alert as alertSchema, type Alert } from '../../domain/alert.ts';
import { messageOf } from '../../domain/alert-message.ts';
import { release as releaseSchema, type Release } from '../../domain/release.ts';
import { HOUR, instant, MINUTE } from '../../kit/time.ts';
import type { AuthorityMatrix } from '../authority.ts';
import type { Command } from '../feed/command.ts';
import { COMMAND_TYPES } from './command-types.ts';
import { decide, type Standing } from './decide.ts';
import { merge } from '../merge.ts';
import { isTopic } from '../../domain/topics.ts';
import { faultsOfRelease } from '../release/release-faults.ts';
import type { NewRelease } from './release-commands.ts';

/** 2025-06-15 23:06:40 in Beijing. */
const NOW = instant(1_750_000_000_250);
const ID = '99010000000000_20250615230640_3';
const NEXT = '99010000000000_20250615233000_1';
const RING: [number, number][] = [[117.6, 30.3], [117.61, 30.3], [117.61, 30.31], [117.6, 30.3]]; // prettier-ignore
const DRAFT = {
  publisher: {
    sender: 'warning@city.example',
    name: { zh: '临江市预警中心', en: 'Linjiang Warning Centre' },
    code: '99010000000000',
    offset: 480,
  },
  kind: { is: 'first' },
  reality: 'Actual',
  event: { zh: '内涝' },
  eventCode: '11A02',
  category: 'Met',
  colour: 'orange',
  severity: 'Severe',
  urgency: 'Immediate',
  certainty: 'Observed',
  headline: { zh: '柳浦区内涝橙色预警' },
  description: { zh: '滨江路下穿积水 0.6 米，仍在上涨。' },
  todo: { zh: '请绕行滨江路，低洼处居民到二楼以上。' },
  avoid: { zh: '不要驾车或步行进入下穿通道。' },
  nextWordAt: instant(NOW + HOUR),
  onsetAt: NOW,
  expiresAt: instant(NOW + 6 * HOUR),
  areas: [{ name: { zh: '柳浦区滨江路' }, polygons: [RING], circles: [], geocodes: [] }],
} as unknown as NewRelease;

const matrix: AuthorityMatrix = {
  version: 1,
  authorities: {
    chief: { name: { zh: '', en: '' }, may: [...COMMAND_TYPES] },
    writer: {
      name: { zh: '', en: '' },
      may: ['release.draft', 'release.change', 'release.submit', 'release.withdraw'],
    },
  },
};

/** A feed of one hub, decided by the real rules. */
class Feed {
  readonly entities = new Map<string, { rev: number; data: Record<string, unknown> }>();
  #count = 0;

  give(type: string, payload: unknown = {}, part: Partial<Command> & { officer?: string } = {}) {
    const { officer = 'lin', ...rest } = part;
    this.#count += 1;
    const entityId = part.entityId ?? ID;
    const command: Command = {
      commandId: `command-${this.#count}`,
      stationId: 'S1',
      stationSeq: this.#count,
      actor: { officer, post: 'DO1', station: 'S1', authority: 'chief' },
      type,
      topic: 'release',
      entityId,
      payload,
      expectedRev: type === 'release.draft' ? null : (this.entities.get(`release ${entityId}`)?.rev ?? 1),
      issuedAt: NOW,
      expiresAt: instant(NOW + MINUTE),
      ...rest,
    };
    const { answer, effects } = decide(command, {
      now: NOW,
      head: 0,
      matrix,
      find: (topic, id): Standing | undefined => {
        const found = this.entities.get(`${topic} ${id}`);
        return found && { rev: found.rev, data: found.data, handOf: () => undefined };
      },
    });
    for (const { op, topic, id, data } of effects) {
      const key = `${topic} ${id}`;
      const before = this.entities.get(key);
      if (!isTopic(topic)) throw new Error(topic);
      const record = op === 'put' ? data : merge(topic, before?.data ?? {}, data as object);
      this.entities.set(key, { rev: (before?.rev ?? 0) + 1, data: record as Record<string, unknown> });
    }
    return answer.outcome === 'rejected' ? answer.code : answer.outcome;
  }

  release(id = ID): Release {
    return releaseSchema.parse(this.entities.get(`release ${id}`)?.data);
  }

  alert(id = ID): Alert | undefined {
    const found = this.entities.get(`alert ${id}`);
    return found && alertSchema.parse(found.data);
  }

  /** Drafted by lin, submitted by him, approved by gu. */
  released(payload: NewRelease = DRAFT, id = ID): this {
    const given = { entityId: id };
    const steps = [
      this.give('release.draft', payload, given),
      this.give('release.submit', {}, given),
      this.give('release.approve', {}, { ...given, officer: 'gu' }),
    ];
    expect(steps).toEqual(['accepted', 'accepted', 'accepted']);
    return this;
  }
}

describe('release', () => {
  it('RE1: approval puts the alert with it, under the one identifier, and never a second time', () => {
    const feed = new Feed().released();
    expect(feed.release().status).toEqual({
      state: 'released',
      since: instant(1_750_000_000_000),
      by: { officer: 'gu', post: 'DO1', at: NOW },
    });
    const sent = feed.alert();
    expect(sent).toMatchObject({ identifier: ID, msgType: 'Alert', colour: 'orange', level: 2, origin: 'own' });
    expect(sent && messageOf(sent)).toMatchObject({
      sent: '2025-06-15T23:06:40+08:00',
      infos: [{ instruction: expect.stringContaining('下次消息：6月16日00时06分') as string }],
    });
    expect(feed.give('release.approve', {}, { officer: 'gu' })).toBe('release-is-released');
    expect(feed.give('release.change', { ...content(DRAFT), headline: { zh: 'x' } })).toBe('release-is-released');
    expect(feed.give('release.withdraw')).toBe('release-is-released');
  });

  it('RE1: an alert that is there under the identifier is not written over', () => {
    const feed = new Feed();
    feed.give('release.draft', DRAFT);
    feed.give('release.submit');
    feed.entities.set(`alert ${ID}`, { rev: 1, data: {} });
    expect(feed.give('release.approve', {}, { officer: 'gu' })).toBe('release-sent-already');
  });

  it('RE2: nobody approves or rejects what he worded, changed or handed in', () => {
    const feed = new Feed();
    feed.give('release.draft', DRAFT);
    feed.give('release.change', content(DRAFT), { officer: 'zhou' });
    feed.give('release.submit', {}, { officer: 'tang' });
    for (const officer of ['lin', 'zhou', 'tang']) {
      expect(feed.give('release.approve', {}, { officer })).toBe('release-own');
      expect(feed.give('release.sendBack', { reason: { zh: '不妥' } }, { officer })).toBe('release-own');
    }
    expect(feed.give('release.approve', {}, { officer: 'gu' })).toBe('accepted');
  });

  it('RE3: who may word it may not by that release it', () => {
    const feed = new Feed();
    feed.give('release.draft', DRAFT);
    feed.give('release.submit');
    const actor = { officer: 'gu', post: 'DO3', station: 'S1', authority: 'writer' };
    expect(feed.give('release.approve', {}, { actor })).toBe('not-authorised');
    expect(feed.alert()).toBeUndefined();
  });

  it('RE4: a rejected one is worded anew and goes the whole way again', () => {
    const feed = new Feed();
    feed.give('release.draft', DRAFT);
    expect(feed.give('release.approve', {}, { officer: 'gu' })).toBe('release-is-drafted');
    feed.give('release.submit');
    expect(feed.give('release.sendBack', { reason: { zh: '范围太大' } }, { officer: 'gu' })).toBe('accepted');
    expect(feed.give('release.approve', {}, { officer: 'gu' })).toBe('release-is-rejected');
    const { description: _, ...shorter } = content({ ...DRAFT, colour: 'blue' });
    expect(feed.give('release.change', shorter)).toBe('accepted');
    expect(feed.release()).not.toHaveProperty('description');
    expect(feed.release().status.state).toBe('drafted');
    feed.give('release.submit');
    expect(feed.give('release.approve', {}, { officer: 'gu' })).toBe('accepted');
  });

  it.each<[string, Partial<NewRelease>, string]>([
    ['place', { areas: [] }, 'release-area-missing'],
    [
      'place on a map',
      { areas: [{ name: { zh: '城里' }, polygons: [], circles: [], geocodes: [] }] },
      'release-area-nowhere',
    ],
    ['time', { onsetAt: undefined }, 'release-onset-missing'],
    ['end', { expiresAt: undefined }, 'release-expires-missing'],
    ['what to do', { todo: undefined }, 'release-todo-missing'],
    ['what not to do', { avoid: { zh: ' ' } }, 'release-avoid-missing'],
    ['next word', { nextWordAt: undefined }, 'release-next-word-missing'],
    ['next word, in the past', { nextWordAt: NOW }, 'release-next-word-past'],
    ['what happens', { description: undefined }, 'release-description-missing'],
    ['an end to come', { expiresAt: NOW }, 'release-expires-past'],
    ['an end after its onset', { onsetAt: instant(NOW + 7 * HOUR) }, 'message-expires-too-early'],
    ['a whole translation', { event: { zh: '内涝', en: 'Flood' } }, 'release-english-part'],
  ])('RE5: a yellow one or graver without %s is not handed in', (_what, part, code) => {
    const feed = new Feed();
    expect(feed.give('release.draft', stripped({ ...DRAFT, ...part }))).toBe('accepted');
    expect(feed.give('release.submit')).toBe(code);
  });

  it('RE5: a blue one may be short; what was in time at hand-in may be late at approval', () => {
    const { todo: _t, avoid: _a, nextWordAt: _n, onsetAt: _o, description: _d, ...short } = DRAFT;
    new Feed().released({ ...short, colour: 'blue' });
    const feed = new Feed();
    feed.give('release.draft', DRAFT);
    feed.give('release.submit');
    const late = { officer: 'gu', issuedAt: instant(NOW + 7 * HOUR), expiresAt: instant(NOW + 8 * HOUR) };
    expect(feed.give('release.approve', {}, late)).toBe('release-expires-past');
  });

  it('RE6: a drill stays one: not by changing it, not from a drill, not in a chain, and each text says so', () => {
    const feed = new Feed();
    feed.entities.set('alert A', { rev: 1, data: { status: 'Exercise' } });
    expect(feed.give('release.draft', { ...DRAFT, basis: { topic: 'alert', id: 'A' } })).toBe('release-drill-locked');
    feed.released({ ...DRAFT, reality: 'Exercise', basis: { topic: 'alert', id: 'A' } } as NewRelease);
    expect(feed.alert()).toMatchObject({ status: 'Exercise', headline: { zh: '【演练】柳浦区内涝橙色预警' } });
    expect(feed.alert()?.instruction?.zh).toMatch(/^【演练】/);
    expect(feed.alert()?.description?.zh).toMatch(/^【演练】/);
    expect(feed.alert()?.event.zh).toBe('【演练】内涝');
    const real = { ...DRAFT, kind: { is: 'cancel', of: ID }, reason: { zh: '水退' } };
    expect(feed.give('release.draft', real, { entityId: NEXT })).toBe('release-drill-locked');
    expect(feed.give('release.change', { ...content(DRAFT), reality: 'Actual' }, { entityId: ID })).toBe('bad-payload');
  });

  it('RE7: an update and a cancel refer to all before them; each is replaced once', () => {
    const feed = new Feed().released();
    const update = { ...DRAFT, kind: { is: 'update', of: ID }, reason: { zh: '水位又涨' } } as NewRelease;
    feed.give('release.draft', update, { entityId: 'other-update' });
    feed.give('release.submit', {}, { entityId: 'other-update' });
    feed.released(update, NEXT);
    expect(feed.release().replacedBy).toBe(NEXT);
    expect(feed.give('release.approve', {}, { entityId: 'other-update', officer: 'gu' })).toBe('release-replaced');
    expect(feed.give('release.draft', update, { entityId: 'late' })).toBe('release-replaced');

    const { todo: _t, avoid: _a, nextWordAt: _n, ...rest } = DRAFT;
    const cancel = { ...rest, kind: { is: 'cancel', of: NEXT }, reason: { zh: '积水已退' } } as NewRelease;
    feed.released(cancel, 'last');
    expect(feed.alert('last')).toMatchObject({ msgType: 'Cancel', references: [ID, NEXT] });
    const sent = feed.alert('last');
    expect(sent && messageOf(sent).references?.[0]).toEqual({
      sender: 'warning@city.example',
      identifier: ID,
      sent: '2025-06-15T23:06:40+08:00',
    });
    expect(feed.give('release.draft', { ...update, kind: { is: 'update', of: 'last' } }, { entityId: 'x' })).toBe(
      'release-cancelled',
    );
    expect(feed.give('release.draft', { ...update, kind: { is: 'update', of: 'none' } }, { entityId: 'x' })).toBe(
      'release-before-unknown',
    );
  });

  it('RE8: a text that changed under the eyes of who approves is not approved, nor merged', () => {
    const feed = new Feed();
    feed.give('release.draft', DRAFT);
    feed.give('release.submit');
    const seen = feed.entities.get(`release ${ID}`)?.rev ?? 0;
    feed.give('release.sendBack', { reason: { zh: '改级' } }, { officer: 'gu' });
    feed.give('release.change', content({ ...DRAFT, colour: 'red' }));
    feed.give('release.submit');
    expect(feed.give('release.approve', {}, { officer: 'gu', expectedRev: seen })).toBe('release-moved');
    expect(feed.alert()).toBeUndefined();
  });

  it('RE5: every fault of a form is found at once', () => {
    const bare = stripped({ ...DRAFT, event: { en: '' }, headline: { zh: '' }, areas: [], todo: undefined });
    const record = { ...bare, references: [], writtenBy: [], status: { state: 'drafted', since: NOW } };
    expect(faultsOfRelease(ID, record as unknown as Release, NOW)).toEqual([
      'release-event-missing',
      'release-headline-missing',
      'release-area-missing',
      'release-todo-missing',
    ]);
  });
});

function content({ publisher: _p, kind: _k, reality: _r, basis: _b, ...rest }: NewRelease) {
  return rest;
}

/** Without what is undefined: a payload is JSON. */
function stripped<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
