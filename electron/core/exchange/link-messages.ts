import * as z from 'zod';
import { findPoison } from '../../../shared/kit/untrusted.ts';

/** The way in which two consoles speak; a hello says which ones its console knows. */
export const LINK_VERSION = 1;

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0).max(1_000_000);
const code = z.string().min(1).max(60);

/** The first message, in the open. Later versions may add fields; a console reads those it knows. */
export const hello = z.object({
  t: z.literal('hello'),
  versions: z.array(z.int()).min(1).max(20),
  station: z.string().min(1).max(64),
  key: hex32,
  city: z.string().min(1).max(64),
  nonce: hex32,
  dh: hex32,
});
export type Hello = z.infer<typeof hello>;

/** Everything after it, sealed. A bundle is sealed bytes behind `BUNDLE`, these are JSON behind `JSON_MESSAGE`. */
export const linkMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('proof'), signature: z.string().regex(/^[0-9a-f]{128}$/) }),
  /** Proof and origin are in order; both ends are joined when both have said it. */
  z.object({ t: z.literal('welcome') }),
  z.object({ t: z.literal('refused'), code }),
  z.object({ t: z.literal('beat') }),
  /** The bundle is on the disk. */
  z.object({ t: z.literal('taken'), id: z.string().max(64), taken: count, known: count, refused: count }),
  /** It is not: worth another try later. */
  z.object({ t: z.literal('failed'), id: z.string().max(64), code }),
]);
export type LinkMessage = z.infer<typeof linkMessage>;

const JSON_MESSAGE = 1;
const BUNDLE = 2;

export function writeMessage(message: LinkMessage): Buffer {
  return Buffer.concat([Buffer.from([JSON_MESSAGE]), Buffer.from(JSON.stringify(message))]);
}

/** The id stands before the bytes, so that one that cannot be read can still be answered. */
export function writeBundleMessage(id: string, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([BUNDLE, id.length]), Buffer.from(id, 'latin1'), bytes]);
}

export type LinkRead =
  | { readonly kind: 'message'; readonly message: LinkMessage }
  | { readonly kind: 'bundle'; readonly id: string; readonly bytes: Buffer };

/** Null: not understood. */
export function readMessage(plain: Buffer): LinkRead | null {
  if (plain[0] === BUNDLE) {
    const start = 2 + (plain[1] ?? 0);
    if (plain.length < start) return null;
    return { kind: 'bundle', id: plain.subarray(2, start).toString('latin1'), bytes: plain.subarray(start) };
  }
  if (plain[0] !== JSON_MESSAGE) return null;
  const message = parse(plain.subarray(1), linkMessage);
  return message && { kind: 'message', message };
}

export function readHello(bytes: Buffer): Hello | null {
  return parse(bytes, hello);
}

function parse<Schema extends z.ZodType>(bytes: Buffer, schema: Schema): z.output<Schema> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (findPoison(value)) return null;
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
