import { expect, test, type Page } from 'playwright/test';
import type { CallAnswer, CallArgs, CallName } from '../../shared/protocol/console-api/calls.ts';
import type { QueryName, QueryRow } from '../../shared/protocol/console-api/queries.ts';
import { Console, Hub, TOKEN } from './console.ts';

/** One question over the page's own kind of line, with its own cookie: what a window sends when a button is pressed. */
function call<N extends CallName>(page: Page, name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
  const question: { name: string; args: unknown } = { name, args };
  return page.evaluate(
    ({ name, args }) =>
      new Promise<never>((resolve, reject) => {
        const line = new WebSocket(`${location.origin.replace('http', 'ws')}/link`);
        line.onopen = () => line.send(JSON.stringify({ t: 'call', id: 1, name, args }));
        line.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as { t: string; ok: boolean; value: never; problem: unknown };
          if (message.t !== 'answer') return;
          line.close();
          if (message.ok) resolve(message.value);
          else reject(new Error(JSON.stringify(message.problem)));
        };
      }),
    question,
  );
}

function rows<N extends QueryName>(page: Page, name: N, args: unknown = {}): Promise<QueryRow<N>[]> {
  return page.evaluate(
    ([name, args]) =>
      new Promise<never[]>((resolve) => {
        const all: never[] = [];
        const line = new WebSocket(`${location.origin.replace('http', 'ws')}/link`);
        line.onopen = () => line.send(JSON.stringify({ t: 'watch', id: 1, name, args }));
        line.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as { t: string; put: never[]; complete: boolean };
          if (message.t !== 'rows') return;
          all.push(...message.put);
          if (!message.complete) return;
          line.close();
          resolve(all);
        };
      }),
    [name, args] as const,
  );
}

function incident(title: string, level: number) {
  const now = Date.now();
  const data = {
    kind: 'dike',
    level,
    title: { zh: title, en: title },
    status: { state: 'reported', since: now },
    at: [117.5, 30.3],
    reportedAt: now,
    channel: '110',
  };
  return { topic: 'incident', id: title, data };
}

function ambulance() {
  const now = Date.now();
  const data = {
    form: 'unit',
    kind: 'ambulance',
    name: { zh: '急救 47', en: 'Ambulance 47' },
    department: 'EMS',
    status: { state: 'free', since: now },
    at: [117.51, 30.3],
    positionAt: now,
  };
  return { topic: 'resource', id: 'AMB-47', data };
}

test('two seats without a hub change the same thing: both conflicts stand on both, are settled, and both end equal', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const hub = await Hub.create('--feed', 'police', '--feed', 'ambulance');
  await hub.report('police', incident('北支堤段渗水', 3));
  await hub.report('police', incident('石桥村滑坡', 2));
  await hub.report('ambulance', ambulance());
  const feeds = ['--feed', hub.url('police'), '--feed', hub.url('ambulance'), '--token', TOKEN];
  const consoles = [await Console.create(...feeds), await Console.create(...feeds)];
  try {
    const pages: Page[] = [];
    for (const [index, console_] of consoles.entries()) {
      const page = await console_.open(await browser.newContext(), '#/incidents');
      const officer = index === 0 ? 'zhou' : 'lu';
      const name = index === 0 ? '周砚宁' : '陆知微';
      const post = { post: 'CCC-DO1', postName: '值班员', authority: 'dispatch-iv' };
      await expect.poll(async () => (await rows(page, 'seat'))[0]?.status.state).toBe('signedIn');
      await call(page, 'createOfficer', { id: officer, name, ...post, password: 'correct horse 9' });
      await call(page, 'signIn', { officer, password: 'correct horse 9' });
      await expect.poll(async () => (await rows(page, 'resources')).length).toBe(1);
      pages.push(page);
    }
    const [a, b] = pages as [Page, Page];

    await hub.stop();
    await expect(a.getByRole('main').getByRole('status').first()).toContainText(/断网|断开|连不上/, {
      timeout: 10_000,
    });
    for (const [index, page] of pages.entries()) {
      const all = await rows(page, 'incidents');
      const dike = all.find(({ id }) => id === '北支堤段渗水');
      const slide = all.find(({ id }) => id === '石桥村滑坡');
      const [unit] = await rows(page, 'resources');
      if (!dike || !slide || !unit) throw new Error('not there');
      await call(page, 'changeIncident', { id: dike.id, expectedRev: dike.rev, set: { level: index === 0 ? 2 : 4 } });
      const target = index === 0 ? dike : slide;
      const units = [{ id: unit.id, expectedRev: unit.rev }];
      await call(page, 'assignUnits', { id: target.id, expectedRev: target.rev, units });
    }

    await hub.start();
    // The same two open questions at both seats.
    for (const page of pages) {
      await expect
        .poll(async () => (await rows(page, 'conflicts')).map(({ data }) => data.kind).sort(), { timeout: 45_000 })
        .toEqual(['doubleCommitment', 'field']);
      await page.goto(new URL('/#/conflicts', page.url()).href);
      await expect(page.getByRole('main')).toContainText('北支堤段渗水');
    }
    for (let left = 2; left > 0; left -= 1) {
      await a.keyboard.press('1');
      await a.getByRole('textbox').last().fill('巡堤员电话核过');
      await a.keyboard.press('Control+Enter');
      await expect
        .poll(async () => (await rows(a, 'conflicts')).filter(({ data }) => data.status.state === 'open').length)
        .toBe(left - 1);
    }

    const picture = async (page: Page) => ({
      level: (await rows(page, 'incidents')).find(({ id }) => id === '北支堤段渗水')?.data.level,
      unit: (await rows(page, 'resources'))[0]?.data,
      conflicts: (await rows(page, 'conflicts')).map(({ data }) => data.status.state),
    });
    await expect.poll(async () => JSON.stringify(await picture(b))).toBe(JSON.stringify(await picture(a)));
    expect((await picture(b)).conflicts).toEqual(['resolved', 'resolved']);
    // The journal tells it: who changed what, that there were two values, how it was settled.
    const journal = JSON.stringify(await rows(b, 'timeline', { topic: 'incident', id: '北支堤段渗水' }));
    expect(journal).toContain('zhou');
    expect(journal).toContain('巡堤员电话核过');
  } finally {
    for (const console_ of consoles) await console_.remove();
    await hub.remove();
  }
});
