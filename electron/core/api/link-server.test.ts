import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinkDown } from '../../../shared/protocol/console-api/link.ts';
import { createCore, type Core } from '../core.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { TestWindow } from '../testing/test-window.ts';

let profile: TestProfile;
let core: Core;
let window: TestWindow;

beforeEach(() => {
  profile = testProfile();
  core = createCore(profile.ports(), {
    profile: profile.path,
    resources: '',
    appVersion: '',
    mode: 'live',
    feeds: [],
    cityMap: false,
  });
  window = new TestWindow();
  core.serve(window.channel);
});
afterEach(async () => {
  await core.stop();
  profile.remove();
});

function answers(): LinkDown[] {
  return window.received.map((text) => JSON.parse(text) as LinkDown);
}

describe('link server', () => {
  it.each([
    ['unknown-call', { t: 'call', id: 7, name: 'launchRocket', args: {} }],
    ['unknown-call', { t: 'call', id: 7, name: 'constructor', args: {} }],
    ['bad-arguments', { t: 'call', id: 7, name: 'setPreference', args: { key: '' } }],
    ['bad-arguments', { t: 'call', id: 7, name: 'session', args: null }],
    ['message-not-understood', { t: 'call', id: 7, name: 'session' }],
    ['message-not-understood', { t: 'shout', id: 7 }],
    ['message-not-understood', { t: 'call', id: 7, name: 'x'.repeat(100), args: {} }],
    ['no-feed', { t: 'call', id: 7, name: 'createIncident', args: { kind: 'fire', level: 1, title: 'x', at: null } }],
  ])('L1: answers %s with the problem', (code, message) => {
    window.sendRaw(JSON.stringify(message));
    expect(answers()).toMatchObject([{ t: 'answer', id: 7, ok: false, problem: { code } }]);
  });

  it.each([
    ['unknown-query', { t: 'watch', id: 3, name: 'secrets', args: {} }],
    ['bad-arguments', { t: 'watch', id: 3, name: 'timeline', args: {} }],
  ])('L1: ends a watch that cannot start with %s', (code, message) => {
    window.sendRaw(JSON.stringify(message));
    expect(answers()).toMatchObject([{ t: 'ended', id: 3, problem: { code } }]);
  });

  it('L2 (R27): refuses what is larger than 1 MB, hostile or no message, and goes on', async () => {
    window.sendRaw('x'.repeat(1024 * 1024 + 1));
    window.sendRaw('{"t":"call"');
    window.sendRaw('null');
    window.sendRaw('{"t":"call","id":1,"name":"session","args":{"__proto__":{"a":1}}}');
    expect(answers()).toMatchObject([{ id: 1, ok: false, problem: { code: 'forbidden-key' } }]);
    expect(await window.call('setPreference', { key: 'a', value: 1 })).toBeNull();
  });

  it('L2 (R27): any text may come, the process lives and the next question is answered', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          t: fc.constantFrom('call', 'watch', 'unwatch'),
          id: fc.integer(),
          name: fc.string(),
          args: fc.jsonValue(),
        })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, (one) => window.sendRaw(one)),
      { numRuns: 2_000 },
    );
    expect(await window.call('setPreference', { key: 'a', value: 1 })).toBeNull();
  });

  it('L3: a watch can be ended and its number used again; twice at once it cannot', () => {
    window.sendRaw(JSON.stringify({ t: 'watch', id: 1, name: 'preferences', args: {} }));
    window.sendRaw(JSON.stringify({ t: 'watch', id: 1, name: 'feeds', args: {} }));
    expect(answers().at(-1)).toMatchObject({ t: 'ended', problem: { code: 'watch-twice' } });
    window.sendRaw(JSON.stringify({ t: 'unwatch', id: 1 }));
    window.sendRaw(JSON.stringify({ t: 'unwatch', id: 99 }));
    window.sendRaw(JSON.stringify({ t: 'watch', id: 1, name: 'feeds', args: {} }));
    expect(answers().at(-1)).toMatchObject({ t: 'rows', id: 1, complete: true });
  });

  it('L3: a window that is gone costs nothing more', async () => {
    window.watch('preferences', {});
    window.close();
    const before = window.received.length;
    const other = new TestWindow();
    core.serve(other.channel);
    await other.call('setPreference', { key: 'a', value: 1 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(window.received.length).toBe(before);
  });
});
