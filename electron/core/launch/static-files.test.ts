import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaticFiles } from './static-files.ts';

let folder = '';
let files: StaticFiles;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'static-'));
  const root = path.join(folder, 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><meta name="csp-nonce" content="" /><p>page');
  writeFileSync(path.join(root, 'mark.svg'), '<svg/>');
  writeFileSync(path.join(root, 'assets', 'main-1a2b.js'), 'x');
  symlinkSync(path.join(folder, 'secret.txt'), path.join(root, 'assets', 'link.txt'));
  files = StaticFiles.load(root);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the built window', () => {
  it('H1: each kind of file with its type, and only what carries a hash is kept for good', async () => {
    const script = await files.answer('/assets/main-1a2b.js');
    expect(script.headers).toMatchObject({
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'private, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    });
    expect((await files.answer('/mark.svg')).headers['Cache-Control']).toBe('no-cache');
    expect((await files.answer('/')).headers['Cache-Control']).toBe('no-store');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets/link.txt',
    '/assets',
    '/assets/',
    '//etc/passwd',
    '/index.html%00.js',
    '/__proto__',
    '',
  ])('H2: %j leads nowhere', async (pathname) => {
    const answer = await files.answer(pathname);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).not.toContain('secret');
  });

  it('H3: the page carries the nonce that its policy names, a new one each time', async () => {
    const [one, two] = [await files.answer('/', ['ws://127.0.0.1:1']), await files.answer('/')];
    const nonces = [one, two].map(
      (answer) => /'nonce-([\w-]{43})'/.exec(answer.headers['Content-Security-Policy'] ?? '')?.[1],
    );
    expect(one.body.toString()).toContain(`<meta name="csp-nonce" content="${nonces[0]}"`);
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('H3: the policy allows nothing by default, no inline and no eval', async () => {
    const policy = (await files.answer('/', ['ws://127.0.0.1:1'])).headers['Content-Security-Policy'] ?? '';
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' ws://127.0.0.1:1;");
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  it('a missing build is named', () => {
    expect(() => StaticFiles.load(path.join(folder, 'none'))).toThrow(/renderer-missing/);
  });
});
