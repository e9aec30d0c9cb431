import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/kit/random.ts';
import { ED25519, writeKey, type NoteKey } from '../../../shared/kit/tlog/note.ts';
import { originOf } from './attested.ts';
import { LogDesk, STATION } from './testing/log-desk.ts';
import { checkAttachments, type AttachmentRow } from './package/attachments.ts';
import { tamper, tamperFile } from './testing/tamper.ts';
import { tlogCrypto } from './tlog-crypto.ts';
import { verifyLog } from './verify.ts';

const TRIES = 1_000;
/** Of them, lies about attached files. */
const FILE_TRIES = 250;
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
    const lies = Array.from({ length: TRIES - FILE_TRIES }, (_, index) => {
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
    const files = fileLies(join(folder, 'files'), lines, checkpoints, (below) => random.int(0, below - 1));
    expect(new Set(files.map(({ what }) => what)).size).toBe(4);
    expect(files.filter(({ about, fault }) => fault?.about !== about).map(({ what }) => what)).toEqual([]);

    if (!hasPython) return context.skip('python3 is not here');
    const keys = join(desk.profile.path, 'keys.txt');
    writeFileSync(keys, `${writeKey(tlogCrypto, trusted)}\n`);
    const { stdout, stderr } = spawnSync('python3', [MANY, VERIFIER, keys], {
      input: JSON.stringify([...lies, ...files].map(({ path }) => path)),
      encoding: 'utf8',
      maxBuffer: 16 * 1024 * 1024,
    });
    expect(stderr).toBe('');
    const theirs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(theirs).toEqual([
      ...ours.map((bad) => bad && { no: bad.no, code: bad.code }),
      ...files.map(({ fault }) => fault && { about: fault.about, code: fault.code }),
    ]);
  });
});

/** PK2: packages whose log is sound and of whose attached files one is not. */
function fileLies(
  folder: string,
  lines: readonly string[],
  checkpoints: readonly string[],
  chance: (below: number) => number,
) {
  const contents = ['a picture of the map', 'what the model was asked', 'x'].map((text) =>
    Buffer.from(text.repeat(20)),
  );
  const rows = contents.map((bytes): AttachmentRow => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, file: `${sha256}.png`, media: 'image/png', bytes: bytes.length, state: 'attached' };
  });
  const files = new Map(rows.map(({ file }, index) => [String(file), contents[index] ?? Buffer.alloc(0)]));
  const log = lines.map((line) => `${line}\n`).join('');
  const notes = checkpoints.map((note) => `${JSON.stringify(note)}\n`).join('');
  return Array.from({ length: FILE_TRIES }, (_, index) => {
    const lie = tamperFile(files, chance);
    const path = join(folder, String(index));
    mkdirSync(join(path, 'attachments'), { recursive: true });
    writeFileSync(join(path, 'log.txt'), log);
    writeFileSync(join(path, 'checkpoints.jsonl'), notes);
    writeFileSync(join(path, 'manifest.json'), JSON.stringify({ attachments: rows }));
    for (const [name, bytes] of new Map([...files, [lie.file, lie.bytes] as const])) {
      if (bytes) writeFileSync(join(path, 'attachments', name), bytes);
    }
    return { ...lie, path, about: `attachments/${lie.file}`, fault: checkAttachments(path, rows)[0] ?? null };
  });
}
