import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/** Who called whom; each direction has a key of its own. */
export type Role = 'dialler' | 'listener';

const TAG_BYTES = 16;

/** What a hello holds that is new with every connection, and the secret half of it. */
export interface Fresh {
  readonly nonce: string;
  /** X25519, hex of 32 bytes. */
  readonly dh: string;
  readonly secret: KeyObject;
}

/** Chance comes from the system's generator, never from a port: what is drawn here keeps secrets. */
export function fresh(): Fresh {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return {
    nonce: randomBytes(32).toString('hex'),
    dh: Buffer.from(x, 'base64url').toString('hex'),
    secret: privateKey,
  };
}

/** X12: both hellos, byte for byte, in the order dialler, listener; what both ends sign and draw their keys from. */
export function transcriptOf(dialler: Buffer, listener: Buffer): Buffer {
  const hash = createHash('sha256').update('lianzhi exchange transcript 1\n');
  for (const hello of [dialler, listener]) {
    hash.update(String(hello.length)).update('\n').update(hello);
  }
  return hash.digest();
}

/**
 * X12: from the hellos on, a connection is sealed: AES-256-GCM, a key for each direction (HKDF over X25519 and the transcript),
 * the nonce a counter, so that nothing can be read, changed, left out, repeated or moved.
 */
export class SealedLine {
  readonly #out: Buffer;
  readonly #in: Buffer;
  #sent = 0;
  #taken = 0;

  /** Throws when the other's half is no point that can be used. */
  constructor(role: Role, secret: KeyObject, theirs: string, transcript: Buffer) {
    const x = Buffer.from(theirs, 'hex').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
    const shared = diffieHellman({ privateKey: secret, publicKey });
    const keys = Buffer.from(hkdfSync('sha256', shared, transcript, 'lianzhi exchange keys 1', 64));
    const [dialler, listener] = [keys.subarray(0, 32), keys.subarray(32)];
    this.#out = role === 'dialler' ? dialler : listener;
    this.#in = role === 'dialler' ? listener : dialler;
  }

  seal(message: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#out, counter(this.#sent++));
    return Buffer.concat([cipher.update(message), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null: not what the other end sealed next. The line is worth nothing then. */
  open(sealed: Buffer): Buffer | null {
    if (sealed.length < TAG_BYTES) return null;
    const end = sealed.length - TAG_BYTES;
    try {
      const options = { authTagLength: TAG_BYTES };
      const decipher = createDecipheriv('aes-256-gcm', this.#in, counter(this.#taken++), options);
      decipher.setAuthTag(sealed.subarray(end));
      return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
    } catch {
      return null;
    }
  }
}

function counter(count: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(count, 6, 6);
  return nonce;
}
