import { expect, type Locator, type Page } from 'playwright/test';

/** What the map's container says of its last drawing. */
export interface Drawn {
  readonly incidents: number;
  readonly incidentsOpen: number;
  readonly units: number;
  readonly areas: number;
  readonly unitHash: string;
}

export function mapOf(page: Page): Locator {
  return page.locator('[data-units]');
}

export async function drawn(page: Page): Promise<Drawn> {
  const data = await mapOf(page).evaluate((element) => ({ ...(element as HTMLElement).dataset }));
  return {
    incidents: Number(data['incidents']),
    incidentsOpen: Number(data['incidentsOpen']),
    units: Number(data['units']),
    areas: Number(data['areas']),
    unitHash: data['unitHash'] ?? '',
  };
}

/** Waits for the shell: the clock runs and the strip has its feeds. */
export async function shown(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo')).toBeVisible();
  await expect(page.getByRole('navigation')).toBeVisible();
}

export async function inEnglish(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
}

/** Every text a person can read now: texts, and the labels of fields and pictures. */
export function visibleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (text && parent?.checkVisibility({ visibilityProperty: true })) texts.push(text);
    }
    for (const element of document.querySelectorAll('[placeholder], [title], [aria-label], img[alt]')) {
      if (!element.checkVisibility()) continue;
      for (const name of ['placeholder', 'title', 'aria-label', 'alt']) {
        const text = element.getAttribute(name)?.trim();
        if (text) texts.push(text);
      }
    }
    return texts;
  });
}
