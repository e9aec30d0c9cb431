import { isSameBytes } from '../../../shared/kit/tlog/crypto.ts';
import type { NoteKey } from '../../../shared/kit/tlog/note.ts';
import { readNotes, type Attested, type WitnessMark } from './attested.ts';
import { signedBytes } from './entry.ts';
import { providerOf } from './provider.ts';
import type { BadEntry } from './bad-entry.ts';
import { keyNamedBy, Walk } from './walk.ts';

/** A stretch of entries, both ends in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Verdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly station: string | null;
  /** Hex; the key that the log begins with. */
  readonly publicKey: string | null;
  /** Whether that key was given by the reader, and not only by the log itself. */
  readonly keyTrusted: boolean;
  readonly firstBad: BadEntry | null;
  readonly checkpoints: number;
  /** Entries that the station's newest checkpoint covers, and those that the newest of each witness does. */
  readonly covered: number;
  readonly witnesses: readonly WitnessMark[];
  /** Stated, never hidden: written after the newest checkpoint, and seen by no witness. */
  readonly uncheckpointed: Stretch | null;
  readonly unwitnessed: Stretch | null;
}

export interface VerifyInput {
  /** Lines in order, without their line breaks. */
  readonly lines: Iterable<string>;
  /** Signed notes, oldest first. */
  readonly checkpoints: readonly string[];
  /** Keys of station and witnesses that the reader has from elsewhere. Without the station's, its own is taken on its word. */
  readonly trusted?: readonly NoteKey[];
  /** Also of entries that a checkpoint covers already; slower. */
  readonly everySignature?: boolean;
}

/**
 * N4: whether a log is what its station wrote, and where it is first not. The chain of hashes is walked whole; a checkpoint's
 * signature proves all entries that it covers, so single signatures are checked for what no sound checkpoint covers.
 */
export function verifyLog({ lines, ...rest }: VerifyInput): Verdict {
  const walk = new Walk(rest.trusted ?? []);
  for (const line of lines) if (!walk.take(line)) break;
  return judge(walk, rest);
}

/** N4 for a log that was walked. */
export function judge(
  walk: Walk,
  { checkpoints, trusted = [], everySignature = false }: Omit<VerifyInput, 'lines'>,
): Verdict {
  const publicKey = walk.first ? keyNamedBy(walk.first) : null;
  const station = walk.first?.station ?? null;
  const attested = station && publicKey ? readNotes(checkpoints, { station, publicKey, trusted }) : null;
  const marks = attested?.marks ?? [];
  const fromNotes = attested ? compare(walk, marks, attested) : null;
  const soundSize = Math.min(walk.bad ? 0 : walk.entries, fromNotes ? 0 : (marks.at(-1)?.size ?? 0));
  const signatures = checkSignatures(walk, everySignature || walk.bad || fromNotes ? 0 : soundSize);
  const firstBad = firstOf([walk.bad, signatures], fromNotes);
  const covered = firstBad ? 0 : (marks.at(-1)?.size ?? 0);
  const witnesses = firstBad ? [] : (attested?.witnesses ?? []);
  const seen = Math.max(0, ...witnesses.map(({ size }) => size));
  return {
    ok: firstBad === null,
    entries: walk.entries,
    station,
    publicKey,
    keyTrusted: publicKey !== null && trusted.some((key) => Buffer.from(key.publicKey).toString('hex') === publicKey),
    firstBad,
    checkpoints: marks.length,
    covered,
    witnesses,
    uncheckpointed: stretch(covered, walk.entries),
    unwitnessed: stretch(seen, walk.entries),
  };
}

function stretch(covered: number, entries: number): Stretch | null {
  return covered < entries ? { from: covered + 1, to: entries } : null;
}

/** Whether the tree that was walked is the one that each note signs. */
function compare({ tree, bad }: Walk, marks: Attested['marks'], { forged }: Attested): BadEntry | null {
  let sound = 0;
  for (const { size, root } of marks) {
    if (size > tree.size) return bad ? null : { no: tree.size + 1, code: 'missing-entries', until: size };
    if (!isSameBytes(tree.root(size), root)) return { no: sound + 1, code: 'checkpoint-root', until: size };
    sound = size;
  }
  return forged ? { no: sound + 1, code: 'checkpoint-signature' } : null;
}

function checkSignatures({ kept }: Walk, covered: number): BadEntry | null {
  const provider = providerOf('sha256+ed25519');
  for (let index = covered; index < kept.length; index += 1) {
    const line = kept[index];
    if (line && !provider.verify(line.publicKey, signedBytes(line.json), line.signature)) {
      return { no: index + 1, code: 'signature' };
    }
  }
  return null;
}

/** The entry that is named by itself, unless a stretch before it is already not what was signed for. */
function firstOf(entries: readonly (BadEntry | null)[], fromNotes: BadEntry | null): BadEntry | null {
  const exact = entries.filter((one) => one !== null).toSorted((a, b) => a.no - b.no)[0];
  if (!exact || (fromNotes?.until !== undefined && fromNotes.until < exact.no)) return fromNotes ?? exact ?? null;
  return exact;
}
