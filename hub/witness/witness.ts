import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readCheckpoint } from '../../shared/kit/tlog/checkpoint.ts';
import { isConsistent } from '../../shared/kit/tlog/merkle.ts';
import {
  claimedBy,
  cosigned,
  ED25519,
  packCosignature,
  readNote,
  signatureLine,
  writeKey,
  type NoteKey,
} from '../../shared/kit/tlog/note.ts';
import type { HubClock } from '../clock.ts';
import { openWitnessKey, writeDurably, type WitnessKey } from './key.ts';
import { tlogCrypto } from './tlog-crypto.ts';

/** What the witness holds of each log: the key that it was first shown, and the newest checkpoint that it cosigned. */
const known = z.record(
  z.string(),
  z.strictObject({ publicKey: z.string(), size: z.int().min(0), root: z.string(), note: z.string() }),
);
type Known = z.infer<typeof known>;

export type Cosigning =
  | { readonly is: 'cosigned'; readonly lines: string }
  /** The station assumed another size than the witness knows. */
  | { readonly is: 'other-size'; readonly size: number }
  | { readonly is: 'refused'; readonly code: WitnessRefusal };

export type WitnessRefusal =
  | 'witness-not-understood' | 'witness-unknown-log' | 'witness-unsigned' | 'witness-key-differs' | 'witness-inconsistent'; // prettier-ignore

export interface Witness {
  /** As C2SP writes a key, for a reviewer's list of trusted keys. */
  readonly key: string;
  /** The newest note of each log, with this witness's signature. */
  latest(): readonly string[];
  /** @param body of `add-checkpoint`; @param publicKey that the station shows, hex. */
  add(station: string, publicKey: string, body: string): Cosigning;
}

const FILE = 'witness.json';
const HEX_KEY = /^[0-9a-f]{64}$/;
const MOST_PROOF = 63;

/**
 * H80: cosigns a log's checkpoint when it continues the one before (C2SP tlog-witness). What it knows is on the disk before it
 * answers: a witness that forgot would sign two histories of one log.
 */
export function openWitness(dataDir: string, clock: HubClock): Witness {
  const file = join(dataDir, FILE);
  const key = openWitnessKey(dataDir);
  let logs = read(file);

  function add(station: string, publicKey: string, body: string): Cosigning {
    const request = parse(body);
    if (!request || !HEX_KEY.test(publicKey)) return refused('witness-not-understood');
    const { checkpoint, note, old, proof } = request;
    if (checkpoint.origin !== `lianzhi.local/console/${station}`) return refused('witness-unknown-log');
    const before = logs[checkpoint.origin];
    // On first use the key is taken on the station's word, which its token vouches for; from then on it is the log's.
    if (before && before.publicKey !== publicKey) return refused('witness-key-differs');
    const own: NoteKey = { name: checkpoint.origin, kind: ED25519, publicKey: Buffer.from(publicKey, 'hex') };
    if (!claimedBy(tlogCrypto, note, own).some(({ signature }) => isSigned(own, note.text, signature))) {
      return refused('witness-unsigned');
    }
    if (old !== (before?.size ?? 0)) return { is: 'other-size', size: before?.size ?? 0 };
    const older = { size: old, root: Buffer.from(before?.root ?? '', 'hex') };
    if (!isConsistent(tlogCrypto.sha256, older, checkpoint, proof)) return refused('witness-inconsistent');
    const seconds = Math.floor(clock.now() / 1_000);
    const line = cosign(key, note.text, seconds);
    const root = Buffer.from(checkpoint.root).toString('hex');
    const next = { publicKey, size: checkpoint.size, root, note: `${request.source}${line}` };
    const all = { ...logs, [checkpoint.origin]: next };
    writeDurably(file, JSON.stringify(all));
    logs = all;
    return { is: 'cosigned', lines: line };
  }

  return { key: writeKey(tlogCrypto, key), latest: () => Object.values(logs).map(({ note }) => note), add };
}

function cosign(key: WitnessKey, text: string, seconds: number): string {
  return signatureLine(tlogCrypto, key, packCosignature(seconds, key.sign(cosigned(tlogCrypto, text, seconds))));
}

/** `old SIZE`, proof lines, an empty line, the note. */
function parse(body: string) {
  const end = body.indexOf('\n\n');
  if (end < 0) return null;
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const old = /^old (0|[1-9]\d{0,14})$/.exec(first)?.[1];
  const source = body.slice(end + 2);
  const note = readNote(tlogCrypto, source);
  const checkpoint = note && readCheckpoint(tlogCrypto, note.text);
  const proof = lines.map((line) => tlogCrypto.fromBase64(line));
  const sound = proof.filter((hash) => hash?.length === 32) as Uint8Array[];
  if (old === undefined || !note || !checkpoint || proof.length > MOST_PROOF || sound.length < proof.length)
    return null;
  return { old: Number(old), proof: sound, note, checkpoint, source };
}

function read(file: string): Known {
  try {
    return known.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function isSigned({ publicKey }: NoteKey, text: string, signature: Uint8Array): boolean {
  try {
    const x = Buffer.from(publicKey).toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, tlogCrypto.utf8(text), key, signature);
  } catch {
    return false;
  }
}

function refused(code: WitnessRefusal): Cosigning {
  return { is: 'refused', code };
}
