import { inflateRawSync } from 'node:zlib';
import { MAX_UNPACKED_BYTES, packed, type Packed } from '../../../shared/protocol/feed/packed.ts';

/** A packed message as the event that it stands for, not yet checked; null when it is none, or would be too large. */
export function unpack(raw: unknown): { readonly event: Packed['event']; readonly message: unknown } | null {
  const parsed = packed.safeParse(raw);
  if (!parsed.success) return null;
  const { event, data } = parsed.data;
  try {
    const text = inflateRawSync(data, { maxOutputLength: MAX_UNPACKED_BYTES }).toString('utf8');
    return { event, message: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}
