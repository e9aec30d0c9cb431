import { createHash } from 'node:crypto';
import { leafHash, MerkleTree } from '../../../../shared/kit/tlog/merkle.ts';
import { writeCheckpoint } from '../../../../shared/kit/tlog/checkpoint.ts';
import { ED25519, signatureLine } from '../../../../shared/kit/tlog/note.ts';
import type { StationKey } from '../../exchange/station-key.ts';
import { originOf } from '../attested.ts';
import { lineOf, parseLine } from '../entry.ts';
import { tlogCrypto } from '../tlog-crypto.ts';
import { newKey, STATION } from './log-desk.ts';

/** One lie about a file that a decision is bound to: which of them, and what becomes of its bytes; null: it is gone. */
export interface TamperedFile {
  readonly what: string;
  readonly file: string;
  readonly bytes: Buffer | null;
}

/** @param files by name, as they lie in `attachments/` */
export function tamperFile(files: ReadonlyMap<string, Buffer>, chance: Chance): TamperedFile {
  const all = [...files];
  const [file = '', bytes = Buffer.alloc(0)] = all[chance(all.length)] ?? [];
  switch (chance(4)) {
    case 0: {
      const changed = Buffer.from(bytes);
      const at = chance(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << chance(8));
      return { what: 'a bit of a file', file, bytes: changed };
    }
    case 1:
      return { what: 'a file gone', file, bytes: null };
    case 2:
      return { what: 'a file cut', file, bytes: bytes.subarray(0, chance(bytes.length)) };
    default:
      return {
        what: 'a file slipped in',
        file: `${createHash('sha256')
          .update(`${chance(1_000_000)}`)
          .digest('hex')}.png`,
        bytes,
      };
  }
}

export interface Tampered {
  readonly what: string;
  readonly lines: readonly string[];
  readonly checkpoints: readonly string[];
  /** The first entry that is not the station's own. */
  readonly first: number;
}

/** @param below 0 ≤ result < below. */
type Chance = (below: number) => number;

/** One way to lie about a log, by what `chance` draws. Needs at least four lines and one checkpoint over all of them. */
export function tamper(lines: readonly string[], checkpoints: readonly string[], chance: Chance): Tampered {
  const at = 1 + chance(lines.length - 2);
  const line = lines[at] ?? '';
  const result = (what: string, changed: readonly string[], first: number, notes = checkpoints): Tampered => {
    return { what, lines: changed, checkpoints: notes, first };
  };
  switch (chance(9)) {
    case 0: {
      const byte = chance(line.length);
      const other = line[byte] === '0' ? '1' : '0';
      const changed = line.slice(0, byte) + other + line.slice(byte + 1);
      return result('a byte', lines.with(at, changed), at + 1);
    }
    case 1:
      return result('deleted', lines.toSpliced(at, 1), at + 1);
    case 2:
      return result('inserted', lines.toSpliced(at, 0, lines[at - 1] ?? ''), at + 1);
    case 3: {
      const other = at + 1 + chance(lines.length - at - 1);
      return result('swapped', lines.with(at, lines[other] ?? '').with(other, line), at + 1);
    }
    case 4:
      return result('tail cut', lines.slice(0, at), at + 1);
    case 5:
      return result('rewritten by another key', rewrite(lines, at, newKey()), at + 1);
    case 6: {
      const key = newKey();
      const changed = rewrite(lines, 0, key);
      return result('all by another key', changed, 1, [noteOf(changed, key)]);
    }
    case 7: {
      const last = lines.length - 1;
      const forged = (lines[last] ?? '').replace(/"state":"[a-zA-Z]*"/, '"state":"rejected"');
      return result('the last one', lines.with(last, forged), last + 1);
    }
    default:
      return result('a forged checkpoint', lines, 1, [...checkpoints, noteOf(lines, newKey())].toReversed());
  }
}

/** From `at` on with another content, chained and signed anew: what somebody with the file and a key of his own can do. */
function rewrite(lines: readonly string[], at: number, key: StationKey): string[] {
  const changed = lines.slice(0, at);
  for (const line of lines.slice(at)) {
    const parsed = parseLine(line);
    if (!parsed) throw new Error('not a line');
    const before = changed.at(-1);
    const prev = before === undefined ? parsed.entry.prev : createHash('sha256').update(before).digest('hex');
    const body =
      parsed.entry.kind === 'genesis' ? { ...parsed.entry.body, publicKey: key.publicKey } : { told: 'another' };
    changed.push(lineOf({ ...parsed.entry, prev, body }, (bytes) => key.signRaw(bytes)));
  }
  return changed;
}

function noteOf(lines: readonly string[], key: StationKey): string {
  const tree = new MerkleTree(tlogCrypto.sha256);
  for (const line of lines) tree.append(leafHash(tlogCrypto.sha256, Buffer.from(line)));
  const name = originOf(STATION);
  const text = writeCheckpoint(tlogCrypto, { origin: name, size: tree.size, root: tree.root() });
  const noteKey = { name, kind: ED25519, publicKey: Buffer.from(key.publicKey, 'hex') } as const;
  return `${text}\n${signatureLine(tlogCrypto, noteKey, Buffer.from(key.signRaw(tlogCrypto.utf8(text)), 'hex'))}`;
}
