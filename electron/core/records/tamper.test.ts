import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/kit/random.ts';
import { ED25519, writeKey, type NoteKey } from '../../../shared/kit/tlog/note.ts';
import { originOf } from './attested.ts';
import { LogDesk, STATION } from './testing/log-desk.ts';
import { tamper } from './testing/tamper.ts';
import { tlogCrypto } from './tlog-crypto.ts';
import { verifyLog } from './verify.ts';

const TRIES = 1_000;
const SEED = 20_261_124;
const VERIFIER = join(import.meta.dirname, '../../../resources/record/verify_record.py');
const MANY = join(import.meta.dirname, '../../../tests/fixtures/verify_many.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;

let desk: LogDesk;
let trusted: NoteKey;
beforeAll(() => {
  desk = new LogDesk();
  desk.fill(4);
  desk.keeper.notes();
  desk.fill(8);
  trusted = { name: originOf(STATION), kind: ED25519, publicKey: Buffer.from(desk.key.publicKey, 'hex') };
});
afterAll(() => desk.close());

describe('tampering (R32)', () => {
  it(`N4: each of ${TRIES} lies is found, and its first bad entry named, by our verifier and by the stranger's`, (context) => {
    const lines = desk.lines();
    const checkpoints = desk.keeper.notes();
    const random = createRandom(SEED);
    const folder = join(desk.profile.path, 'lies');
    const lies = Array.from({ length: TRIES }, (_, index) => {
      const lie = tamper(lines, checkpoints, (below) => random.int(0, below - 1));
      const path = join(folder, String(index));
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'log.txt'), lie.lines.map((line) => `${line}\n`).join(''));
      writeFileSync(
        join(path, 'checkpoints.jsonl'),
        lie.checkpoints.map((note) => `${JSON.stringify(note)}\n`).join(''),
      );
      return { ...lie, path };
    });
    expect(new Set(lies.map(({ what }) => what)).size).toBe(9);
    const ours = lies.map((lie) => verifyLog({ ...lie, trusted: [trusted] }).firstBad);
    const wrong = lies.filter(({ what, first }, index) => what !== 'a forged checkpoint' && ours[index]?.no !== first);
    expect(wrong.map(({ what, first }) => ({ what, first }))).toEqual([]);
    expect(ours.every((bad) => bad !== null)).toBe(true);

    if (!hasPython) return context.skip('python3 is not here');
    const keys = join(desk.profile.path, 'keys.txt');
    writeFileSync(keys, `${writeKey(tlogCrypto, trusted)}\n`);
    const { stdout, stderr } = spawnSync('python3', [MANY, VERIFIER, keys], {
      input: JSON.stringify(lies.map(({ path }) => path)),
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    expect(stderr).toBe('');
    const theirs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(theirs).toEqual(ours.map((bad) => bad && { no: bad.no, code: bad.code }));
  });
});
