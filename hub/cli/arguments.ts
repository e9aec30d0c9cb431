import { parseArgs } from 'node:util';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { HubSource, WarningIntake } from '../../shared/protocol/hub-process.ts';
import type { Speed } from '../sources/player.ts';
import type { Language } from './text.ts';

export interface Arguments {
  readonly help: boolean;
  readonly language: Language | null;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string | null;
  readonly token: string | null;
  readonly tokenFile: string | null;
  readonly stationTokens: string | null;
  readonly sources: readonly HubSource[];
  readonly warnings: WarningIntake;
  readonly plainFeeds: readonly string[];
  readonly speed: Speed;
}

export const DEFAULT_PORT = 4100;

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  token: { type: 'string' },
  'token-file': { type: 'string' },
  'station-tokens': { type: 'string' },
  scenario: { type: 'boolean' },
  seed: { type: 'string' },
  replay: { type: 'string', multiple: true },
  mapping: { type: 'string', multiple: true },
  feed: { type: 'string', multiple: true },
  watch: { type: 'string', multiple: true },
  poll: { type: 'string', multiple: true },
  'poll-host': { type: 'string', multiple: true },
  'poll-every': { type: 'string' },
  trust: { type: 'string' },
  areas: { type: 'string', multiple: true },
  speed: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function wrong(code: string, params: Record<string, string>): ProblemError {
  return new ProblemError({ code, origin: 'hub', params });
}

/** Reads the command line. Throws `ProblemError` at the first thing that is not understood; nothing is guessed. */
export function readArguments(args: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const single = new Map<string, string>();
  const replays: { path: string; mapping?: string }[] = [];
  const plainFeeds: string[] = [];
  const lists = { watch: [] as string[], poll: [] as string[], 'poll-host': [] as string[], areas: [] as string[] };
  let scenario = false;
  let help = false;

  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw wrong('unknown-option', { option: token.value });
    const { name, rawName, value } = token;
    if (!Object.hasOwn(options, name)) throw wrong('unknown-option', { option: rawName });
    const isFlag = options[name as keyof typeof options].type === 'boolean';
    if (isFlag ? value !== undefined : value === undefined || value === '' || startsLikeOption(token)) {
      throw wrong('option-value', { option: rawName, value: value ?? '', expected: isFlag ? '—' : '…' });
    }
    if (name === 'scenario') scenario = true;
    else if (name === 'help') help = true;
    else if (name === 'replay') replays.push({ path: value ?? '' });
    else if (name === 'feed') plainFeeds.push(feedId(value ?? ''));
    else if (name === 'watch' || name === 'areas') lists[name].push(value ?? '');
    else if (name === 'poll') lists.poll.push(pollUrl(value ?? ''));
    else if (name === 'poll-host') lists[name].push((value ?? '').toLowerCase());
    else if (name === 'mapping') {
      const owner = replays.at(-1);
      if (!owner || owner.mapping !== undefined) throw wrong('mapping-without-replay', {});
      owner.mapping = value ?? '';
    } else single.set(name, value ?? '');
  }

  if (single.has('token') && single.has('token-file')) throw wrong('token-twice', {});
  if (lists.poll.length === 0 && (lists['poll-host'].length > 0 || single.has('poll-every'))) {
    throw wrong('only-with-poll', {});
  }
  const seconds = single.has('poll-every') ? whole('--poll-every', single.get('poll-every'), 5, 86_400) : undefined;
  const hosts = lists['poll-host'];
  const seed = single.has('seed') ? whole('--seed', single.get('seed'), 0, 0xffff_ffff) : 1;
  return {
    help,
    language: language(single.get('lang')),
    port: single.has('port') ? whole('--port', single.get('port'), 0, 65_535) : DEFAULT_PORT,
    host: single.get('host') ?? '127.0.0.1',
    dataDir: single.get('data') ?? null,
    token: single.get('token') ?? null,
    tokenFile: single.get('token-file') ?? null,
    stationTokens: single.get('station-tokens') ?? null,
    sources: [
      ...(scenario ? [{ kind: 'scenario', seed } as const] : []),
      ...replays.map((replay) => ({ kind: 'replay', ...replay }) as const),
      ...lists.watch.map((path) => ({ kind: 'watch', path }) as const),
      ...lists.poll.map((url) => ({ kind: 'poll', url, hosts, ...(seconds !== undefined && { seconds }) }) as const),
    ],
    warnings: { trust: single.get('trust'), areas: lists.areas },
    plainFeeds,
    speed: speed(single.get('speed')),
  };
}

/** `--data --port 1`: the next option was taken for the value. `--seed=-1` is a value. */
function startsLikeOption(token: { value?: string | undefined; inlineValue?: boolean | undefined }): boolean {
  return token.inlineValue !== true && (token.value ?? '').startsWith('--');
}

function whole(option: string, text = '', least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw wrong('option-value', { option, value: text, expected: `${least}…${most}` });
  }
  return value;
}

function speed(text: string | undefined): Speed {
  if (text === undefined) return 1;
  if (text === 'max') return 'max';
  const value = /^\d{1,4}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0.1 && value <= 1_000)) {
    throw wrong('option-value', { option: '--speed', value: text, expected: '0.1…1000, max' });
  }
  return value;
}

function language(text: string | undefined): Language | null {
  if (text === undefined) return null;
  if (text !== 'zh' && text !== 'en')
    throw wrong('option-value', { option: '--lang', value: text, expected: 'zh, en' });
  return text;
}

/** Credentials in an address would end up in logs and on screens. */
function pollUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.hash) {
    throw wrong('option-value', { option: '--poll', value: text, expected: 'http://…, https://…' });
  }
  return url.href;
}

function feedId(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(text) || text === 'health') {
    throw wrong('option-value', { option: '--feed', value: text, expected: 'a-z 0-9 -' });
  }
  return text;
}
