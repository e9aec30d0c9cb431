import { createHash, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { ReplayFile, SourceOptions } from './options.ts';
import { refuse } from './options.ts';
import { writePrivateFile } from './secret-file.ts';

const APP_FOLDER = 'lianzhi-console';

/** What a profile holds. A profile that was made for one thing is refused for another (P2). */
const marker = z.object({
  version: z.literal(1),
  mode: z.enum(['demo', 'replay', 'live']),
  /** The seed of a demo, the fingerprint of a replay's files, empty for real feeds. */
  key: z.string(),
  label: z.string(),
});
type Marker = z.infer<typeof marker>;

/** The file names a host keeps in its profile; the core's own are the core's. */
export function profileFiles(profile: string) {
  return {
    marker: path.join(profile, 'profile.json'),
    lock: path.join(profile, 'host.lock'),
    host: path.join(profile, 'host.json'),
    hostToken: path.join(profile, 'host.token'),
    hub: path.join(profile, 'hub'),
    hubToken: path.join(profile, 'hub.token'),
    window: path.join(profile, 'window.json'),
    roads: path.join(profile, 'roads.json'),
  };
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Where the profiles of this user are, by the custom of the operating system. */
export function profilesFolder({ platform, home, env }: Machine): string {
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local'), APP_FOLDER);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', APP_FOLDER);
  // XDG: a relative path there is to be ignored.
  const data = env['XDG_DATA_HOME'];
  return path.join(data && path.isAbsolute(data) ? data : path.join(home, '.local', 'share'), APP_FOLDER);
}

/** The same files in the same order are the same replay: its hub and its console go on where they were. */
function describe(source: SourceOptions): Marker {
  switch (source.mode) {
    case 'demo':
      return { version: 1, mode: 'demo', key: String(source.seed), label: String(source.seed) };
    case 'replay':
      return {
        version: 1,
        mode: 'replay',
        key: fingerprint(source.files),
        label: source.files.map((file) => path.basename(file.path)).join(', '),
      };
    case 'live':
      return { version: 1, mode: 'live', key: '', label: '' };
  }
}

/** A demo and a replay are cities of their own: the same one with the same seed, with the same files. Null: real feeds. */
export function inventedCity(source: SourceOptions): string | null {
  const { mode, key } = describe(source);
  return mode === 'live' ? null : `${mode}-${key}`;
}

function fingerprint(files: readonly ReplayFile[]): string {
  const names = files.map((file) => [realpathSync(file.path), file.mapping ? realpathSync(file.mapping) : '']);
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16);
}

export function choosePath(given: string | null, source: SourceOptions, machine: Machine): string {
  if (given !== null) return path.resolve(machine.cwd, given);
  const { mode, key } = describe(source);
  const name = mode === 'live' ? 'live' : mode === 'demo' && key === '1' ? 'demo' : `${mode}-${key}`;
  return path.join(profilesFolder(machine), name);
}

/** Makes the folder (for its owner only) and proves that it can be used. Throws `profile-unusable`. */
export function openProfile(profile: string): void {
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    if (!statSync(profile).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    accessSync(profile, constants.R_OK | constants.W_OK | constants.X_OK);
    // A read-only file system says yes to `access`; writing settles it. Another start may be at the same test.
    const probe = path.join(profile, `.probe-${randomUUID()}`);
    writePrivateFile(probe, '');
    rmSync(probe);
  } catch (error) {
    throw refuse('profile-unusable', { path: profile, reason: reasonOf(error) });
  }
}

/** P2. Call it while holding the profile's lock. */
export function claimProfile(profile: string, source: SourceOptions): void {
  const wanted = describe(source);
  const file = profileFiles(profile).marker;
  if (!existsSync(file)) return writePrivateFile(file, JSON.stringify(wanted));
  let held: Marker;
  try {
    held = marker.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw refuse('profile-unusable', { path: profile, reason: `profile.json: ${reasonOf(error)}` });
  }
  if (held.mode === wanted.mode && held.key === wanted.key) return;
  throw refuse('profile-of-other-mode', {
    path: profile,
    held: `mode-${held.mode}`,
    heldKey: held.label,
    wanted: `mode-${wanted.mode}`,
    wantedKey: wanted.label,
  });
}

/** The short reason of a system error (`EACCES`), which reads the same in every language. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error) return (error as NodeJS.ErrnoException).code ?? error.message;
  return String(error);
}
