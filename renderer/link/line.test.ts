import { describe, expect, it, vi } from 'vitest';
import { MAX_LINK_BYTES, type LinkDown, type LinkUp } from '../../shared/protocol/console-api/link.ts';
import type { LinkState, Rows } from './link.ts';
import { Line } from './line.ts';
import { createPortTransport } from './port-link.ts';

function setUp() {
  const sent: LinkUp[] = [];
  let enter: (state: LinkState) => void = () => undefined;
  let receive: (message: string) => void = () => undefined;
  const line = new Line({
    send: (message) => sent.push(JSON.parse(message) as LinkUp),
    onMessage: (listener) => {
      receive = listener;
    },
    onState: (listener) => {
      enter = listener;
    },
  });
  const say = (message: LinkDown): void => receive(JSON.stringify(message));
  return { line, sent, say, enter: (state: LinkState) => enter(state) };
}

describe('the line', () => {
  it('L1: a call waits for the first connection, and gets its own answer', async () => {
    const { line, sent, say, enter } = setUp();
    const first = line.call('session', {});
    const second = line.call('cityMap', {});
    expect(sent).toEqual([]);
    enter('open');
    expect(sent.map((message) => [message.t, message.id])).toEqual([
      ['call', 1],
      ['call', 2],
    ]);
    say({ t: 'answer', id: 2, ok: true, value: null });
    say({ t: 'answer', id: 1, ok: false, problem: { code: 'no', origin: 'test' } });
    await expect(second).resolves.toBeNull();
    await expect(first).rejects.toMatchObject({ problem: { code: 'no' } });
  });

  it('L2: when the line is lost its calls are refused, and so are new ones', async () => {
    const { line, enter } = setUp();
    enter('open');
    const pending = line.call('session', {});
    enter('lost');
    await expect(pending).rejects.toMatchObject({ problem: { code: 'line-lost', origin: 'link' } });
    await expect(line.call('session', {})).rejects.toMatchObject({ problem: { code: 'line-lost' } });
    expect(line.state).toBe('lost');
  });

  it('L3: watches start again by themselves, and their first rows say so, once', () => {
    const { line, sent, say, enter } = setUp();
    const got: Rows<{ id: string }>[] = [];
    line.watch('feeds', {}, (rows) => got.push(rows));
    enter('open');
    const rows = (complete: boolean): LinkDown => ({
      t: 'rows',
      id: 1,
      put: [{ id: 'fire' }],
      remove: [],
      complete,
      total: 1,
    });
    say(rows(true));
    enter('lost');
    enter('open');
    expect(sent.filter((message) => message.t === 'watch').map((message) => message.id)).toEqual([1, 1]);
    say(rows(false));
    say(rows(true));
    expect(got.map(({ restart, complete }) => [restart, complete])).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ]);
  });

  it('L3: a watch that was ended stays ended, on the line and after its return', () => {
    const { line, sent, say, enter } = setUp();
    enter('open');
    const onRows = vi.fn();
    const end = line.watch('feeds', {}, onRows);
    end();
    end();
    expect(sent.map((message) => message.t)).toEqual(['watch', 'unwatch']);
    say({ t: 'rows', id: 1, put: [], remove: [], complete: true });
    enter('lost');
    const endWhileLost = line.watch('feeds', {}, onRows);
    endWhileLost();
    enter('open');
    expect(sent).toHaveLength(2);
    expect(onRows).not.toHaveBeenCalled();
  });

  it('L4: a watch that the core ends says why', () => {
    const { line, say, enter } = setUp();
    const onEnded = vi.fn();
    line.watch('feeds', {}, () => undefined, onEnded);
    enter('open');
    say({ t: 'ended', id: 1, problem: { code: 'bad-args', origin: 'api' } });
    expect(onEnded).toHaveBeenCalledExactlyOnceWith({ code: 'bad-args', origin: 'api' });
  });

  it('L5: what is too large is refused before it is sent, counted in bytes', async () => {
    const { line, sent, enter } = setUp();
    enter('open');
    const han = '汉'.repeat(MAX_LINK_BYTES / 2);
    await expect(line.call('setPreference', { key: 'k', value: han })).rejects.toMatchObject({
      problem: { code: 'message-too-large' },
    });
    expect(sent).toEqual([]);
    void line.call('setPreference', { key: 'k', value: 'x'.repeat(MAX_LINK_BYTES / 2) });
    expect(sent).toHaveLength(1);
  });

  it('tells its state to whoever listens, watches first', () => {
    const { line, sent, enter } = setUp();
    line.watch('feeds', {}, () => undefined);
    const heard: [LinkState, number][] = [];
    const end = line.onState((state) => heard.push([state, sent.length]));
    enter('open');
    enter('lost');
    end();
    enter('open');
    expect(heard).toEqual([
      ['open', 1],
      ['lost', 1],
    ]);
  });
});

describe('the port transport', () => {
  it('is open when the port was there before the line', () => {
    const sent: string[] = [];
    const line = new Line(
      createPortTransport({
        connect: (_onMessage, onState) => {
          onState('open');
          return (message) => sent.push(message);
        },
      }),
    );
    expect(line.state).toBe('open');
    void line.call('session', {});
    expect(sent).toHaveLength(1);
  });
});
