import type { QuarantineEntry } from '../store/records.ts';
import type { Refused } from './refused.ts';

/** What of an unreadable message is kept, in characters. It never leaves the core. */
const RAW_LENGTH = 64 * 1024;
const NAME_LENGTH = 200;

type Where = Pick<QuarantineEntry, 'feed' | 'epoch' | 'place' | 'seq' | 'received'>;

export function quarantineEntry(where: Where, refused: Refused, raw: unknown): QuarantineEntry {
  return {
    ...where,
    ...namesOf(raw),
    code: refused.code,
    file: refused.refusal?.file ?? null,
    row: refused.refusal?.row ?? null,
    column: refused.refusal?.column ?? null,
    detail: refused.detail,
    raw: excerpt(raw),
  };
}

/** The position that an unreadable change claims, if it claims one. */
export function seqOf(raw: unknown): number | null {
  const seq = fieldOf(raw, 'seq');
  return typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0 ? seq : null;
}

/**
 * S8: the revision of an entity that an unreadable change claims to be. It is the same in a frame and in a snapshot, so
 * that meeting it in both does not count it twice.
 */
export function revisionOf(raw: unknown): string | null {
  const { topic, entityId } = namesOf(raw);
  const rev = fieldOf(raw, 'rev');
  if (topic === null || entityId === null || typeof rev !== 'number' || !Number.isSafeInteger(rev)) return null;
  return `${topic}:${entityId}@${rev}`;
}

export function namesOf(raw: unknown): Pick<QuarantineEntry, 'topic' | 'entityId'> {
  return { topic: text(fieldOf(raw, 'topic')), entityId: text(fieldOf(raw, 'id')) };
}

function fieldOf(raw: unknown, key: string): unknown {
  return typeof raw === 'object' && raw !== null && Object.hasOwn(raw, key)
    ? (raw as Record<string, unknown>)[key]
    : undefined;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, NAME_LENGTH) : null;
}

/** `JSON.stringify` of a hostile nesting overflows the stack; its failure is then what is kept. */
function excerpt(raw: unknown): string | null {
  try {
    return JSON.stringify(raw)?.slice(0, RAW_LENGTH) ?? null;
  } catch (error) {
    return `not serialisable: ${String(error)}`;
  }
}
