import { isSameBytes, type TlogCrypto } from './crypto.ts';

type Sha256 = TlogCrypto['sha256'];

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of one entry (RFC 6962 §2.1): the prefix keeps a leaf from passing as an inner node. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry);
}

/**
 * The Merkle tree of a log that grows (RFC 6962 §2.1). Keeps the hashes of all complete subtrees, 64 bytes per entry, so that a
 * root or proof for any earlier size costs O(log² n).
 */
export class MerkleTree {
  readonly #sha256: Sha256;
  /** `#levels[k][i]`: the complete subtree over leaves i·2ᵏ … (i+1)·2ᵏ−1. */
  readonly #levels: Uint8Array[][] = [[]];

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  append(leaf: Uint8Array): void {
    this.#levels[0]?.push(leaf);
    for (let level = 0; ; level += 1) {
      const here = this.#levels[level] ?? [];
      if (here.length % 2 !== 0) return;
      const [left, right] = here.slice(-2);
      if (!left || !right) return;
      (this.#levels[level + 1] ??= []).push(this.#sha256(NODE, left, right));
    }
  }

  /** The root over the first `size` entries. Throws `RangeError` beyond the end. */
  root(size = this.size): Uint8Array {
    if (size > this.size) throw new RangeError(`the tree has ${this.size} entries, not ${size}`);
    return size === 0 ? this.#sha256() : this.#range(0, size);
  }

  /** That the tree of `from` entries is the beginning of that of `to` (RFC 6962 §2.1.2); empty when there is nothing to show. */
  consistency(from: number, to = this.size): Uint8Array[] {
    if (from > to || to > this.size) throw new RangeError(`no proof from ${from} to ${to} of ${this.size}`);
    return from === 0 || from === to ? [] : this.#subproof(from, 0, to, true);
  }

  #subproof(from: number, start: number, end: number, isWhole: boolean): Uint8Array[] {
    const length = end - start;
    if (from === length) return isWhole ? [] : [this.#range(start, end)];
    const half = splitOf(length);
    if (from <= half) {
      return [...this.#subproof(from, start, start + half, isWhole), this.#range(start + half, end)];
    }
    return [...this.#subproof(from - half, start + half, end, false), this.#range(start, start + half)];
  }

  #range(start: number, end: number): Uint8Array {
    const length = end - start;
    const level = Math.log2(length);
    if (Number.isInteger(level) && start % length === 0) {
      const found = this.#levels[level]?.[start / length];
      if (found) return found;
    }
    const half = splitOf(length);
    return this.#sha256(NODE, this.#range(start, start + half), this.#range(start + half, end));
  }
}

/** The largest power of two below `length`. */
function splitOf(length: number): number {
  return 2 ** Math.ceil(Math.log2(length) - 1);
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether `proof` shows that the log of `older` is the beginning of that of `newer` (RFC 9162 §2.1.4.2). */
export function isConsistent(sha256: Sha256, older: TreeHead, newer: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && isSameBytes(older.root, newer.root);
  if (older.size === 0) return proof.length === 0;
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return false;
  let node = older.size - 1;
  let last = newer.size - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  let fromOlder = first;
  let fromNewer = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      fromOlder = sha256(NODE, sibling, fromOlder);
      fromNewer = sha256(NODE, sibling, fromNewer);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      fromNewer = sha256(NODE, fromNewer, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && isSameBytes(fromOlder, older.root) && isSameBytes(fromNewer, newer.root);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
