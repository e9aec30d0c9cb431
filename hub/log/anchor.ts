import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * The head of a log, kept beside its database. A database that is behind its anchor was restored from a backup or lost
 * its WAL; the log then starts a new epoch, because stations may hold changes that it no longer knows.
 * The anchor is written after the commit, so that it can never be ahead of a healthy log; it need not be newest.
 */
export interface Anchor {
  /** The seq noted for `epoch`; 0 when nothing is known of it. */
  seqOf(epoch: string): number;
  write(epoch: string, seq: number): void;
}

export function openAnchor(databaseFile: string): Anchor {
  const file = databaseFile.replace(/\.sqlite$/, '') + '.head';
  let noted = read(file);
  return {
    seqOf: (epoch) => (noted?.epoch === epoch ? noted.seq : 0),
    write(epoch, seq) {
      if (noted?.epoch === epoch && noted.seq === seq) return;
      writeFileSync(`${file}.new`, `${epoch} ${seq}\n`);
      renameSync(`${file}.new`, file);
      noted = { epoch, seq };
    },
  };
}

function read(file: string): { epoch: string; seq: number } | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const [epoch, seq] = text.trim().split(' ');
  return epoch && Number.isSafeInteger(Number(seq)) ? { epoch, seq: Number(seq) } : null;
}
