import { createHash } from 'node:crypto';
import type { TlogCrypto } from '../../../shared/kit/tlog/crypto.ts';

export const tlogCrypto: TlogCrypto = {
  sha256(...parts) {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  },
  utf8: (text) => Buffer.from(text),
  toBase64: (bytes) => Buffer.from(bytes).toString('base64'),
  fromBase64(text) {
    const bytes = Buffer.from(text, 'base64');
    // Only the one spelling: base64 that a lenient reader takes would let two texts be one note.
    return bytes.toString('base64') === text ? bytes : null;
  },
};
