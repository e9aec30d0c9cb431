import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** A Chromium that is here: CHROMIUM, the system's, or the one that Playwright fetched; null when there is none. */
export function findChromium() {
  const candidates = [process.env.CHROMIUM, ...SYSTEM, chromium.executablePath()];
  return candidates.find((file) => file && existsSync(file)) ?? null;
}

/** Finds Chromium, or installs Debian's package as root, or Playwright's own build; null when nothing can be had. */
export function findOrInstallChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } else {
    try {
      execFileSync('playwright', ['install', 'chromium'], { stdio: 'inherit' });
    } catch {
      // Said by the caller: the browser tests are then counted as not run.
    }
  }
  return findChromium();
}
