import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: 32 MiB and some 80 ms a try on the machines of a duty room. The parameters
 * stand in every hash, so that stronger ones can follow without asking anybody for a new password.
 */
const COST = { ln: 15, r: 8, p: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** What a stored hash may ask of this machine at most, so that a doctored row cannot take it down. */
const MOST = { ln: 18, r: 16, p: 4 } as const;

export const SHORTEST_PASSWORD = 8;

const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

interface Parsed {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** `$scrypt$ln=15,r=8,p=1$<salt>$<key>` (PHC string form). The salt comes from the system's generator, never from a port. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, { ...COST, salt });
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${base64(salt)}$${base64(key)}`;
}

/** Runs off the core's thread. A hash that is none, or asks for too much, fits no password. */
export async function fitsPassword(password: string, hash: string): Promise<boolean> {
  const parsed = parse(hash);
  if (!parsed) return false;
  return timingSafeEqual(await derive(password, parsed), parsed.key);
}

function parse(hash: string): Parsed | null {
  const [, ln = '', r = '', p = '', salt = '', key = ''] = FORM.exec(hash) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const isSound = key !== '' && cost.ln >= 1 && cost.r >= 1 && cost.p >= 1;
  if (!isSound || cost.ln > MOST.ln || cost.r > MOST.r || cost.p > MOST.p) return null;
  return { ...cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

function derive(password: string, { ln, r, p, salt }: Omit<Parsed, 'key'>): Promise<Buffer> {
  const N = 2 ** ln;
  // Twice what the algorithm needs (128 · N · r bytes); Node's own limit is just below what we ask for.
  const maxmem = 2 * 128 * N * r;
  return new Promise((resolve, reject) => {
    // One form for what different input methods make of the same keys.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
