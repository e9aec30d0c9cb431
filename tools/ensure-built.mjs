import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'out');
const STAMP = path.join(OUT, 'stamp');

/** What the output depends on. Tests and prose beside the sources do not count; the manual is part of the window. */
const SOURCES = [
  'electron',
  'hub',
  'renderer',
  'resources/manual',
  'shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const NO_SOURCE = /\.test\.tsx?$|README\.md$/;
const RESULTS = [
  'main/desktop.js',
  'main/loopback.js',
  'main/core.js',
  'main/geo-worker.js',
  'main/plan-worker.js',
  'main/roads-worker.js',
  'main/scan-worker.js',
  'main/hub.js',
  'preload/index.cjs',
  'renderer/index.html',
];

function* filesUnder(relative) {
  const entries = readdirSync(path.join(ROOT, relative), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${relative}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(name);
    else if (entry.isFile() && !NO_SOURCE.test(entry.name)) yield name;
  }
}

function hashSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const names = path.extname(source) ? [source] : filesUnder(source);
    for (const name of names) {
      const content = readFileSync(path.join(ROOT, name));
      hash.update(`${name}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

function isBuilt(hash) {
  if (!RESULTS.every((file) => existsSync(path.join(OUT, file)))) return false;
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash;
}

/**
 * One builder at a time, by a lock of the operating system (an SQLite file held open): it ends with its process, so a
 * killed build leaves nothing behind that would need to be called stale.
 */
async function takeLock() {
  const { default: Database } = await import('better-sqlite3');
  mkdirSync(OUT, { recursive: true });
  const lock = new Database(path.join(OUT, 'build.lock'), { timeout: 0 });
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return () => lock.close();
    } catch (error) {
      if (error.code !== 'SQLITE_BUSY') throw error;
      await sleep(200);
    }
  }
}

function runBuild() {
  const command = [path.join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('exit', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Builds out/ when the sources are not those that it was built from. Ends the process with the reason when that fails. */
export async function ensureBuilt() {
  if (isBuilt(hashSources())) return;
  const unlock = await takeLock();
  try {
    // Taken again: another start may have built while this one waited.
    const hash = hashSources();
    if (isBuilt(hash)) return;
    console.error('正在构建… building…');
    rmSync(STAMP, { force: true });
    const { ok, output } = await runBuild();
    if (!ok) {
      console.error(`${output.trimEnd()}\n构建失败。The build failed.`);
      process.exit(1);
    }
    writeFileSync(STAMP, hash);
  } finally {
    unlock();
  }
}
