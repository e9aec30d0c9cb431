import { describe, expect, it } from 'vitest';
import type { MomentRow, MomentView } from '../../shared/protocol/console-api/moment.ts';
import { instant } from '../../shared/kit/time.ts';
import type { Link, Rows } from '../link/link.ts';
import { Clock } from './clock.ts';
import { Collections } from './collections.ts';
import { LiveCollection } from './live-collection.ts';
import { ShownMoment } from './moment.ts';

const PAST: MomentView = { state: 'past', anchor: instant(5_000), at: instant(5_000), speed: 0, complete: true };

function tell(rows: LiveCollection<MomentRow>, view: MomentView): void {
  const put = [{ id: 'moment', view, since: instant(1) }];
  rows.take({ put, remove: [], complete: true, restart: false });
}

describe('the moment of a window', () => {
  it('S7: follows the others, stays live when told to, and follows again after they were live', () => {
    const rows = new LiveCollection<MomentRow>();
    const moment = new ShownMoment(rows);
    tell(rows, PAST);
    expect(moment.past).toEqual(PAST);
    moment.link(false);
    expect([moment.past, moment.left]).toEqual([null, PAST]);
    tell(rows, { state: 'live' });
    tell(rows, PAST);
    expect([moment.past, moment.left]).toEqual([PAST, null]);
  });

  it('S7: the clock stands where the moment is, and tells its listeners at once', () => {
    const clock = new Clock();
    const heard: number[] = [];
    const stop = clock.subscribe(() => heard.push(clock.now));
    clock.show(instant(5_000));
    expect(heard.at(-1)).toBe(5_000);
    clock.show(null);
    expect(heard.at(-1)).toBeGreaterThan(1_700_000_000_000);
    stop();
  });
});

/** A link that keeps what was asked and lets the test answer. */
class AskedLink implements Pick<Link, 'watch'> {
  readonly open: { readonly name: string; readonly args: object; readonly onRows: (rows: Rows<never>) => void }[] = [];

  watch: Link['watch'] = (name, args, onRows) => {
    const asked = { name, args, onRows: onRows as (rows: Rows<never>) => void };
    this.open.push(asked);
    return () => this.open.splice(this.open.indexOf(asked), 1);
  };

  answer(name: string, put: readonly object[]): void {
    const asked = this.open.find((each) => each.name === name);
    asked?.onRows({ put: put as never[], remove: [], complete: true, restart: false });
  }
}

describe('collections of records', () => {
  it('S7: asks for the past under the same collection; the old rows stand until the answer, then go at once', () => {
    const link = new AskedLink();
    const collections = new Collections(link as unknown as Link);
    const incidents = collections.open('incidents', {});
    collections.open('seat', {});
    link.answer('incidents', [{ id: 'I-1' }, { id: 'I-2' }]);
    collections.setPast(instant(5_000));
    expect(link.open.map(({ name, args }) => [name, args])).toEqual([
      ['seat', {}],
      ['incidents', { past: 5_000 }],
    ]);
    expect([...incidents.rows.keys()]).toEqual(['I-1', 'I-2']);
    link.answer('incidents', [{ id: 'I-1' }]);
    expect([...incidents.rows.keys()]).toEqual(['I-1']);
    collections.setPast(null);
    expect(link.open.find(({ name }) => name === 'incidents')?.args).toEqual({});
  });

  it('S7: how a feed is now says nothing of how its rows were to be trusted then', () => {
    const link = new AskedLink();
    const collections = new Collections(link as unknown as Link);
    const feeds = collections.open('feeds', {});
    const row = { id: 'fire', status: { state: 'offline', since: 3, reason: 'line-lost', retryAt: null } };
    link.answer('feeds', [row]);
    expect(feeds.rows.get('fire')?.status.state).toBe('offline');
    collections.setPast(instant(5_000));
    link.answer('feeds', [row]);
    expect(feeds.rows.get('fire')?.status).toEqual({ state: 'live', since: 3 });
  });
});
