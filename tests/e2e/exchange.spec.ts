import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Locator, type Page } from 'playwright/test';
import { readBundle, writeBundle, type Bundle, type BundleBody } from '../../electron/core/exchange/bundle.ts';
import { openStationKey, type StationKey } from '../../electron/core/exchange/station-key.ts';
import { compareStore, effectsOf, readHubLog, readOutbox, titlesOf } from '../fault/kit/model.ts';
import { temporaryFolder } from '../fixtures/processes.ts';
import { Console, Hub, TOKEN } from './console.ts';

const FEED = 'police';
const FIRST = '北支堤段渗水';
const SECOND = '石桥村滑坡';
const THIRD = '东圩泵站停电';

function goTo(page: Page, desk: string): Promise<unknown> {
  return page.goto(new URL(`/#/${desk}`, page.url()).href);
}

/** A new report as an officer gives it when the hub is away. */
async function report(page: Page, title: string): Promise<void> {
  await goTo(page, 'incidents');
  await page.getByRole('button', { name: '登记新事件' }).click();
  await page.getByRole('textbox', { name: '标题', exact: true }).fill(title);
  await page.getByRole('button', { name: '登记，先存本机' }).click();
  await expect(row(page, title)).toContainText('待发');
}

function row(page: Page, title: string): Locator {
  return page.getByRole('grid', { name: '事件' }).getByRole('row').filter({ hasText: title });
}

/** What a console says of itself: its fingerprint, and the address where others may call. */
async function ownStation(page: Page): Promise<{ readonly fingerprint: string; readonly address: string }> {
  await goTo(page, 'exchange');
  const facts = page.getByRole('main').locator('dl');
  await expect(facts).toContainText(/127\.0\.0\.1:\d+/);
  return {
    fingerprint: (await facts.locator('[translate=no]').getAttribute('aria-label')) ?? '',
    address: /127\.0\.0\.1:\d+/.exec(await facts.innerText())?.[0] ?? '',
  };
}

/** @returns the path of the package. */
async function write(page: Page, folder: string, orders: number): Promise<string> {
  await goTo(page, 'exchange');
  await page.getByLabel('文件夹').fill(folder);
  await page.getByRole('button', { name: '写出包' }).click();
  const note = page.getByRole('status').filter({ hasText: `已写出 ${orders} 条指令` });
  return note.locator('bdi').innerText();
}

/** @returns what stands on the screen of it, taken or refused. */
async function read(page: Page, file: string): Promise<Locator> {
  await goTo(page, 'exchange');
  await page.getByLabel('文件夹').fill(path.dirname(file));
  await page.getByRole('button', { name: '找包' }).click();
  const name = path.basename(file);
  await page.locator(`[data-file="${name}"]`).getByRole('button', { name: '读' }).click();
  const note = page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: name });
  await expect(note).toBeVisible();
  return note;
}

/** Comparing by telephone: another last group leaves the button grey. */
async function trust(form: Locator, fingerprint: string): Promise<void> {
  await expect(form.locator('[translate=no]')).toHaveAttribute('aria-label', fingerprint);
  const agree = form.getByRole('button', { name: '四组都相同，信任' });
  await form.getByLabel('对方念的最后一组').fill('0000');
  await expect(agree).toBeDisabled();
  await form.getByLabel('对方念的最后一组').fill(fingerprint.slice(-4).toLowerCase());
  await agree.click();
}

interface Wrong {
  readonly name: string;
  readonly bytes: Buffer;
  readonly says: readonly string[];
}

/** All signed by a station that is trusted, where there is a signature: a strange one would be refused for that alone. */
function wrongPackages(good: Buffer, own: StationKey): Wrong[] {
  const { key: _, ...body }: Bundle = readBundle(good);
  const signed = (change: object): Buffer => writeBundle({ ...body, ...change } as BundleBody, own);
  const altered = Buffer.from(good);
  const place = good.indexOf(FIRST);
  altered.writeUInt8(good.readUInt8(place + 2) ^ 1, place + 2);
  const hostile = body.commands.map((command) => {
    const text = command.text.replace('"payload":{', '"payload":{"__proto__":{"level":1},');
    return { ...command, text, signature: own.sign('command', Buffer.from(text)) };
  });
  const ahead = Date.now() + 90 * 60_000;
  return [
    { name: 'city', bytes: signed({ city: 'yunjiang' }), says: ['另一个城市的（yunjiang）', '先问清楚是不是弄错了'] },
    { name: 'signature', bytes: altered, says: ['包的签名不对', '先打电话问对方'] },
    { name: 'half', bytes: good.subarray(0, good.length / 2), says: ['包不完整，没有写完', '请对方重写一份'] },
    { name: 'empty', bytes: Buffer.alloc(0), says: ['包不完整，没有写完', '请对方重写一份'] },
    { name: 'future', bytes: signed({ writtenAt: ahead }), says: ['包的时间比本机快', '先对时再读'] },
    {
      name: 'proto',
      bytes: signed({ ['__proto__']: { city: 'x' } }),
      says: ['读不懂', '含禁用的键名', '先打电话问对方'],
    },
    {
      name: 'mixed',
      bytes: signed({ commands: [...hostile, ...body.commands] }),
      says: ['新收 0 条，早已有 1 条', '1 条没有收，其余照算', '含禁用的键名'],
    },
    { name: 'order', bytes: signed({ commands: hostile }), says: ['一条也没有收', '1 × 席位', '含禁用的键名'] },
  ];
}

test('without a hub a report goes by package and by LAN and counts once; a wrong package says why and ends nothing', async ({
  browser,
}, info) => {
  test.setTimeout(180_000);
  const hub = await Hub.create('--feed', FEED);
  const stick = temporaryFolder();
  const start = ['--feed', hub.url(FEED), '--token', TOKEN, '--exchange-host', '127.0.0.1', '--exchange-port', '0'];
  const consoles: Console[] = [];
  const faults: string[] = [];
  const open = async (...args: readonly string[]): Promise<Page> => {
    const console_ = await Console.create(...start, ...args);
    consoles.push(console_);
    const page = await console_.open(await browser.newContext(), '#/exchange');
    page.on('pageerror', (error) => faults.push(error.message));
    return page;
  };
  try {
    const a = await open();
    const ownA = await ownStation(a);
    const b = await open('--peer', ownA.address);
    const ownB = await ownStation(b);
    // Without a name, the city is told from the feed: it has to be reached once.
    for (const page of [a, b]) await expect(page.getByRole('main').locator('dl')).toContainText(/hub-[0-9a-f]{12}/);
    await hub.stop();
    const peer = b.locator(`[data-peer="${ownA.address}"]`);
    await expect(peer).toContainText('席位的指纹没有核对过', { timeout: 40_000 });

    await report(a, FIRST);
    const file = await write(a, stick.path, 1);
    const stranger = await read(b, file);
    await expect(stranger).toContainText('席位的指纹没有核对过');
    await trust(stranger.locator('form'), ownA.fingerprint);
    // Read again by itself.
    await expect(b.getByRole('status').filter({ hasText: '新收 1 条，早已有 0 条' })).toBeVisible();
    await expect(peer).toContainText('对方还没有核对本席的指纹');
    expect(await (await read(b, file)).innerText()).toContain('新收 0 条，早已有 1 条');
    await goTo(b, 'incidents');
    await expect(row(b, FIRST)).toContainText('待发');
    await goTo(b, 'outbox');
    await expect(b.locator('[data-carried]').filter({ hasText: FIRST })).toContainText(/代席位 \w{6} 发/);

    const keyOfA = openStationKey(consoles[0]?.profile ?? '', console);
    for (const { name, bytes, says } of wrongPackages(readFileSync(file), keyOfA)) {
      const wrong = path.join(stick.path, `wrong-${name}.lzx`);
      writeFileSync(wrong, bytes);
      const note = await read(b, wrong);
      for (const words of says) await expect(note).toContainText(words);
      await info.attach(name, { body: await b.screenshot(), contentType: 'image/png' });
    }
    // Nothing of them came in, and the next good one does.
    await report(a, SECOND);
    const next = await read(b, await write(a, stick.path, 2));
    await expect(next).toContainText('新收 1 条，早已有 1 条');
    expect(Object.fromEntries(readOutbox(consoles[1]?.profile ?? ''))).toEqual(
      Object.fromEntries(readOutbox(consoles[0]?.profile ?? '')),
    );

    // The other way by LAN: A compares too, calls B, and what it reports is there by itself.
    const station = a.locator('[data-station]');
    await station.getByRole('button', { name: '核对后信任' }).click();
    await trust(station.locator('form'), ownB.fingerprint);
    await a.getByLabel('对方的本网地址').fill(ownB.address);
    await a.getByRole('button', { name: '加入' }).click();
    for (const page of [a, b]) {
      await expect(page.locator('[data-peer][data-state=joined]').first()).toContainText('已连通');
    }
    await report(a, THIRD);
    await goTo(b, 'incidents');
    await expect(row(b, THIRD)).toContainText('待发');

    await hub.start();
    const log = () => readHubLog(path.join(hub.data, `${FEED}.sqlite`));
    const nothing = { lost: [], doubled: [], wrong: [] };
    for (const [index, page] of [a, b].entries()) {
      await goTo(page, 'incidents');
      for (const title of [FIRST, SECOND, THIRD]) {
        await expect(row(page, title)).toHaveCount(1);
        await expect(row(page, title)).not.toContainText('待发', { timeout: 30_000 });
      }
      const profile = consoles[index]?.profile ?? '';
      await expect.poll(() => compareStore({ hub: log(), feed: FEED, profile })).toEqual(nothing);
    }
    expect([...titlesOf(log())].sort()).toEqual([FIRST, SECOND, THIRD].sort());
    expect([...effectsOf(log()).values()]).toEqual([1, 1, 1]);
    expect((await hub.feeds()).map(({ head }) => head)).toEqual([3]);
    expect(faults).toEqual([]);
  } finally {
    for (const console_ of consoles) await console_.remove();
    await hub.remove();
    stick.remove();
  }
});
