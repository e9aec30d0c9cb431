import { open, readdir, rename, rm, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { PackageFile } from '../../../shared/protocol/console-api/calls.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { MAX_BUNDLE_BYTES } from './bundle.ts';
import { folderProblem, systemCode } from '../kernel/folder-problem.ts';
import { refuse } from './refuse.ts';

export const SUFFIX = '.lzx';
/** Shown of a folder. */
const MOST_LISTED = 200;

/** X10: `lianzhi-<city>-<station>-<time>-<end of id>.lzx`; no two packages have one name. */
export function packageName(of: { city: string; station: string; writtenAt: Instant; id: string }): string {
  const time = new Date(of.writtenAt).toISOString().replace(/[-:]|\.\d+/g, '');
  const plain = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '_');
  return `lianzhi-${plain(of.city).slice(0, 40)}-${plain(of.station).slice(-12)}-${time}-${plain(of.id).slice(-4)}${SUFFIX}`;
}

/**
 * X10: whole under its name or not at all, on the disk when it resolves. A stick that is slow holds up nobody. Throws
 * `path-not-absolute`, `folder-missing`, `folder-denied`, `folder-full`, `package-not-written` {reason}.
 * @returns its path.
 */
export async function writePackageFile(folder: string, name: string, bytes: Buffer): Promise<string> {
  requireAbsolute(folder);
  const file = join(folder, name);
  const draft = join(folder, `.${name}.part`);
  try {
    await writeDurably(draft, bytes);
    await rename(draft, file);
    await syncFolder(folder);
    return file;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw folderProblem(error, folder, { code: 'package-not-written', origin: 'exchange' });
  }
}

/** Never more than a package may have. Throws `path-not-absolute`, `package-missing`, `package-unreadable`, `package-too-large`. */
export async function readPackageFile(file: string): Promise<Buffer> {
  requireAbsolute(file);
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > MAX_BUNDLE_BYTES) throw refuse('package-too-large', { limit: MAX_BUNDLE_BYTES });
    // What grows meanwhile, or is no file with an end, is not read past its size.
    const bytes = Buffer.alloc(size);
    let done = 0;
    while (done < size) {
      const { bytesRead } = await handle.read(bytes, done, size - done, done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse('package-missing', { path: file }, error);
    throw refuse('package-unreadable', { path: file, reason: code }, error);
  } finally {
    await handle?.close().catch(() => undefined);
  }
}

/** Newest first. Throws `path-not-absolute`, `folder-missing`, `folder-denied`, `folder-unreadable` {reason}. */
export async function listPackages(folder: string): Promise<PackageFile[]> {
  requireAbsolute(folder);
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX) && !name.startsWith('.'));
    const found = await Promise.all(names.slice(0, 5 * MOST_LISTED).map((name) => describe(join(folder, name))));
    return found
      .filter((one) => one !== null)
      .toSorted((a, b) => b.modifiedAt - a.modifiedAt || a.name.localeCompare(b.name))
      .slice(0, MOST_LISTED);
  } catch (error) {
    throw folderProblem(error, folder, { code: 'folder-unreadable', origin: 'exchange' });
  }
}

async function describe(file: string): Promise<PackageFile | null> {
  try {
    const { size, mtimeMs, isFile } = await statOf(file);
    return isFile ? { file, name: basename(file), bytes: size, modifiedAt: instant(Math.round(mtimeMs)) } : null;
  } catch {
    return null;
  }
}

async function statOf(file: string): Promise<{ size: number; mtimeMs: number; isFile: boolean }> {
  const found = await stat(file);
  return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() };
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  // A draft that an earlier try left behind is nobody's.
  await unlink(file).catch(() => undefined);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** File systems of sticks often cannot; the file itself is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    return;
  }
}

function requireAbsolute(path: string): void {
  if (!isAbsolute(path) || path.includes('\0')) throw refuse('path-not-absolute', { path });
}
