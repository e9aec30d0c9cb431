import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { HubSource } from '../../../shared/protocol/hub-process.ts';
import type { FeedAddress } from '../kernel/channel.ts';
import { checkToken, refuse, type ReplayFile, type SourceOptions, type WarningOptions } from './options.ts';
import { reasonOf } from './profile.ts';
import { checkRoadsFile, NO_ROADS } from './roads-choice.ts';

/**
 * Makes the options' paths absolute and looks whether they are there. Throws `file-missing`, `file-unreadable`,
 * `roads-file-wrong`.
 */
export function resolveSource(given: SourceOptions, cwd: string): SourceOptions {
  const source = resolveRoads(given, cwd);
  if (source.mode === 'live' && source.token && 'file' in source.token) {
    const file = path.resolve(cwd, source.token.file);
    requireReadable(file);
    return { ...source, token: { value: checkToken(readFileSync(file, 'utf8').trim()) } };
  }
  if (source.mode !== 'replay') return source;
  return { ...source, files: source.files.map((file) => resolveReplay(file, cwd)) };
}

/** The same for what warnings are taken from. Throws `not-a-folder` besides. */
export function resolveWarnings(given: WarningOptions, cwd: string): WarningOptions {
  const folder = (name: string): string => {
    const full = path.resolve(cwd, name);
    requireReadable(full);
    if (!statSync(full).isDirectory()) throw refuse('not-a-folder', { path: full });
    return full;
  };
  const file = (name: string): string => {
    const full = path.resolve(cwd, name);
    requireReadable(full);
    return full;
  };
  const { watch, poll, trust, areas } = given;
  return {
    watch: watch.map(folder),
    poll,
    areas: areas.map(file),
    ...(trust !== undefined && { trust: folder(trust) }),
  };
}

function resolveRoads(source: SourceOptions, cwd: string): SourceOptions {
  if (source.mode === 'demo' || source.roads === undefined || source.roads === NO_ROADS) return source;
  const roads = path.resolve(cwd, source.roads);
  requireReadable(roads);
  checkRoadsFile(roads);
  return { ...source, roads };
}

function resolveReplay(file: ReplayFile, cwd: string): ReplayFile {
  const resolved: ReplayFile = {
    path: path.resolve(cwd, file.path),
    ...(file.mapping === undefined ? {} : { mapping: path.resolve(cwd, file.mapping) }),
  };
  requireReadable(resolved.path);
  if (resolved.mapping !== undefined) requireReadable(resolved.mapping);
  return resolved;
}

function requireReadable(file: string): void {
  try {
    const isFolder = statSync(file).isDirectory();
    accessSync(file, isFolder ? constants.R_OK | constants.X_OK : constants.R_OK);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'ENOENT' || reason === 'ENOTDIR') throw refuse('file-missing', { path: file });
    throw refuse('file-unreadable', { path: file, reason });
  }
}

/** What our own hub plays and takes warnings from; null when the feeds are others'. */
export function hubSources(source: SourceOptions, { watch, poll }: WarningOptions): readonly HubSource[] | null {
  if (source.mode === 'live') return null;
  const played: readonly HubSource[] =
    source.mode === 'demo'
      ? [{ kind: 'scenario', seed: source.seed }]
      : source.files.map((file) => ({ kind: 'replay', ...file }));
  return [
    ...played,
    ...watch.map((folder): HubSource => ({ kind: 'watch', path: folder })),
    ...poll.map((url): HubSource => ({ kind: 'poll', url })),
  ];
}

export function liveFeeds(source: SourceOptions): readonly FeedAddress[] {
  if (source.mode !== 'live') return [];
  const token = source.token && 'value' in source.token ? source.token.value : '';
  return source.feeds.map((url) => ({ url, token }));
}
