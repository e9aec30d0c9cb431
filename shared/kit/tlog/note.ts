import { isSameBytes, type TlogCrypto } from './crypto.ts';

/** C2SP signed-note: a text that ends with a line break, an empty line, and one line per signature. */
export interface SignedNote {
  /** With its last line break: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Which key of that name: the first four bytes of a hash over name, kind and key. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** Kinds of keys: a log's own signature, and a witness's, which says when (C2SP tlog-cosignature). */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type KeyKind = typeof ED25519 | typeof COSIGNATURE;

/** `publicKey`: 32 bytes, Ed25519. */
export interface NoteKey {
  readonly name: string;
  readonly kind: KeyKind;
  readonly publicKey: Uint8Array;
}

const LINE = /^— (\S+) (\S+)$/u;
const KEY_ID_BYTES = 4;
const KEY_BYTES = 32;

export function keyIdOf(crypto: TlogCrypto, { name, kind, publicKey }: NoteKey): Uint8Array {
  return crypto.sha256(crypto.utf8(`${name}\n`), Uint8Array.of(kind), publicKey).slice(0, KEY_ID_BYTES);
}

/** The key as a line that a stranger's tool reads: `name+hash+base64`. */
export function writeKey(crypto: TlogCrypto, key: NoteKey): string {
  const body = Uint8Array.of(key.kind, ...key.publicKey);
  return `${key.name}+${hexOf(keyIdOf(crypto, key))}+${crypto.toBase64(body)}`;
}

/** Null: none. The hash in it must be that of the key, or a mistyped key would look like an unknown one. */
export function readKey(crypto: TlogCrypto, text: string): NoteKey | null {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  if (name === undefined || id === undefined || base64 === undefined) return null;
  const body = crypto.fromBase64(base64);
  const kind = body?.[0];
  if (!body || body.length !== KEY_BYTES + 1 || (kind !== ED25519 && kind !== COSIGNATURE)) return null;
  const key: NoteKey = { name, kind, publicKey: body.slice(1) };
  return hexOf(keyIdOf(crypto, key)) === id ? key : null;
}

export function signatureLine(crypto: TlogCrypto, key: NoteKey, signature: Uint8Array): string {
  return `— ${key.name} ${crypto.toBase64(Uint8Array.of(...keyIdOf(crypto, key), ...signature))}\n`;
}

export function readNote(crypto: TlogCrypto, source: string): SignedNote | null {
  const end = source.lastIndexOf('\n\n');
  if (end < 0 || !source.endsWith('\n')) return null;
  const lines = source.slice(end + 2, -1).split('\n');
  const signatures = lines.map((line) => readSignature(crypto, line));
  const sound = signatures.filter((signature) => signature !== null);
  if (sound.length !== signatures.length) return null;
  return { text: source.slice(0, end + 1), signatures: sound };
}

export function readSignature(crypto: TlogCrypto, line: string): NoteSignature | null {
  const [, name, base64] = LINE.exec(line) ?? [];
  const bytes = base64 === undefined ? null : crypto.fromBase64(base64);
  if (name === undefined || !bytes || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

/** The signatures of a note that this key claims to have made; whether it did is for the caller's Ed25519 to say. */
export function claimedBy(crypto: TlogCrypto, note: SignedNote, key: NoteKey): readonly NoteSignature[] {
  const id = keyIdOf(crypto, key);
  return note.signatures.filter(({ name, keyId }) => name === key.name && isSameBytes(keyId, id));
}

/** What a witness signs at a time (seconds since 1970), and how both stand in its signature. */
export function cosigned(crypto: TlogCrypto, text: string, seconds: number): Uint8Array {
  return crypto.utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

export function packCosignature(seconds: number, signature: Uint8Array): Uint8Array {
  const packed = new Uint8Array(8 + signature.length);
  new DataView(packed.buffer).setBigUint64(0, BigInt(seconds));
  packed.set(signature, 8);
  return packed;
}

export function unpackCosignature(
  packed: Uint8Array,
): { readonly seconds: number; readonly signature: Uint8Array } | null {
  if (packed.length !== 8 + 64) return null;
  const seconds = new DataView(packed.buffer, packed.byteOffset).getBigUint64(0);
  return { seconds: Number(seconds), signature: packed.slice(8) };
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
