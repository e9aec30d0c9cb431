import { createHash, createPublicKey, verify } from 'node:crypto';
import { ProblemError } from '../../../shared/kit/problem.ts';

/** N3: the names of a hash and a signature that belong together; stands in every entry. */
export type AlgorithmId = 'sha256+ed25519' | 'sm3+sm2';

/** What proves a log, behind one interface, so that a city may be held to its own country's algorithms (R34). */
export interface CryptoProvider {
  readonly alg: AlgorithmId;
  /** Hex, lower case. */
  hash(bytes: Uint8Array): string;
  /** @param publicKey, signature hex. False for whatever is none. */
  verify(publicKey: string, bytes: Uint8Array, signature: string): boolean;
}

const ed25519Provider: CryptoProvider = {
  alg: 'sha256+ed25519',
  hash: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  verify(publicKey, bytes, signature) {
    try {
      return verify(null, bytes, keyOf(publicKey), Buffer.from(signature, 'hex'));
    } catch {
      return false;
    }
  },
};

/** Parsing a key costs as much as a signature; a log has one. */
const parsed = new Map<string, ReturnType<typeof createPublicKey>>();

function keyOf(publicKey: string): ReturnType<typeof createPublicKey> {
  const known = parsed.get(publicKey);
  if (known) return known;
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  if (parsed.size > 64) parsed.clear();
  parsed.set(publicKey, key);
  return key;
}

/**
 * Throws `ProblemError` `guomi-module-missing`: SM3 with SM2 needs a certified module, which this build has not. Nothing
 * weaker is put in its place: Node's own SM2 leaves out the user id that GB/T 32918 signs with.
 */
export function providerOf(alg: string): CryptoProvider {
  if (alg === ed25519Provider.alg) return ed25519Provider;
  if (alg === 'sm3+sm2') throw new ProblemError({ code: 'guomi-module-missing', origin: 'records' });
  throw new ProblemError({ code: 'algorithm-unknown', origin: 'records', params: { algorithm: alg.slice(0, 40) } });
}
