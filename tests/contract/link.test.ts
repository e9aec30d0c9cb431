import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Link, LinkState, Rows } from '../../renderer/link/link.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';
import { MAX_LINK_BYTES } from '../../shared/protocol/console-api/link.ts';
import type { Problem } from '../../shared/kit/problem.ts';
import { openDesktopLink } from './desktop-link.ts';
import type { LinkUnderTest } from './link-under-test.ts';
import { openLoopbackLink } from './loopback-link.ts';

/** Reaches for names that the contract does not have, as an old or a hostile window would. */
interface LooseLink {
  call(name: string, args: unknown): Promise<unknown>;
  watch(name: string, args: unknown, onRows: () => void, onEnded: (problem: Problem) => void): () => void;
}
const loose = (line: Link): LooseLink => line as unknown as LooseLink;

function reaches(line: Link, state: LinkState): Promise<void> {
  return new Promise((resolve) => {
    if (line.state === state) return resolve();
    const end = line.onState((next) => {
      if (next !== state) return;
      end();
      resolve();
    });
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** What a window holds of a live query: rows by id. */
function follow(line: Link) {
  const rows = new Map<string, EntityRow<'resource'>>();
  const parts: Rows<EntityRow<'resource'>>[] = [];
  const end = line.watch('resources', {}, (part) => {
    parts.push(part);
    if (part.restart) rows.clear();
    for (const row of part.put) rows.set(row.id, row);
    for (const id of part.remove) rows.delete(id);
  });
  return { rows, parts, end };
}

const links: readonly (readonly [string, (folder: string) => Promise<LinkUnderTest>])[] = [
  ['the desktop link', openDesktopLink],
  ['the loopback link', openLoopbackLink],
];

describe.each(links)('%s', (_name, open) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'link-'));
  let link: LinkUnderTest;
  let line: Link;
  beforeAll(async () => {
    link = await open(folder);
    line = link.line;
    await reaches(line, 'open');
  });
  afterAll(async () => {
    await link.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers a call', async () => {
    const session = await line.call('session', {});
    expect(session).toMatchObject({ mode: 'demo', hasCityMap: true });
    expect(session.stationId).toMatch(/\S/);
  });

  it('gives a live query: first rows until they are whole, then what changes', async () => {
    const { rows, parts, end } = follow(line);
    await until(() => parts.some((part) => part.complete));
    expect(parts[0]?.restart).toBe(false);
    expect(parts[0]?.total).toBeTypeOf('number');
    // The demo's units move.
    const whole = parts.length;
    await until(() => rows.size > 0 && parts.length > whole);
    const changed = parts.slice(whole).flatMap((part) => part.put);
    expect(changed.length).toBeGreaterThan(0);
    for (const row of changed) expect(rows.has(row.id)).toBe(true);
    end();
    const after = parts.length;
    await line.call('session', {});
    const settled = parts.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(parts.length).toBe(settled);
    expect(settled - after).toBeLessThanOrEqual(1);
  });

  it('refuses a call with wrong arguments by a problem', async () => {
    const refused = loose(line).call('acknowledgeIncident', { id: 'x' });
    await expect(refused).rejects.toMatchObject({
      name: 'ProblemError',
      problem: { code: expect.any(String), origin: expect.any(String) },
    });
  });

  it.each(['nonsense', '__proto__', 'constructor', 'toString'])('refuses the unknown name %s', async (name) => {
    await expect(loose(line).call(name, {})).rejects.toMatchObject({ name: 'ProblemError' });
    const problem = await new Promise<Problem>((resolve) => loose(line).watch(name, {}, () => undefined, resolve));
    expect(problem.code).toMatch(/\S/);
  });

  it('refuses a query with wrong arguments by a problem', async () => {
    const problem = await new Promise<Problem>((resolve) =>
      loose(line).watch('timeline', { topic: 1 }, () => undefined, resolve),
    );
    expect(problem.code).toMatch(/\S/);
  });

  it('R27: lives through what is no message of the contract', async () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{',
      '{"t":"call"}',
      '{"t":"call","id":-1,"name":"session","args":{}}',
      `${'['.repeat(100_000)}`,
    ])
      link.sendRaw(text);
    await expect(line.call('session', {})).resolves.toMatchObject({ mode: 'demo' });
  });

  it('R27: refuses an oversize message, in the window and behind it', async () => {
    const value = 'x'.repeat(MAX_LINK_BYTES + 1);
    await expect(line.call('setPreference', { key: 'k', value })).rejects.toMatchObject({
      problem: { code: 'message-too-large' },
    });
    link.sendRaw(JSON.stringify({ t: 'call', id: 1_000_000, name: 'setPreference', args: { key: 'oversize', value } }));
    // The line may be cut for it; it comes back, and the preference was not written.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await reaches(line, 'open');
    const keys = new Set<string>();
    await new Promise<void>((resolve) => {
      line.watch('preferences', {}, (part) => {
        for (const row of part.put) keys.add(row.id);
        if (part.complete) resolve();
      });
    });
    expect(keys.has('oversize')).toBe(false);
  });

  it('R1: is lost with the core, and back within 3 s with its watches started again', async () => {
    const { rows, parts, end } = follow(line);
    await until(() => parts.some((part) => part.complete) && rows.size > 0);
    const lost = reaches(line, 'lost');
    const killed = performance.now();
    link.killCore();
    await lost;
    await expect(line.call('session', {})).rejects.toMatchObject({ problem: { code: 'line-lost' } });
    await reaches(line, 'open');
    const again = () => parts.slice(parts.findIndex((part) => part.restart));
    await until(() => again()[0]?.restart === true && again().some((part) => part.complete));
    expect(performance.now() - killed).toBeLessThan(3_000);
    expect(again().filter((part) => part.restart)).toHaveLength(1);
    expect(rows.size).toBeGreaterThan(0);
    end();
  });
});
