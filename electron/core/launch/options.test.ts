import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { readCommandLine } from './command-line.ts';
import { parseStartOptions } from './options.ts';

function refusal(...args: string[]): string {
  try {
    parseStartOptions(args);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
  return 'accepted';
}

describe('the start command line', () => {
  it('starts the demo when nothing is given', () => {
    expect(parseStartOptions([])).toEqual({
      host: 'auto',
      profile: null,
      port: 0,
      open: true,
      language: null,
      help: false,
      source: { mode: 'demo', seed: 1, speed: 1 },
      exchange: {},
      warnings: { watch: [], poll: [], areas: [] },
    });
  });

  it('reads every option', () => {
    const args = [
      '--host',
      'loopback',
      '--profile=/p',
      '--port',
      '4200',
      '--no-open',
      '--lang',
      'zh',
      '--demo',
      '--seed',
      '7',
      '--speed',
      '12.5',
    ];
    expect(parseStartOptions(args)).toEqual({
      host: 'loopback',
      profile: '/p',
      port: 4200,
      open: false,
      language: 'zh',
      help: false,
      source: { mode: 'demo', seed: 7, speed: 12.5 },
      exchange: {},
      warnings: { watch: [], poll: [], areas: [] },
    });
  });

  it('reads from where warnings are taken beside a demo or a replay', () => {
    const options = [
      '--watch',
      'in',
      '--watch=more',
      '--poll',
      'https://h/cap',
      '--trust',
      'keys',
      '--areas',
      'a.json',
    ];
    const warnings = { watch: ['in', 'more'], poll: ['https://h/cap'], areas: ['a.json'], trust: 'keys' };
    expect(parseStartOptions(options).warnings).toEqual(warnings);
    expect(parseStartOptions(['--replay', 'x.gpx', ...options]).warnings).toEqual(warnings);
  });

  it('reads what it takes to exchange without a hub, each place in one spelling', () => {
    const place = ['--exchange-port', '42100', '--exchange-host', '192.168.1.20'];
    const peers = ['--peer', 'Desk-2:42100', '--peer', '[fe80::1]:9'];
    const { exchange } = parseStartOptions(['--feed', 'http://h:1/fire', '--city', 'linjiang', ...place, ...peers]);
    expect(exchange).toEqual({
      city: 'linjiang',
      port: 42_100,
      host: '192.168.1.20',
      peers: ['desk-2:42100', '[fe80::1]:9'],
    });
  });

  it.each([
    ['only-with', '--city', 'x'],
    ['bad-city', '--feed', 'http://h:1/fire', '--city', '../x'],
    ['only-with', '--exchange-host', '192.168.1.20'],
    ['bad-exchange-host', '--exchange-port', '1', '--exchange-host', 'a b'],
    ['bad-number', '--exchange-port', '65536'],
    ['bad-peer', '--peer', 'desk-2'],
    ['bad-peer', '--peer', 'http://desk-2:1'],
    ['bad-peer', '--peer', '300.1.1.1:5'],
    ['bad-peer', '--peer', 'desk-2:0'],
    ['value-missing', '--peer'],
  ])('refuses with %s: %s %s %s %s', (code, ...args) => {
    expect(refusal(...args)).toBe(code);
  });

  it('takes several feeds, repeated or in a row, with one token', () => {
    const { source } = parseStartOptions([
      '--feed',
      'http://h:1/fire',
      'https://h/water',
      '--feed',
      'http://i:2/x',
      '--token',
      'abc',
    ]);
    expect(source).toEqual({
      mode: 'live',
      feeds: ['http://h:1/fire', 'https://h/water', 'http://i:2/x'],
      token: { value: 'abc' },
    });
  });

  it('gives each replayed CSV the mapping that follows it, and plays as fast as possible', () => {
    const { source } = parseStartOptions([
      '--replay',
      'a.csv',
      '--mapping',
      'a.json',
      '--replay',
      'alerts',
      '--replay',
      'b.csv',
      '--mapping',
      'b.json',
    ]);
    expect(source).toEqual({
      mode: 'replay',
      files: [{ path: 'a.csv', mapping: 'a.json' }, { path: 'alerts' }, { path: 'b.csv', mapping: 'b.json' }],
      speed: 'max',
    });
  });

  it('takes who sits here, for a demo and a replay', () => {
    expect(parseStartOptions(['--officer', 'gu-bochuan']).source).toMatchObject({
      mode: 'demo',
      officer: 'gu-bochuan',
    });
    const replay = parseStartOptions(['--replay', 'alerts', '--officer', 'gu-bochuan']).source;
    expect(replay).toMatchObject({ mode: 'replay', officer: 'gu-bochuan' });
    expect(parseStartOptions(['--demo']).source).not.toHaveProperty('officer');
  });

  it('takes a road graph for real feeds and a replay; the demo has its own', () => {
    expect(parseStartOptions(['--feed', 'http://h/x', '--roads', 'city.roads']).source).toMatchObject({
      roads: 'city.roads',
    });
    expect(parseStartOptions(['--replay', 'alerts', '--roads=none']).source).toMatchObject({ roads: 'none' });
    expect(parseStartOptions(['--feed', 'http://h/x']).source).not.toHaveProperty('roads');
  });

  it.each([
    ['unknown-option', ['--prot', '1']],
    ['unknown-option', ['-p']],
    ['unknown-option', ['--__proto__']],
    ['unexpected-argument', ['demo']],
    ['unexpected-argument', ['--feed', 'http://h/x', '--no-open', 'http://h/y']],
    ['only-with', ['--feed', 'http://h/x', '--officer', 'gu-bochuan']],
    ['only-with', ['--roads', 'city.roads']],
    ['value-missing', ['--officer']],
    ['value-missing', ['--port']],
    ['value-missing', ['--profile', '--demo']],
    ['value-missing', ['--profile=']],
    ['value-not-wanted', ['--demo=1']],
    ['given-twice', ['--port', '1', '--port', '2']],
    ['given-twice', ['--replay', 'a.csv', '--mapping', 'm', '--mapping', 'n']],
    ['given-twice', ['--feed', 'http://h/x', '--token', 'a', '--token-file', 'f']],
    ['bad-choice', ['--host', 'browser']],
    ['bad-choice', ['--lang', 'fr']],
    ['bad-number', ['--port', '70000']],
    ['bad-number', ['--port', '-1']],
    ['bad-number', ['--port', '1e3']],
    ['bad-number', ['--seed', '1.5']],
    ['bad-speed', ['--speed', '0']],
    ['bad-speed', ['--speed', '1001']],
    ['bad-speed', ['--speed', 'fast']],
    ['bad-feed-url', ['--feed', 'fire']],
    ['bad-feed-url', ['--feed', 'ftp://h/fire']],
    ['bad-feed-url', ['--feed', 'http://h:1/']],
    ['bad-feed-url', ['--feed', 'http://u:p@h/fire']],
    ['bad-feed-url', ['--feed', 'http://h/fire?token=1']],
    ['bad-token', ['--feed', 'http://h/x', '--token', 'a b']],
    ['only-with', ['--seed', '1', '--feed', 'http://h/x']],
    ['only-with', ['--feed', 'http://h/x', '--watch', 'in']],
    ['only-with', ['--feed', 'http://h/x', '--trust', 'keys']],
    ['value-missing', ['--watch']],
    ['bad-poll-url', ['--poll', 'file:///etc']],
    ['bad-poll-url', ['--poll', 'http://u:p@h/x']],
    ['only-with', ['--token', 'x']],
    ['only-with', ['--mapping', 'm']],
    ['mapping-missing', ['--replay', 'a.csv']],
    ['mapping-not-wanted', ['--replay', 'a.gpx', '--mapping', 'm']],
    ['cannot-combine', ['--demo', '--feed', 'http://h/x']],
    ['cannot-combine', ['--demo', '--replay', 'a']],
    ['cannot-combine', ['--replay', 'a', '--feed', 'http://h/x']],
  ])('O1: refuses with %s: %j', (code, args) => {
    expect(refusal(...args)).toBe(code);
  });

  it.each([
    ['the environment', ['--port', 'x'], { LANG: 'zh_CN.UTF-8' }, '--port 需要 0 到 65535 之间的整数，不能是“x”。'],
    [
      '--lang, even when the rest is wrong',
      ['--port', 'x', '--lang', 'zh'],
      { LANG: 'en_US' },
      '--port 需要 0 到 65535 之间的整数，不能是“x”。',
    ],
    ['English elsewhere', ['--port', 'x'], { LANG: 'de_DE' }, '--port needs a whole number from 0 to 65535, not "x".'],
  ])('O1: says one line in the language of %s', (_of, args, env, text) => {
    expect(readCommandLine(args, env)).toEqual({ kind: 'say', text, code: 1 });
  });

  it('shows the help and succeeds', () => {
    expect(readCommandLine(['--help', '--lang', 'en'], {})).toMatchObject({
      kind: 'say',
      code: 0,
      text: expect.stringContaining('--replay PATH'),
    });
  });

  it('O1: keeps a hostile argument on one line', () => {
    const said = readCommandLine(['--feed', 'a\nready http://evil/'], { LANG: 'en' });
    expect(said).toMatchObject({ kind: 'say', code: 1 });
    expect(said.kind === 'say' && said.text.includes('\n')).toBe(false);
  });
});
