import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { queries } from '../../../shared/protocol/console-api/queries.ts';
import { createCore, type Core } from '../core.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
/** Every password that is used here has it; no text of ours does. */
const CANARY = 'kanarie-4711';

let profile: TestProfile;
let core: Core;
/** All that went to any window, and all that was logged. */
const said: string[] = [];
let send: (message: string) => void;
let calls = 0;

beforeEach(() => {
  profile = testProfile(RESOURCES);
  said.length = 0;
  const note = (message: string, fields?: object): void => void said.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const ports = { ...profile.ports(), log: { info: note, warn: note, error: note } };
  const start = {
    profile: profile.path,
    resources: RESOURCES,
    appVersion: 'test',
    mode: 'live',
    feeds: [],
    cityMap: false,
  } as const;
  core = createCore(ports, start);
  core.serve({
    send: (message) => void said.push(message),
    onMessage: (listener) => (send = listener),
    onClose: () => undefined,
    close: () => undefined,
  });
  core.run();
});
afterEach(() => profile.remove());

/** Resolves with the answer's text. */
async function call(name: string, args: object): Promise<string> {
  calls += 1;
  const id = 1_000 + calls;
  send(JSON.stringify({ t: 'call', id, name, args }));
  for (let tries = 0; tries < 500; tries += 1) {
    const answer = said.find((text) => text.startsWith(`{"t":"answer","id":${id},`));
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${name} was not answered`);
}

it('A3 (R29): no password and no hash reaches a window, a log or a file other than the database', async () => {
  const account = { id: 'li', name: '李望', post: 'DL', postName: '值班长', authority: 'dispatch-iv' };
  for (const [index, name] of Object.keys(queries).entries()) {
    const args = name === 'timeline' ? { topic: 'incident', id: 'x' } : {};
    send(JSON.stringify({ t: 'watch', id: index + 1, name, args }));
  }
  await expect(call('createOfficer', { ...account, password: CANARY.slice(0, 7) })).resolves.toContain(
    'password-short',
  );
  await expect(call('createOfficer', { ...account, password: `${CANARY} one` })).resolves.toContain('"ok":true');
  await expect(call('createOfficer', { ...account, password: `${CANARY} one` })).resolves.toContain('seat-signed-out');
  await expect(call('signIn', { officer: 'li', password: `${CANARY} two` })).resolves.toContain('wrong-password');
  await expect(call('signIn', { officer: `${CANARY} in the wrong field`, password: 'x' })).resolves.toContain(
    'officer-unknown',
  );
  await expect(call('signIn', { officer: 'li', password: CANARY.repeat(30) })).resolves.toContain('bad-arguments');
  await expect(call('signIn', { officer: 'li', password: [CANARY] })).resolves.toContain('bad-arguments');
  await expect(call('createOfficer', { ...account, id: CANARY.repeat(9), password: CANARY })).resolves.toContain(
    'bad-arguments',
  );
  await expect(call('signIn', { officer: 'li', password: `${CANARY} one` })).resolves.toContain('"ok":true');
  await expect(call('lockSeat', {})).resolves.toContain('"ok":true');
  await expect(call('unlockSeat', { password: `${CANARY} three` })).resolves.toContain('wrong-password');
  await expect(call('unlockSeat', { password: `${CANARY} one` })).resolves.toContain('"ok":true');
  await expect(call('session', {})).resolves.toContain('"officer":"li"');
  await expect(call('authorities', {})).resolves.toContain('people.manage');
  await core.stop();

  const everything = said.join('\n');
  expect(everything).toContain('"state":"signedIn"');
  expect(everything).not.toContain(CANARY.slice(0, 7));
  expect(everything).not.toContain('scrypt');

  const files = readdirSync(profile.path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(profile.path, name)).isFile(),
  );
  for (const name of files) {
    const bytes = readFileSync(join(profile.path, name));
    expect(bytes.includes(CANARY.slice(0, 7)), name).toBe(false);
    if (bytes.includes('$scrypt$')) expect(name).toMatch(/\.sqlite(-wal)?$/);
  }
  expect(files.length).toBeGreaterThan(1);
});
