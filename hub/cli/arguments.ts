import { parseArgs } from 'node:util';
import { ProblemError } from '../../shared/kit/problem.ts';
import type { HubSource } from '../../shared/protocol/hub-process.ts';
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
    else if (name === 'mapping') {
      const owner = replays.at(-1);
      if (!owner || owner.mapping !== undefined) throw wrong('mapping-without-replay', {});
      owner.mapping = value ?? '';
    } else single.set(name, value ?? '');
  }

  if (single.has('token') && single.has('token-file')) throw wrong('token-twice', {});
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
    ],
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

function feedId(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(text) || text === 'health') {
    throw wrong('option-value', { option: '--feed', value: text, expected: 'a-z 0-9 -' });
  }
  return text;
}
