import { createHash, randomBytes } from 'node:crypto';
import { replacePersonal } from '../privacy/masking.ts';
import type { SealedValue } from '../store/readers/log.ts';
import { canonicalText } from './canonical.ts';

const SALT_BYTES = 16;
const CONTEXT = 'lianzhi sealed value 1\n';

export type Sealed = Omit<SealedValue, 'no'>;

/** N8: what stands in a line for a personal value: the hash of the value with a salt of its own. */
export function sealHash({ salt, value }: Pick<Sealed, 'salt' | 'value'>): string {
  return createHash('sha256').update(`${CONTEXT}${salt}\n${value}`).digest('hex');
}

/**
 * N8: a command's payload as the log holds it. Each personal value stands as `{sealed: hash}`; the value itself goes into
 * `into`, from where it can be exported, withheld or erased without a byte of the log changing.
 */
export function sealPersonal(topic: string, payload: unknown, into: Sealed[]): unknown {
  return replacePersonal(topic, payload, (value) => {
    if (value === null || value === undefined) return value;
    const salt = randomBytes(SALT_BYTES).toString('hex');
    const text = canonicalText(value);
    const hash = sealHash({ salt, value: text });
    into.push({ hash, salt, value: text });
    return { sealed: hash };
  });
}
