import type { TlogCrypto } from './crypto.ts';
import type { TreeHead } from './merkle.ts';

/** C2SP tlog-checkpoint: how long a log is and what its tree's root is. */
export interface Checkpoint extends TreeHead {
  /** Names the log; also the name of its key. */
  readonly origin: string;
}

const HASH_BYTES = 32;

/** The text of its note. */
export function writeCheckpoint(crypto: TlogCrypto, { origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${crypto.toBase64(root)}\n`;
}

/** Null: none. Lines of extensions are refused: this log writes none, so one that is there was put there. */
export function readCheckpoint(crypto: TlogCrypto, text: string): Checkpoint | null {
  const [origin, size, base64, end, ...rest] = text.split('\n');
  if (!origin || size === undefined || base64 === undefined || end !== '' || rest.length > 0) return null;
  const root = crypto.fromBase64(base64);
  if (!/^(0|[1-9]\d{0,14})$/.test(size) || root?.length !== HASH_BYTES) return null;
  return { origin, size: Number(size), root };
}
