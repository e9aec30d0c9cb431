import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { canonicalText, readCanonical } from './canonical.ts';
import { parseLine } from './entry.ts';
import { providerOf } from './provider.ts';
import { sealHash } from './sealed.ts';
import { commandOf, LogDesk, newKey } from './testing/log-desk.ts';
import { verifyLog } from './verify.ts';

let desk: LogDesk;
beforeEach(() => void (desk = new LogDesk()));
afterEach(() => desk.close());

function kinds(): string[] {
  return desk.lines().map((line) => parseLine(line)?.entry.kind ?? 'none');
}

describe('canonical JSON', () => {
  it('N1: is that of RFC 8785', () => {
    const value = {
      numbers: [333333333.3333333, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalText(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(canonicalText({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  it.each([
    ['a key twice', '{"a":1,"a":1}'],
    ['a lone surrogate', '"\\ud800"'],
    ['an integer beyond 2^53', '9007199254740993'],
    ['a space', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":1}'],
    ['another spelling of a number', '1.0'],
    ['a key that reaches the prototype', '{"__proto__":{}}'],
    ['half of a value', '{"a":'],
  ])('N1: refuses %s', (_what, text) => expect(readCanonical(text)).toBeNull());
});

describe('decision log', () => {
  it('N9: begins with its key, and says when the console started and stopped', async () => {
    await desk.again();
    expect(kinds()).toEqual(['genesis', 'start', 'stop', 'start']);
    expect(parseLine(desk.lines()[0] ?? '')?.entry.body['publicKey']).toBe(desk.key.publicKey);
  });

  it('N2, N4: what was written verifies; three times, actor and cursors stand in it', () => {
    desk.store.transact(({ write }) => write.feeds.join('fire', 'http://hub/fire'));
    desk.fill(3);
    const entry = parseLine(desk.lines()[2] ?? '')?.entry;
    expect(entry).toMatchObject({
      kind: 'intent',
      who: { officer: 'zhou-yanning', post: 'CCC-DL', authority: 'dispatch-iv' },
      time: { event: 1_700_000_000_000 },
      body: { feed: 'fire', command: { type: 'incident.addNote', expectedRev: 3, base: { note: null } } },
    });
    const verdict = verifyLog({ lines: desk.lines(), checkpoints: desk.keeper.notes(), everySignature: true });
    expect(verdict).toMatchObject({ ok: true, entries: 8, covered: 8, firstBad: null, uncheckpointed: null });
    expect(verdict.unwitnessed).toEqual({ from: 1, to: 8 });
  });

  it('R31: an entry is written with its command or not at all', () => {
    const before = desk.lines().length;
    expect(() =>
      desk.store.transact((unit) => {
        desk.recorder.intent(unit, commandOf('c-1'), 'fire');
        throw new Error('the command was not written');
      }),
    ).toThrow('the command was not written');
    expect(desk.lines()).toHaveLength(before);
  });

  it('N8: a personal value stands in the log as a hash of its own salt, and can be erased without a byte changing', () => {
    const payload = { title: { zh: '积水' }, reporterPhone: '13800001111', values: { reporterName: '王小明' } };
    desk.store.transact((unit) => desk.recorder.intent(unit, commandOf('c-2', payload), 'fire'));
    const line = desk.lines().at(-1) ?? '';
    expect(line).not.toContain('13800001111');
    expect(line).not.toContain('王小明');
    expect(line).toContain('积水');
    const sealed = desk.store.read.log.sealedAfter({ no: 0, hash: '' }, 10);
    expect(sealed.map(({ value }) => value).toSorted()).toEqual(['"13800001111"', '"王小明"']);
    for (const value of sealed) {
      expect(sealHash(value)).toBe(value.hash);
      expect(line).toContain(`{"sealed":"${value.hash}"}`);
    }
  });

  it('N9: another key of the station is an entry, and is trusted only by who was told of it', async () => {
    const other = newKey();
    await desk.again([], () => Object.assign(desk.key, other));
    expect(kinds().slice(-2)).toEqual(['key', 'start']);
    expect(verifyLog({ lines: desk.lines(), checkpoints: [] }).firstBad).toEqual({ no: 4, code: 'key-not-trusted' });
  });

  it('N10: a database that was put back is made good from the copy', async () => {
    desk.fill(5);
    const before = desk.lines();
    await desk.again([], () => {
      for (const end of ['', '-wal', '-shm']) rmSync(join(desk.profile.path, `console.sqlite${end}`), { force: true });
    });
    const after = desk.lines();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(kinds()).toContain('restored');
    expect(desk.keeper.row().trouble).toBeNull();
    expect(verifyLog({ lines: after, checkpoints: desk.keeper.notes() }).ok).toBe(true);
  });

  it('N10: with the copy gone as well, the checkpoints tell; the log says so and goes on', async () => {
    desk.fill(5);
    await desk.again([], () => {
      for (const name of ['console.sqlite', 'console.sqlite-wal', 'console.sqlite-shm', 'record/log.txt']) {
        rmSync(join(desk.profile.path, name), { force: true });
      }
    });
    expect(desk.keeper.row().trouble).toMatchObject({ code: 'log-shorter-than-checkpoint' });
    expect(kinds()).toContain('gap');
    desk.fill(1);
    expect(verifyLog({ lines: desk.lines(), checkpoints: desk.keeper.notes() }).ok).toBe(true);
  });

  it('N10: a copy that is another log is set aside whole', async () => {
    desk.fill(2);
    const other = new LogDesk();
    other.fill(9);
    const foreign = `${other.lines().join('\n')}\n`;
    await other.close();
    await desk.again([], () => writeFileSync(join(desk.profile.path, 'record/log.txt'), foreign));
    expect(desk.keeper.row().trouble).toMatchObject({ code: 'log-copy-differs' });
    const aside = parseLine(desk.lines().find((line) => line.includes('"gap"')) ?? '')?.entry.body['aside'];
    expect(readFileSync(join(desk.profile.path, 'record', String(aside)), 'utf8')).toBe(foreign);
    const copy = readFileSync(join(desk.profile.path, 'record/log.txt'), 'utf8');
    expect(copy).toBe(`${desk.lines().join('\n')}\n`);
  });

  it('N10: a copy that cannot be written stops nothing, and is made good when it can', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('no device that is always full here');
    const copy = join(desk.profile.path, 'record/log.txt');
    await desk.again([], () => {
      rmSync(copy);
      symlinkSync('/dev/full', copy);
    });
    desk.keeper.run();
    desk.fill(3);
    desk.clock.pass(2_000);
    expect(desk.keeper.row().entries).toBe(desk.lines().length);
    await desk.again([], () => rmSync(copy));
    expect(readFileSync(copy, 'utf8')).toBe(`${desk.lines().join('\n')}\n`);
    expect(desk.keeper.row().trouble).toBeNull();
  });

  it('N5: a checkpoint comes after so many entries, or so long after the first without one', () => {
    desk.keeper.run();
    desk.clock.pass(1_000);
    expect(desk.keeper.row().checkpoint).toBeNull();
    desk.fill(128);
    desk.clock.pass(1_000);
    expect(desk.keeper.row().checkpoint?.size).toBe(258);
    desk.fill(1);
    desk.clock.pass(60_000);
    expect(desk.keeper.row().checkpoint?.size).toBe(258);
    desk.clock.pass(300_000);
    expect(desk.keeper.row().checkpoint?.size).toBe(260);
  });

  it('R34: SM3 with SM2 is refused without a certified module, and nothing weaker takes its place', () => {
    expect(() => providerOf('sm3+sm2')).toThrow(ProblemError);
    expect(() => providerOf('md5+rsa')).toThrow('algorithm-unknown');
  });
});
