import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toProblem } from '../../shared/kit/problem.ts';
import { openHub, type Hub } from '../hub.ts';
import { createLogger } from '../logger.ts';
import { readArguments, type Arguments } from './arguments.ts';
import { languageOf, say, sayProblem, type Language } from './text.ts';
import { ownToken, readTokenFile } from './token.ts';

/** The feed of a hub that was given nothing to play. */
const PLAIN_FEED = 'city';

/** The hub as a program. Resolves with the exit code; the hub runs on until a signal when it is 0 and not `help`. */
export async function runCommandLine(args: readonly string[], resources: string): Promise<number | Hub> {
  let language: Language = langOption(args) ?? languageOf(process.env);
  try {
    const given = readArguments(args);
    language = given.language ?? language;
    if (given.help) {
      process.stdout.write(say(language, 'help'));
      return 0;
    }
    return await start(given, language, resources);
  } catch (error) {
    process.stderr.write(`${sayProblem(language, toProblem(error, 'hub'))}\n`);
    return 2;
  }
}

async function start(given: Arguments, language: Language, resources: string): Promise<Hub> {
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'lianzhi-hub-'));
  const own = given.token === null && given.tokenFile === null ? ownToken(dataDir) : null;
  const token = own?.token ?? given.token ?? readTokenFile(given.tokenFile ?? '');
  const ids = given.plainFeeds.length + given.sources.length === 0 ? [PLAIN_FEED] : given.plainFeeds;
  const hub = await openHub({
    dataDir,
    host: given.host,
    port: given.port,
    token,
    stationTokens: given.stationTokens ?? undefined,
    sources: given.sources,
    warnings: given.warnings,
    speed: given.speed,
    resources,
    plainFeeds: ids.map((id) => ({ id, name: { zh: id, en: id }, maxAgeSeconds: 60 })),
    log: createLogger(),
  });
  const print = (key: string, params = {}): void => void process.stdout.write(`${say(language, key, params)}\n`);
  if (given.dataDir === null) print('data-temporary', { path: dataDir });
  if (own) print('token-at', { path: own.path });
  for (const { id, url } of hub.feeds) print('feed', { id, url });
  print('ready', { origin: hub.origin, count: hub.feeds.length });
  if (given.sources.length > 0) void hub.played.then(() => print('played'));
  return hub;
}

/** The language is wanted even for saying that another option is wrong. */
function langOption(args: readonly string[]): Language | null {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const value = args[at]?.split('=')[1] ?? args[at + 1];
  return at >= 0 && (value === 'zh' || value === 'en') ? value : null;
}
