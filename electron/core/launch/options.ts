import { parseArgs } from 'node:util';
import { ProblemError, type Param } from '../../../shared/kit/problem.ts';
import { isHost, peerAddress } from '../exchange/peer-address.ts';
import type { ExchangeStart } from '../kernel/channel.ts';
import type { Language } from './language.ts';

type HostChoice = 'auto' | 'desktop' | 'loopback';
type Speed = number | 'max';

export interface ReplayFile {
  readonly path: string;
  readonly mapping?: string;
}

/** Where the picture comes from; the three never mix in one profile. */
export type SourceOptions =
  | { readonly mode: 'demo'; readonly seed: number; readonly speed: Speed; readonly officer?: string }
  | {
      readonly mode: 'replay';
      readonly files: readonly ReplayFile[];
      readonly speed: Speed;
      readonly officer?: string;
      readonly roads?: string;
    }
  | {
      readonly mode: 'live';
      readonly feeds: readonly string[];
      /** A built road graph, or `none`; when absent the one that the profile keeps. */
      readonly roads?: string;
      readonly token: { readonly value: string } | { readonly file: string } | null;
    };

/** What our own hub takes warnings from, beside what it plays. */
export interface WarningOptions {
  readonly watch: readonly string[];
  readonly poll: readonly string[];
  readonly trust?: string;
  readonly areas: readonly string[];
}

export interface StartOptions {
  readonly host: HostChoice;
  readonly profile: string | null;
  readonly port: number;
  readonly open: boolean;
  readonly language: Language | null;
  readonly help: boolean;
  readonly source: SourceOptions;
  readonly exchange: ExchangeStart;
  readonly warnings: WarningOptions;
}

const definitions = {
  host: { type: 'string' },
  profile: { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  feed: { type: 'string', multiple: true },
  token: { type: 'string' },
  'token-file': { type: 'string' },
  demo: { type: 'boolean' },
  seed: { type: 'string' },
  speed: { type: 'string' },
  replay: { type: 'string', multiple: true },
  mapping: { type: 'string', multiple: true },
  watch: { type: 'string', multiple: true },
  poll: { type: 'string', multiple: true },
  trust: { type: 'string' },
  areas: { type: 'string', multiple: true },
  officer: { type: 'string' },
  roads: { type: 'string' },
  city: { type: 'string' },
  'exchange-port': { type: 'string' },
  'exchange-host': { type: 'string' },
  peer: { type: 'string', multiple: true },
  lang: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** A shop window runs in real time; a file is wanted whole. */
const DEMO_SPEED = 1;
const REPLAY_SPEED = 'max';

export function refuse(code: string, params: Readonly<Record<string, Param>> = {}): ProblemError {
  return new ProblemError({ code, origin: 'launch', params });
}

/**
 * The start's command line, checked as far as that is possible without looking at the disk.
 * @throws ProblemError with a code of `text.ts`.
 */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { values, feeds, files, peers, lists } = readTokens(args);
  return {
    host: choice('host', values.get('host'), ['auto', 'desktop', 'loopback'], 'auto'),
    profile: values.get('profile') ?? null,
    port: wholeNumber('port', values.get('port'), 0, 65_535, 0),
    open: !values.has('no-open'),
    language: values.has('lang') ? choice<Language>('lang', values.get('lang'), ['zh', 'en'], 'zh') : null,
    help: values.has('help'),
    source: sourceOf(values, feeds, files),
    exchange: exchangeOf(values, peers),
    warnings: warningsOf(values, lists, feeds.length > 0),
  };
}

interface Read {
  readonly values: Map<string, string>;
  readonly feeds: string[];
  readonly files: { path: string; mapping?: string }[];
  readonly peers: string[];
  readonly lists: Readonly<Record<'watch' | 'poll' | 'areas', string[]>>;
}

/** Node's tokens, because order carries meaning: addresses after `--feed`, a `--mapping` after its `--replay`. */
function readTokens(args: readonly string[]): Read {
  const { tokens } = parseArgs({
    args: [...args],
    options: definitions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const read: Read = { values: new Map(), feeds: [], files: [], peers: [], lists: { watch: [], poll: [], areas: [] } };
  let afterFeed = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (!afterFeed) throw refuse('unexpected-argument', { argument: token.value });
      read.feeds.push(token.value);
      continue;
    }
    const option = token.rawName;
    const definition = Object.hasOwn(definitions, token.name)
      ? definitions[token.name as keyof typeof definitions]
      : null;
    if (!definition) throw refuse('unknown-option', { option });
    if (definition.type === 'boolean' && token.value !== undefined) throw refuse('value-not-wanted', { option });
    // A value that looks like an option is a forgotten value.
    const isMissing =
      token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('--'));
    if (definition.type === 'string' && isMissing) throw refuse('value-missing', { option });
    const value = token.value ?? '';
    afterFeed = token.name === 'feed';
    if (token.name === 'feed') read.feeds.push(value);
    else if (token.name === 'replay') read.files.push({ path: value });
    else if (token.name === 'peer') read.peers.push(value);
    else if (token.name === 'watch' || token.name === 'poll' || token.name === 'areas')
      read.lists[token.name].push(value);
    else if (token.name === 'mapping') giveMapping(read.files, value);
    else if (read.values.has(token.name)) throw refuse('given-twice', { option });
    else read.values.set(token.name, value);
  }
  return read;
}

function giveMapping(files: Read['files'], mapping: string): void {
  const file = files.at(-1);
  if (!file) throw refuse('only-with', { option: '--mapping', other: '--replay' });
  if (file.mapping !== undefined) throw refuse('given-twice', { option: '--mapping' });
  if (!isCsv(file.path)) throw refuse('mapping-not-wanted', { path: file.path });
  file.mapping = mapping;
}

function isCsv(path: string): boolean {
  return /\.csv$/i.test(path);
}

function sourceOf(values: Map<string, string>, feeds: string[], files: Read['files']): SourceOptions {
  const chosen = [values.has('demo') && '--demo', files.length > 0 && '--replay', feeds.length > 0 && '--feed'].filter(
    (name) => name !== false,
  );
  if (chosen.length > 1) throw refuse('cannot-combine', { first: chosen[0] ?? '', second: chosen[1] ?? '' });
  const only = chosen[0] ?? '--demo';
  const needs = (option: string, sources: readonly string[]): void => {
    if (values.has(option) && !sources.includes(only))
      throw refuse('only-with', { option: `--${option}`, other: sources.join(', ') });
  };
  needs('seed', ['--demo']);
  needs('speed', ['--demo', '--replay']);
  // With real feeds the password decides who sits here.
  needs('officer', ['--demo', '--replay']);
  // The demo city brings its own.
  needs('roads', ['--feed', '--replay']);
  needs('token', ['--feed']);
  // A demo and a replay are cities of their own.
  needs('city', ['--feed']);
  needs('token-file', ['--feed']);

  const asked = values.get('officer');
  const officer = asked === undefined ? {} : { officer: asked };
  const graph = values.get('roads');
  const roads = graph === undefined ? {} : { roads: graph };
  if (only === '--feed') return { mode: 'live', feeds: feeds.map(feedUrl), token: tokenOf(values), ...roads };
  if (only === '--replay') {
    for (const file of files)
      if (isCsv(file.path) && !file.mapping) throw refuse('mapping-missing', { path: file.path });
    return { mode: 'replay', files, speed: speed(values.get('speed'), REPLAY_SPEED), ...officer, ...roads };
  }
  const seed = wholeNumber('seed', values.get('seed'), 0, 0xffff_ffff, 1);
  return { mode: 'demo', seed, speed: speed(values.get('speed'), DEMO_SPEED), ...officer };
}

function exchangeOf(values: Map<string, string>, peers: readonly string[]): ExchangeStart {
  const [city, port, host] = ['city', 'exchange-port', 'exchange-host'].map((name) => values.get(name));
  if (city !== undefined && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(city)) throw refuse('bad-city', { value: city });
  if (host !== undefined && port === undefined) {
    throw refuse('only-with', { option: '--exchange-host', other: '--exchange-port' });
  }
  if (host !== undefined && !isHost(host)) throw refuse('bad-exchange-host', { value: host });
  return {
    ...(city !== undefined && { city }),
    ...(port !== undefined && { port: wholeNumber('exchange-port', port, 0, 65_535, 0) }),
    ...(host !== undefined && { host }),
    ...(peers.length > 0 && { peers: peers.map(checkPeer) }),
  };
}

/** With real feeds the warnings come by them: their hubs have these options of their own. */
function warningsOf(values: Map<string, string>, lists: Read['lists'], isLive: boolean): WarningOptions {
  const trust = values.get('trust');
  const given = [
    ...Object.entries(lists)
      .filter(([, list]) => list.length > 0)
      .map(([name]) => name),
    ...(trust === undefined ? [] : ['trust']),
  ];
  if (isLive && given[0] !== undefined)
    throw refuse('only-with', { option: `--${given[0]}`, other: '--demo, --replay' });
  return { ...lists, poll: lists.poll.map(pollUrl), ...(trust !== undefined && { trust }) };
}

function pollUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const fits = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.hash;
  if (!fits) throw refuse('bad-poll-url', { value });
  return url.href;
}

function checkPeer(value: string): string {
  try {
    return peerAddress(value);
  } catch (error) {
    throw error instanceof ProblemError ? refuse('bad-peer', { value }) : error;
  }
}

function tokenOf(values: Map<string, string>): { value: string } | { file: string } | null {
  const value = values.get('token');
  const file = values.get('token-file');
  if (value !== undefined && file !== undefined) throw refuse('given-twice', { option: '--token, --token-file' });
  if (file !== undefined) return { file };
  return value === undefined ? null : { value: checkToken(value) };
}

export function checkToken(token: string): string {
  if (!/^[\x21-\x7e]{1,512}$/.test(token)) throw refuse('bad-token');
  return token;
}

function feedUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  const fits = url && /^https?:$/.test(url.protocol) && /^\/[\w.-]+$/.test(url.pathname);
  // Credentials in an address end up in logs and on screens.
  if (!fits || url.username || url.password || url.search || url.hash) throw refuse('bad-feed-url', { value });
  return url.href;
}

function speed(value: string | undefined, fallback: Speed): Speed {
  if (value === undefined) return fallback;
  if (value === 'max') return value;
  const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
  if (!(number >= 1 && number <= 1_000)) throw refuse('bad-speed', { value });
  return number;
}

function wholeNumber(option: string, value: string | undefined, from: number, to: number, fallback: number): number {
  if (value === undefined) return fallback;
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(number >= from && number <= to)) throw refuse('bad-number', { option: `--${option}`, from, to, value });
  return number;
}

function choice<C extends string>(option: string, value: string | undefined, choices: readonly C[], fallback: C): C {
  if (value === undefined) return fallback;
  const found = choices.find((item) => item === value);
  if (!found) throw refuse('bad-choice', { option: `--${option}`, choices: choices.join(', '), value });
  return found;
}
