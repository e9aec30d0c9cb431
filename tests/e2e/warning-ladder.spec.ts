import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { rowOf, WarningInbox } from './warning-inbox.ts';

/** Red goes to the first rung after so long, resources/demo-city/escalation.json. */
const FIRST_RUNG = 60_000;

test('nobody has it: it goes up by the clock, also while the console is dead', async ({ context }) => {
  test.setTimeout(240_000);
  const inbox = await WarningInbox.create();
  try {
    const console_ = await inbox.seat();
    const page = await console_.open(context, '#/alerts');
    const headline = '望江区发布山洪红色预警';
    const at = inbox.drop({ identifier: 'E2E-RED-3', headline });
    const banner = page.locator('[data-banner="warning"]');
    await expect(banner).toContainText(headline);
    await expect(banner).toContainText(/后报 CCC-DL/);
    await expect(banner).not.toContainText('已上报');

    await console_.program?.stop('SIGKILL');
    await sleep(Math.max(0, at + FIRST_RUNG + 5_000 - Date.now()));
    const started = Date.now();
    await console_.start();
    await page.goto(console_.link);
    await expect(banner).toContainText('已上报 1 级', { timeout: 15_000 });
    console.log(`dead over the first rung; escalated ${Date.now() - started} ms after the start`);
    // And on by the running clock.
    await expect(banner).toContainText('已上报 2 级', { timeout: 2 * FIRST_RUNG - (Date.now() - at) + 15_000 });
    console.log(`second rung (120 s) after ${((Date.now() - at) / 1_000).toFixed(1)} s`);
    await page.goto(new URL('/#/alerts', console_.link).href);
    await rowOf(page, headline).click();
    await expect(page.getByRole('region', { name: '预警' }).last()).toContainText(/已报 .*CCC-IC/);
  } finally {
    await inbox.leaveSeats();
    await inbox.remove();
  }
});
