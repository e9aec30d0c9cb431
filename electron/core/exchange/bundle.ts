import * as z from 'zod';
import { instantSchema } from '../../../shared/domain/common.ts';
import { findPoison } from '../../../shared/kit/untrusted.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { MAX_COMMAND_BYTES } from '../../../shared/protocol/feed/command.ts';
import { refuse } from './refuse.ts';
import { isSignedBy, type StationKey } from './station-key.ts';

/**
 * The one format of exchange, over the LAN and as a file (X2):
 *
 *     LIANZHI-EXCHANGE <version> <key, 64 hex> <bytes of body>\n
 *     <body, JSON>\n
 *     <signature over all before it, 128 hex>\n
 *
 * A new version needs a new number here; an older console then says which one it met.
 */
export const FORMAT_VERSION = 1;
/** Ten thousand orders are some 10 MB. */
export const MAX_BUNDLE_BYTES = 32 * 1024 * 1024;
const MAX_COMMANDS = 20_000;

const MAGIC = 'LIANZHI-EXCHANGE';
const HEADER = /^LIANZHI-EXCHANGE (\d{1,4}) ([0-9a-f]{64}) (\d{1,9})\n/;
/** No header is longer. */
const HEADER_BYTES = 128;
const TRAILER = /^\n[0-9a-f]{128}\n$/;
const TRAILER_BYTES = 130;

const key = z.string().regex(/^[0-9a-f]{64}$/);
const station = z.string().min(1).max(64);

/** A command as its own station gave it: the bytes that it signed, whoever carries them (X6). */
const signedCommand = z.strictObject({
  station,
  key,
  /** `Carried` as JSON. */
  text: z.string().max(MAX_COMMAND_BYTES + 1_024),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type SignedCommand = z.infer<typeof signedCommand>;

const body = z.strictObject({
  id: z.string().min(8).max(64),
  city: z.string().min(1).max(64),
  station,
  writtenAt: instantSchema,
  commands: z.array(signedCommand).max(MAX_COMMANDS),
});
export type BundleBody = z.infer<typeof body>;

export interface Bundle extends BundleBody {
  readonly writtenAt: Instant;
  /** Of the station that wrote it; the signature fits it. */
  readonly key: string;
}

export function writeBundle(content: BundleBody, own: StationKey): Buffer {
  const text = Buffer.from(JSON.stringify(content));
  const header = Buffer.from(`${MAGIC} ${FORMAT_VERSION} ${own.publicKey} ${text.length}\n`);
  const signed = Buffer.concat([header, text, Buffer.from('\n')]);
  const bytes = Buffer.concat([signed, Buffer.from(`${own.sign('package', signed)}\n`)]);
  if (bytes.length > MAX_BUNDLE_BYTES) throw refuse('package-too-large', { limit: MAX_BUNDLE_BYTES });
  return bytes;
}

/**
 * X3: whole, of a version that is known, signed by the key that it names; nothing is parsed before. Whether that key is
 * believed is the caller's question. Throws `package-too-large`, `package-cut`, `package-format`, `package-version`,
 * `package-signature`, `package-invalid`.
 */
export function readBundle(bytes: Buffer): Bundle {
  if (bytes.length > MAX_BUNDLE_BYTES) throw refuse('package-too-large', { limit: MAX_BUNDLE_BYTES });
  const head = bytes.subarray(0, HEADER_BYTES).toString('latin1');
  const [header = '', version = '', signer = '', length = ''] = HEADER.exec(head) ?? [];
  if (header === '') throw strange(head);
  if (version !== String(FORMAT_VERSION)) throw unknownVersion(version);
  const end = header.length + Number(length);
  if (bytes.length < end + TRAILER_BYTES) throw refuse('package-cut');
  if (bytes.length > end + TRAILER_BYTES) throw refuse('package-format');
  const trailer = bytes.subarray(end).toString('latin1');
  // A disk that lost its power has made room for the end and not written it.
  if (!TRAILER.test(trailer)) throw refuse('package-cut');
  const signed = bytes.subarray(0, end + 1);
  if (!isSignedBy(signer, 'package', signed, trailer.trim())) throw refuse('package-signature');
  return { ...parseBody(bytes.subarray(header.length, end)), key: signer };
}

function parseBody(text: Buffer): BundleBody {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch (error) {
    throw refuse('package-invalid', { reason: 'json' }, error);
  }
  const poison = findPoison(value);
  if (poison) throw refuse('package-invalid', { reason: poison });
  const parsed = body.safeParse(value);
  if (parsed.success) return parsed.data;
  throw refuse('package-invalid', { reason: parsed.error.issues[0]?.path.map(String).join('.') ?? '' });
}

/** Why there is no header: what is there is the beginning of one, one of another version, or something else. */
function strange(head: string): ReturnType<typeof refuse> {
  const other = /^LIANZHI-EXCHANGE (\d{1,4}) /.exec(head)?.[1];
  if (other !== undefined && other !== String(FORMAT_VERSION)) return unknownVersion(other);
  const isBegun = head.length < HEADER_BYTES && (MAGIC.startsWith(head) || head.startsWith(`${MAGIC} `));
  return refuse(isBegun && !head.includes('\n') ? 'package-cut' : 'package-format');
}

function unknownVersion(found: string): ReturnType<typeof refuse> {
  return refuse('package-version', { found, known: FORMAT_VERSION });
}
