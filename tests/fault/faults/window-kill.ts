import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { findChromium } from '../../../tools/chromium.mjs';
import { Console as WholeConsole } from '../../e2e/console.ts';
import type { Bench, Fault } from '../fault.ts';
import { KillableBrowser } from '../kit/browser.ts';
import { childOf, own } from '../kit/children.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub, TOKEN } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog, type HubLog } from '../kit/model.ts';
import { PageOrders } from '../kit/page-orders.ts';
import { Reporter } from '../kit/reporter.ts';
import { SocketSeat } from '../kit/socket-seat.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

/** R1: from the kill to a new window on which the last confirmed order can be read. */
const USABLE_BAR = 3_000;
const SHOWN = 100;
const OFFICER = { officer: 'zhou', password: 'correct horse 9' };

/**
 * R1 at the glass: the process that draws the window is killed while orders are given in it; now and then the whole browser.
 * What the window was told is there and stays, what it was not told is counted, the core does not notice.
 */
export const killWindow: Fault = {
  name: 'kill-window',
  title: 'kill -9 of a window (Chromium’s renderer, sometimes all of Chromium) while orders are given in it',
  rules: ['R1', 'R13'],
  async run(bench) {
    const chromium = findChromium();
    if (!chromium)
      return { kind: 'notRun', why: 'no Chromium here (CHROMIUM=/path/to/it, or apt-get install chromium)' };
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const console_ = await WholeConsole.create('--feed', hub.url('fault'), '--token', TOKEN);
    try {
      return await run(bench, chromium, hub, console_);
    } finally {
      await console_.remove();
    }
  },
};

async function run(
  bench: Bench,
  chromium: string,
  hub: Hub,
  console_: WholeConsole,
): Promise<ReturnType<Tally['counted']>> {
  const tally = new Tally();
  const reporter = new Reporter(hub, bench.random);
  const orders = new PageOrders();
  const host = console_.program ? own(console_.program.child).pid : undefined;
  let browser = await KillableBrowser.launch(chromium);
  await orders.listen(browser.context);
  let page = await console_.open(browser.context, '#/incidents');
  const seat = await SocketSeat.open(new URL(page.url()).origin, await cookieOf(browser, page));
  await signIn(seat);
  const core = host === undefined ? undefined : childOf(host);
  if (core === undefined) throw new Error('the core’s process is not seen');
  reporter.start(30);
  await untilCurrent(seat, hub, 'fault');

  const kills = bench.full ? 40 : 6;
  for (let count = 0; count < kills; count += 1) {
    await orders.start(page, String(count), 40);
    await sleep(bench.random.int(150, 1_200));
    const wholeBrowser = count % 4 === 3;
    const start = performance.now();
    if (wholeBrowser) {
      const state = await browser.context.storageState();
      await browser.killAll();
      browser = await KillableBrowser.launch(chromium, state);
      await orders.listen(browser.context);
    } else {
      await browser.killWindow(page);
    }
    tally.tries += 1;
    page = await browser.context.newPage();
    await page.goto(new URL('/#/incidents', console_.link).href);
    const last = orders.confirmed.at(-1);
    if (last) await page.getByText(last.title, { exact: true }).first().waitFor({ timeout: 15_000 });
    tally.recovered(performance.now() - start, USABLE_BAR);
    if (childOf(host ?? 0) !== core) tally.fail('the core’s process is another one after a window died');
  }

  await browser.close();
  await reporter.stop();
  await untilCurrent(seat, hub, 'fault');
  await untilSettled(seat);
  const outbox = seat.watch('outbox', {});
  await until('the outbox', 10_000, () => (outbox.complete ? true : null));
  const shown = new Set(outbox.rows.keys());
  seat.close();
  await console_.stop();
  await hub.stop();

  const log = readHubLog(hub.log('fault'));
  const { confirmed, unconfirmed, refused } = orders;
  const ids = confirmed.map(({ commandId }) => commandId);
  const commands = compareCommands(ids, log, console_.profile);
  tally.difference(compareReports(reporter.reported, log));
  tally.difference(compareStore({ hub: log, feed: 'fault', profile: console_.profile }));
  tally.difference(commands);
  const effects = effectsByTitle(log);
  tally.doubled += [...effects.values()].filter((times) => times > 1).length;
  tally.lost += confirmed.filter(({ title }) => !effects.has(title)).length;
  // A window is given the newest ones.
  for (const id of ids.slice(-SHOWN))
    if (!shown.has(id)) tally.fail('a confirmed order is not in the outbox of a new window');
  if (confirmed.length === 0) tally.fail('no order was confirmed: this test cannot see a loss');
  const done = unconfirmed.filter((title) => effects.has(title)).length;
  tally.fact(
    `${confirmed.length} orders confirmed to a window ${JSON.stringify(commands.states)}, ${refused.length} refused; ` +
      `${unconfirmed.length} unconfirmed when their window died: ${done} of them were carried out, once, ${unconfirmed.length - done} never left`,
  );
  return tally.counted();
}

async function signIn(seat: SocketSeat): Promise<void> {
  const seats = seat.watch('seat', {});
  await until('the first account', 20_000, () => (seats.rows.get('seat')?.status.state === 'signedIn' ? true : null));
  seats.close();
  const post = { post: 'CCC-DO1', postName: '值班员', authority: 'dispatch-iv' };
  await seat.call('createOfficer', { id: OFFICER.officer, name: '周砚宁', ...post, password: OFFICER.password });
  await seat.call('signIn', OFFICER);
}

async function cookieOf(browser: KillableBrowser, page: Page): Promise<string> {
  const [cookie] = await browser.context.cookies(page.url());
  if (!cookie) throw new Error('the page has no cookie');
  return `${cookie.name}=${cookie.value}`;
}

/** How many incidents bear a title: an order that was carried out twice makes two. */
function effectsByTitle({ rows }: HubLog): Map<string, number> {
  const incidents = new Map<string, Set<string>>();
  for (const { id, op, data, command } of rows.values()) {
    if (command === null || op !== 'put' || data === null) continue;
    const { title } = JSON.parse(data) as { title?: Record<string, string> };
    for (const text of new Set(Object.values(title ?? {}))) {
      const ids = incidents.get(text) ?? new Set();
      incidents.set(text, ids.add(id));
    }
  }
  return new Map([...incidents].map(([title, ids]) => [title, ids.size]));
}
