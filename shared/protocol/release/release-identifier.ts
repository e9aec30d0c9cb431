import type { Publisher } from '../../domain/release.ts';
import { MINUTE, type Instant } from '../../kit/time.ts';

/**
 * The identifier of a message: `ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N`, as GB/T 35965.1 has it (code of the sender, local time of entry,
 * serial of that second), which CAP takes as it is.
 */
export function releaseIdentifier({ code, offset }: Publisher, enteredAt: Instant, serial: number): string {
  const local = new Date(enteredAt + offset * MINUTE).toISOString().slice(0, 19).replace(/\D/g, '');
  return `${code}_${local}_${serial % 10}`;
}
