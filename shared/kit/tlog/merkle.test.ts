import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isConsistent, leafHash, MerkleTree } from './merkle.ts';

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Leaves of the test vectors that the transparency projects share (certificate-transparency, merkle tree tests). */
const VECTORS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function treeOf(count: number): MerkleTree {
  const tree = new MerkleTree(sha256);
  for (let entry = 0; entry < count; entry += 1) tree.append(leafHash(sha256, Buffer.from(`entry ${entry}`)));
  return tree;
}

describe('Merkle tree', () => {
  it('N5: has the roots of RFC 6962', () => {
    const tree = new MerkleTree(sha256);
    expect(Buffer.from(tree.root()).toString('hex')).toBe(createHash('sha256').digest('hex'));
    for (const [index, vector] of VECTORS.entries()) {
      tree.append(leafHash(sha256, Buffer.from(vector, 'hex')));
      expect(Buffer.from(tree.root()).toString('hex')).toBe(ROOTS[index]);
    }
  });

  it('N5: a root of an earlier size is that of the tree as it was', () => {
    const tree = treeOf(40);
    for (let size = 0; size <= 40; size += 1) expect(tree.root(size)).toEqual(treeOf(size).root());
  });

  it('N6: shows for every pair of sizes that the one is the beginning of the other, and nothing else', () => {
    const tree = treeOf(33);
    const other = treeOf(33);
    other.append(leafHash(sha256, Buffer.from('another')));
    for (let from = 0; from <= 33; from += 1) {
      for (let to = from; to <= 33; to += 1) {
        const proof = tree.consistency(from, to);
        const older = { size: from, root: tree.root(from) };
        const newer = { size: to, root: tree.root(to) };
        expect(isConsistent(sha256, older, newer, proof)).toBe(true);
        if (from === 0 || from === to) continue;
        const forged = { ...older, root: sha256(older.root) };
        expect(isConsistent(sha256, forged, newer, proof)).toBe(false);
        expect(isConsistent(sha256, older, { ...newer, root: other.root(34) }, proof)).toBe(false);
        expect(isConsistent(sha256, older, newer, proof.slice(1))).toBe(false);
        expect(isConsistent(sha256, older, newer, [...proof, older.root])).toBe(false);
      }
    }
  });
});
