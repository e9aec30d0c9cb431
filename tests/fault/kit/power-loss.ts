import { dirname } from 'node:path';
import type { Random } from '../../../shared/kit/random.ts';
import type { Act } from './strace.ts';

/** The smallest piece that a disk writes whole. */
const SECTOR = 512;

type Pending = Extract<Act, { kind: 'write' | 'truncate' }>;
type FolderAct = Extract<Act, { kind: 'create' | 'unlink' | 'rename' }> & { readonly inode: Inode };

interface Inode {
  readonly durable: Content;
  pending: Pending[];
}

/**
 * A disk behind a recording: which bytes a power cut certainly leaves, and which it may leave.
 *
 * Model: bytes are safe once their file was synced; a name is safe once its folder was synced, or (a new one) its file,
 * as ext4 and xfs do. Anything later may be there in any combination, its writes torn at 512 bytes. Shared memory
 * files (`-shm`) are not recorded and not rebuilt: SQLite makes them anew.
 */
export class Disk {
  /** As the running process sees it. */
  readonly #names = new Map<string, Inode>();
  readonly #durableNames = new Map<string, Inode>();
  #folderActs: FolderAct[] = [];

  apply(act: Act): void {
    switch (act.kind) {
      case 'say':
        return;
      case 'create':
        this.#create(act);
        return;
      case 'write':
      case 'truncate':
        this.#inode(act.file).pending.push(act);
        return;
      case 'sync':
        this.#sync(act.file);
        return;
      case 'unlink':
        this.#rememberFolderAct({ ...act, inode: this.#inode(act.file) });
        this.#names.delete(act.file);
        return;
      case 'rename': {
        const inode = this.#inode(act.from);
        this.#rememberFolderAct({ ...act, inode });
        this.#names.delete(act.from);
        this.#names.set(act.to, inode);
      }
    }
  }

  /** The files after a power cut now; one of the many that are possible, by `random`. */
  cut(random: Random): Map<string, Buffer> {
    const files = new Map<string, Buffer>();
    for (const [file, inode] of this.#cutNames(random)) {
      if (!file.endsWith('-shm')) files.set(file, cutFile(inode, random));
    }
    return files;
  }

  #create(act: Extract<Act, { kind: 'create' }>): void {
    if (this.#names.has(act.file)) return;
    const inode: Inode = { durable: new Content(), pending: [] };
    this.#names.set(act.file, inode);
    this.#rememberFolderAct({ ...act, inode });
  }

  #inode(file: string): Inode {
    const known = this.#names.get(file);
    if (known) return known;
    const inode: Inode = { durable: new Content(), pending: [] };
    this.#names.set(file, inode);
    return inode;
  }

  #rememberFolderAct(act: FolderAct): void {
    this.#folderActs.push(act);
  }

  #sync(file: string): void {
    const inode = this.#names.get(file);
    if (inode) {
      for (const act of inode.pending) inode.durable.apply(act);
      inode.pending = [];
      if (this.#folderActs.some((act) => act.kind === 'create' && act.inode === inode)) {
        this.#durableNames.set(file, inode);
        this.#folderActs = this.#folderActs.filter((act) => !(act.kind === 'create' && act.inode === inode));
      }
      return;
    }
    const settled = this.#folderActs.filter((act) => folderOf(act) === file);
    for (const act of settled) applyToFolder(this.#durableNames, act);
    this.#folderActs = this.#folderActs.filter((act) => folderOf(act) !== file);
  }

  /** A file system's journal keeps the order of names, so what is there of them is a beginning. */
  #cutNames(random: Random): Map<string, Inode> {
    const names = new Map(this.#durableNames);
    for (const act of this.#folderActs.slice(0, random.int(0, this.#folderActs.length))) applyToFolder(names, act);
    return names;
  }
}

function folderOf(act: FolderAct): string {
  return dirname(act.kind === 'rename' ? act.to : act.file);
}

function applyToFolder(names: Map<string, Inode>, act: FolderAct): void {
  if (act.kind === 'create') names.set(act.file, act.inode);
  else if (act.kind === 'unlink') names.delete(act.file);
  else {
    names.delete(act.from);
    names.set(act.to, act.inode);
  }
}

/** Synced bytes, and of the later writes: none, all, a beginning, or any of them; one of them torn. */
function cutFile({ durable, pending }: Inode, random: Random): Buffer {
  const content = durable.copy();
  if (pending.length === 0) return content.bytes();
  const way = random.pick(['none', 'all', 'beginning', 'any'] as const);
  let kept: readonly Pending[] = [];
  if (way === 'all') kept = pending;
  if (way === 'beginning') kept = pending.slice(0, random.int(1, pending.length));
  if (way === 'any') kept = pending.filter(() => random.next() < 0.5);
  const torn = kept.length === 0 ? -1 : random.int(0, kept.length - 1);
  for (const [index, act] of kept.entries()) {
    const pieces = index === torn && act.kind === 'write' ? tear(act, random) : [act];
    for (const piece of pieces) content.apply(piece);
  }
  return content.bytes();
}

/** The sectors of a write that made it. */
function tear(write: Extract<Act, { kind: 'write' }>, random: Random): Pending[] {
  const pieces: Pending[] = [];
  for (let start = 0; start < write.data.length;) {
    // Sectors lie on the disk's grid, not on the write's.
    const end = Math.min(write.data.length, start + SECTOR - ((write.at + start) % SECTOR));
    if (random.next() < 0.5) pieces.push({ ...write, at: write.at + start, data: write.data.subarray(start, end) });
    start = end;
  }
  return pieces;
}

/** Bytes of a file that grow in place: a WAL of some MB gets thousands of writes. */
class Content {
  #buffer: Buffer;
  #size: number;

  constructor(buffer: Buffer = Buffer.alloc(0), size = buffer.length) {
    this.#buffer = buffer;
    this.#size = size;
  }

  apply(act: Pending): void {
    if (act.kind === 'truncate') {
      this.#reserve(act.size);
      // What is cut off reads as zeros when the file grows again.
      if (act.size < this.#size) this.#buffer.fill(0, act.size, this.#size);
      this.#size = act.size;
      return;
    }
    const end = act.at + act.data.length;
    this.#reserve(end);
    act.data.copy(this.#buffer, act.at);
    this.#size = Math.max(this.#size, end);
  }

  copy(): Content {
    return new Content(Buffer.from(this.bytes()), this.#size);
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#size);
  }

  #reserve(size: number): void {
    if (size <= this.#buffer.length) return;
    const larger = Buffer.alloc(Math.max(size, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#size);
    this.#buffer = larger;
  }
}
