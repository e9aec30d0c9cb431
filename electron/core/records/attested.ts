import { readCheckpoint, type Checkpoint } from '../../../shared/kit/tlog/checkpoint.ts';
import {
  claimedBy,
  COSIGNATURE,
  cosigned,
  ED25519,
  readNote,
  unpackCosignature,
  type NoteKey,
} from '../../../shared/kit/tlog/note.ts';
import { providerOf } from './provider.ts';
import { tlogCrypto } from './tlog-crypto.ts';

const provider = providerOf('sha256+ed25519');

/** The log's name, and its key's: C2SP wants one that no other log has. */
export function originOf(station: string): string {
  return `lianzhi.local/console/${station}`;
}

export interface WitnessMark {
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970: when the witness signed. */
  readonly seconds: number;
}

/** A checkpoint, and the note that it stands in. */
export interface Mark extends Checkpoint {
  readonly note: string;
}

export interface Attested {
  /** Checkpoints that the station signed, by size. */
  readonly marks: readonly Mark[];
  /** The newest of each trusted witness. */
  readonly witnesses: readonly WitnessMark[];
  /** A note is there that is none, is another log's, or that the station did not sign. */
  readonly forged: boolean;
}

export interface Attesters {
  readonly station: string;
  /** Hex. */
  readonly publicKey: string;
  readonly trusted: readonly NoteKey[];
}

/** N7: what notes say, of those that the station's key signed. A witness counts only by a key that the reader was given. */
export function readNotes(notes: readonly string[], { station, publicKey, trusted }: Attesters): Attested {
  const origin = originOf(station);
  const own: NoteKey = { name: origin, kind: ED25519, publicKey: Buffer.from(publicKey, 'hex') };
  const keys = [own, ...trusted.filter(({ name, kind }) => name === origin && kind === ED25519)];
  const marks: Mark[] = [];
  const witnesses = new Map<string, WitnessMark>();
  let forged = false;
  for (const source of notes) {
    const note = readNote(tlogCrypto, source);
    const checkpoint = note && readCheckpoint(tlogCrypto, note.text);
    const signed =
      note &&
      keys.some((key) =>
        claimedBy(tlogCrypto, note, key).some(({ signature }) => isSigned(key, tlogCrypto.utf8(note.text), signature)),
      );
    if (!note || !checkpoint || checkpoint.origin !== origin || !signed) {
      forged = true;
      continue;
    }
    marks.push({ ...checkpoint, note: source });
    for (const key of trusted.filter(({ kind }) => kind === COSIGNATURE)) {
      for (const { signature } of claimedBy(tlogCrypto, note, key)) {
        const packed = unpackCosignature(signature);
        if (!packed || !isSigned(key, cosigned(tlogCrypto, note.text, packed.seconds), packed.signature)) continue;
        const known = witnesses.get(key.name);
        if (!known || checkpoint.size > known.size) {
          witnesses.set(key.name, { name: key.name, size: checkpoint.size, seconds: packed.seconds });
        }
      }
    }
  }
  return { marks: marks.toSorted((a, b) => a.size - b.size), witnesses: [...witnesses.values()], forged };
}

function isSigned(key: NoteKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const hex = (of: Uint8Array): string => Buffer.from(of).toString('hex');
  return provider.verify(hex(key.publicKey), bytes, hex(signature));
}
