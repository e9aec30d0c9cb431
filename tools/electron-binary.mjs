import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const PACKAGE = path.resolve(import.meta.dirname, '../node_modules/electron');
const FETCH_LIMIT = 20_000;
const DAY = 24 * 60 * 60 * 1_000;

/** Where a failed download is remembered: it concerns this machine's network, not this folder. */
function noteFile() {
  const { env, platform } = process;
  const home = homedir();
  const base =
    platform === 'win32'
      ? env.LOCALAPPDATA || path.join(home, 'AppData', 'Local')
      : platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : env.XDG_CACHE_HOME || path.join(home, '.cache');
  return path.join(base, 'lianzhi-console', 'electron-download.json');
}

function version() {
  return JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')).version;
}

/** The path of Electron's program when it is there, else null. */
export function findElectron() {
  const note = path.join(PACKAGE, 'path.txt');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const program = existsSync(note) ? readFileSync(note, 'utf8').trim() : override ? 'electron' : null;
  if (program === null) return null;
  const file = path.join(override || path.join(PACKAGE, 'dist'), program);
  return existsSync(file) ? file : null;
}

/** Why windows cannot be shown here whatever is installed, as a key of the launch texts; null when they can. */
export function whyNoWindows() {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'no-display';
  // Chromium's sandbox does not run as root, and the console does not run without it.
  return process.getuid?.() === 0 ? 'as-root' : null;
}

function failedLately() {
  try {
    const note = JSON.parse(readFileSync(noteFile(), 'utf8'));
    return note.version === version() && Date.now() - note.at < DAY;
  } catch {
    return false;
  }
}

function remember(ok) {
  const file = noteFile();
  try {
    if (ok) return rmSync(file, { force: true });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ version: version(), at: Date.now() }));
  } catch {
    // Without the note the next start waits again; nothing worse.
  }
}

/** Runs the electron package's own installer for at most 20 s. It verifies checksums itself. */
function download() {
  const installer = path.join(PACKAGE, 'install.js');
  if (!existsSync(installer)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
    const limit = setTimeout(() => child.kill('SIGKILL'), FETCH_LIMIT);
    const done = (ok) => {
      clearTimeout(limit);
      resolve(ok);
    };
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}

/**
 * Electron's program, fetched when that is possible in a short time.
 * @param insist asked for by name: tries again although it failed lately.
 * @returns {Promise<{ program: string } | { reason: string }>} the reason is a key of the launch texts.
 */
export async function ensureElectron(insist) {
  const reason = whyNoWindows();
  if (reason) return { reason };
  const found = findElectron();
  if (found) return { program: found };
  if (!insist && failedLately()) return { reason: 'download-failed-before' };
  const ok = await download();
  const program = findElectron();
  remember(ok && program !== null);
  return program ? { program } : { reason: 'download-failed' };
}
