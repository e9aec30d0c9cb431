import { expect, test, type Locator, type Page } from 'playwright/test';
import { distance, type LonLat } from '../../shared/kit/geo.ts';
import { createRandom } from '../../shared/kit/random.ts';
import { Console, Hub, TOKEN } from './console.ts';
import { inEnglish, mapOf, shown } from './page.ts';

function tool(page: Page, name: string): Locator {
  return page.locator(`section[data-tool=${name}]`);
}

async function open(page: Page, name: string): Promise<Locator> {
  await page.locator(`button[data-tool=${name}]`).click();
  await expect(tool(page, name)).toBeVisible();
  return tool(page, name);
}

async function typeSpot(panel: Locator, slot: string, text: string): Promise<void> {
  const field = panel.locator(`[data-spot=${slot}] input`);
  await field.fill(text);
  await field.press('Enter');
  await expect(panel.locator(`[data-spot=${slot}]`)).toHaveAttribute('data-set', 'true');
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The route as an officer copies it out. */
async function routeOf(page: Page, panel: Locator): Promise<{ line: LonLat[]; seconds: number }> {
  await panel.getByRole('button', { name: /复制路线|已复制/ }).click();
  const { geometry, properties } = JSON.parse(await clipboard(page)) as {
    geometry: { coordinates: LonLat[] };
    properties: { seconds: number };
  };
  return { line: geometry.coordinates, seconds: properties.seconds };
}

/** Whether two segments have a place in common, worked out here and not with the console's own geometry. */
function meet([a, b]: readonly [LonLat, LonLat], [c, d]: readonly [LonLat, LonLat]): boolean {
  const turn = (p: LonLat, q: LonLat, r: LonLat): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}

function crosses(line: readonly LonLat[], ring: readonly LonLat[]): boolean {
  const pairs = (points: readonly LonLat[]): (readonly [LonLat, LonLat])[] =>
    points.slice(1).map((to, index) => [points[index] as LonLat, to]);
  const [first] = ring;
  return pairs(line).some((leg) => pairs([...ring, first as LonLat]).some((edge) => meet(leg, edge)));
}

test.describe('questions to the map of the demo city', () => {
  let console_: Console;
  test.beforeAll(async () => {
    console_ = await Console.create();
  });
  test.afterAll(() => console_.remove());

  test('a cordon is drawn, and the route that stands on the map goes around it', async ({ context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await console_.open(context, '#/picture');
    await shown(page);
    const panel = await open(page, 'ask');
    await panel.locator('[data-mode=route]').click();
    await typeSpot(panel, 'from', '117.5600, 30.3060');
    await typeSpot(panel, 'to', '117.6100, 30.2900');
    await expect(panel.locator('[data-route=told]')).toBeVisible();
    const before = await routeOf(page, panel);
    expect(before.line.length).toBeGreaterThan(3);

    // Around a place half way of the route itself, some 70 m each way.
    const [lon, lat] = before.line[Math.floor(before.line.length / 2)] as LonLat;
    const ring: LonLat[] = [[lon - 7e-4, lat - 6e-4], [lon + 7e-4, lat - 6e-4], [lon + 7e-4, lat + 6e-4], [lon - 7e-4, lat + 6e-4]]; // prettier-ignore
    expect(crosses(before.line, ring)).toBe(true);
    const draw = await open(page, 'draw');
    await draw.locator('[data-kind=cordon]').click();
    const point = draw.getByLabel('按坐标或方位加一点');
    for (const corner of ring) {
      await point.fill(corner.map((value) => value.toFixed(6)).join(', '));
      await point.press('Enter');
    }
    await draw.getByRole('button', { name: '完成' }).click();
    await expect(mapOf(page)).toHaveAttribute('data-drawings', '1');

    await open(page, 'ask');
    await expect.poll(async () => (await routeOf(page, panel)).line).not.toEqual(before.line);
    await expect(panel.locator('[data-route=told]')).toBeVisible();
    const after = await routeOf(page, panel);
    expect(crosses(after.line, ring)).toBe(false);
    expect(after.seconds).toBeGreaterThan(before.seconds);
    await expect(panel.getByText(/避开警戒封路 1 处/)).toBeVisible();

    // The rings of reach and the nearest units know of it too.
    await panel.locator('[data-mode=reach]').click();
    await typeSpot(panel, 'origin', '117.5839, 30.3067');
    await expect(panel.locator('[data-reach=told]')).toBeVisible();
    const free = await panel.locator('[data-count=free] td').allInnerTexts();
    expect(free.map(Number)).toEqual(free.map(Number).sort((a, b) => a - b));
    await panel.locator('[data-mode=nearest]').click();
    await typeSpot(panel, 'target', '117.5839, 30.3067');
    await expect(panel.locator('[data-nearest=road] li').first()).toBeVisible();
    const seconds = await panel
      .locator('[data-nearest] [data-seconds]')
      .evaluateAll((all) => all.map((each) => Number((each as HTMLElement).dataset['seconds'])));
    expect(seconds.length).toBeGreaterThan(2);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  });

  test('a unit is found for an incident and handed to its dispatch form', async ({ context }) => {
    const page = await console_.open(context, '#/picture');
    await shown(page);
    await page.getByRole('listbox').getByRole('option').first().click();
    const panel = await open(page, 'ask');
    await panel.locator('[data-mode=nearest]').click();
    const target = panel.locator('[data-spot=target]');
    if ((await target.getAttribute('data-set')) === 'true') await target.getByRole('button').click();
    await target.getByRole('button', { name: '用所选对象' }).click();
    const first = panel.locator('[data-nearest=road] li').first();
    await first.getByRole('button', { name: '派', exact: true }).click();
    await expect(page.getByRole('button', { name: /派出 1|派 1|1 支/ })).toBeEnabled();
  });

  test('names by pinyin initials from the palette, coordinates in every form, without a mouse', async ({ context }) => {
    const page = await console_.open(context, '#/incidents');
    await shown(page);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('sdyrmyy');
    const hit = page.getByRole('dialog').getByText('市第一人民医院', { exact: true });
    await expect(hit).toBeVisible();
    await expect(page.locator('[data-selected]').filter({ hasText: '市第一人民医院' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/picture/);
    await expect(page.getByRole('heading', { name: '市第一人民医院' })).toBeVisible();
    await expect(page.getByRole('dialog')).toBeHidden();

    await page.keyboard.press('Control+K');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.type('50R NU 55771 52170');
    await expect(page.locator('[data-selected]').filter({ hasText: '回车到此坐标' })).toBeVisible();
    await page.keyboard.press('Enter');
    const panel = await open(page, 'ask');
    await expect(panel.locator('[data-form=decimal]')).toContainText('117.58000');
    await expect(panel.locator('[data-form=mgrs]')).toContainText('50R NU 55771 52170');
    await expect(panel.locator('[data-form=gcj02]')).toContainText('117.5852');
    await inEnglish(page);
    await expect(panel.getByRole('button', { name: 'Copy Phone apps, GCJ-02' })).toBeVisible();
  });
});

/** Metres from a way to a place, on a plane around it. */
function metresFrom(line: readonly LonLat[], [lon, lat]: LonLat): number {
  const east = 111_320 * Math.cos((lat * Math.PI) / 180);
  const flat = line.map(([x, y]) => [(x - lon) * east, (y - lat) * 111_320] as const);
  const legs = flat.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = flat[index] ?? [x, y];
    const length = Math.hypot(x - fromX, y - fromY);
    const steps = Math.max(1, Math.ceil(length));
    return Math.min(...Array.from({ length: steps + 1 }, (_, step) => Math.hypot(fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps))); // prettier-ignore
  });
  return Math.min(...legs);
}

test('the scene of an incident closes its road: the route turns away and says why; a judgement is only offered', async ({
  context,
}) => {
  test.setTimeout(240_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const underpass: LonLat = [117.569419, 30.348317];
  // Of the demo's night: the underpass is cut from its 6th minute, the dike is a judgement from its 48th.
  const console_ = await Console.create('--speed', '40');
  try {
    const page = await console_.open(context, '#/picture');
    await shown(page);
    const panel = await open(page, 'ask');
    await panel.locator('[data-mode=route]').click();
    await typeSpot(panel, 'from', '117.5640, 30.3475');
    await typeSpot(panel, 'to', '117.5750, 30.3490');
    const scene = panel.locator('[data-scene]').filter({ hasText: '人民路下穿隧道双向封闭' });
    await expect(scene).toBeVisible({ timeout: 60_000 });
    await expect(scene).toContainText('道路中断 30 米');
    await expect(panel.getByText('为此绕开：')).toBeVisible();
    expect(metresFrom((await routeOf(page, panel)).line, underpass)).toBeGreaterThan(30);
    expect(Number(await mapOf(page).getAttribute('data-closed-roads'))).toBeGreaterThan(0);

    await panel.locator('[data-tab=none]').click();
    await expect(panel.locator('[data-closures="0"]')).toBeVisible();
    await expect.poll(async () => metresFrom((await routeOf(page, panel)).line, underpass)).toBeLessThan(30);

    await panel.locator('[data-tab=rule]').click();
    const dike = panel
      .getByRole('list', { name: '可一并封闭（须研判）：' })
      .locator('[data-scene]')
      .filter({ hasText: '柳浦大堤' });
    await expect(dike).toBeVisible({ timeout: 120_000 });
    const closed = Number(await panel.locator('[data-closures]').getAttribute('data-closures'));
    await panel.locator('[data-tab=all]').click();
    await expect(dike).toHaveCount(0);
    await expect
      .poll(async () => Number(await panel.locator('[data-closures]').getAttribute('data-closures')))
      .toBeGreaterThan(closed);
  } finally {
    await console_.remove();
  }
});

test.describe('what is inside an area', () => {
  const center: LonLat = [104.06, 30.66];
  const random = createRandom(33);
  let hub: Hub;
  let console_: Console;
  const records: { topic: string; id: string; data: Record<string, unknown> & { at: LonLat } }[] = [];

  test.beforeAll(async () => {
    hub = await Hub.create('--feed', 'police');
    const now = Date.now();
    const place = (): LonLat => [center[0] + (random.next() - 0.5) * 0.06, center[1] + (random.next() - 0.5) * 0.05];
    const name = (id: string): object => ({ zh: id, en: id });
    for (let index = 0; index < 90; index += 1) {
      const id = `U-${index}`;
      const state = random.pick(['free', 'returning', 'offDuty']);
      records.push({ topic: 'resource', id, data: { form: 'unit', kind: 'engine', name: name(id), department: random.pick(['FRD', 'EMS']), status: { state, since: now }, at: place(), positionAt: now } }); // prettier-ignore
    }
    for (let index = 0; index < 40; index += 1) {
      const id = `F-${index}`;
      records.push({ topic: 'resource', id, data: { form: 'facility', kind: random.pick(['hospital', 'shelter']), name: name(id), at: place(), inService: true } }); // prettier-ignore
    }
    for (let index = 0; index < 40; index += 1) {
      const id = `I-${index}`;
      records.push({ topic: 'incident', id, data: { kind: 'fire', level: random.int(1, 4), title: name(id), status: { state: 'reported', since: now }, at: place(), reportedAt: now, channel: '119' } }); // prettier-ignore
    }
    for (let index = 0; index < 30; index += 1) {
      const id = `HD-${index}`;
      const [likelihood, severity] = [random.int(1, 5), random.int(1, 5)];
      records.push({ topic: 'hazard', id, data: { kind: 'fire', title: name(id), place: name('p'), likelihood, severity, nearVulnerable: false, estimated: false, owner: 'FRD', inspector: 'FRD', persons: null, foundAt: now, dueAt: now + random.pick([-1, 1]) * 86_400_000, status: { state: 'inWork', since: now }, at: place() } }); // prettier-ignore
    }
    for (const record of records) await hub.report('police', record);
    console_ = await Console.create('--feed', hub.url('police'), '--token', TOKEN);
  });
  test.afterAll(async () => {
    await console_.remove();
    await hub.remove();
  });

  test('equals a count of every record that the hub was given, and follows it', async ({ context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await console_.open(context, '#/picture');
    await shown(page);
    const panel = await open(page, 'ask');
    await panel.locator('[data-mode=inside]').click();
    await typeSpot(panel, 'center', center.join(', '));
    await panel.getByLabel('半径（米）').fill('1500');
    const within = records.filter(({ data }) => distance(center, data.at) <= 1_500);
    const form = (wanted: string): number => within.filter(({ data }) => data['form'] === wanted).length;
    const count = (group: string): Locator => panel.locator(`[data-group=${group}]`);
    expect(form('unit')).toBeGreaterThan(5);
    await expect(count('units')).toHaveAttribute('data-count', String(form('unit')));
    await expect(count('facilities')).toHaveAttribute('data-count', String(form('facility')));
    const incidents = within.filter(({ topic }) => topic === 'incident').length;
    await expect(count('incidents')).toHaveAttribute('data-count', String(incidents));
    const hazards = within.filter(({ topic }) => topic === 'hazard');
    const late = hazards.filter(({ data }) => (data['dueAt'] as number) < Date.now()).length;
    expect(late).toBeGreaterThan(0);
    await expect(count('hazards')).toHaveAttribute('data-count', String(hazards.length));
    await expect(count('hazards').locator('summary')).toContainText(`逾期 ${late}`);
    const fire = within.filter(({ data }) => data['department'] === 'FRD').length;
    await expect(count('units-FRD')).toHaveAttribute('data-count', String(fire));
    await expect(panel.locator('[data-people=unknown]')).toContainText('没有人口数据');

    await panel.getByRole('button', { name: '复制为 CSV' }).click();
    const rows = (await clipboard(page)).trim().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[1]).sort()).toEqual(within.map(({ id }) => id).sort());

    // Live: one comes into the circle.
    await hub.report('police', {
      topic: 'incident',
      id: 'I-new',
      data: { ...records.find(({ topic }) => topic === 'incident')?.data, at: center },
    });
    await expect(count('incidents')).toHaveAttribute('data-count', String(incidents + 1));

    // A row opens its record.
    await panel.locator('[data-row=I-new]').click();
    await expect(panel.locator('li[data-selected=true] [data-row=I-new]')).toBeVisible();

    // Without roads the nearest units are by distance, and it is said.
    await panel.locator('[data-mode=nearest]').click();
    await typeSpot(panel, 'target', center.join(', '));
    await expect(panel.getByText('改按直线距离排，不是行车时间。')).toBeVisible();
    const free = records.filter(({ data }) => data['form'] === 'unit' && (data['status'] as { state: string }).state === 'free'); // prettier-ignore
    const nearest = free.sort((a, b) => distance(center, a.data.at) - distance(center, b.data.at))[0];
    await expect(panel.locator('[data-nearest=air] li').first()).toHaveAttribute('data-unit', nearest?.id ?? '');
  });
});
