import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from 'playwright/test';
import { temporaryFolder } from '../fixtures/processes.ts';
import { nationalMessage, type NationalMessage } from '../fixtures/warning-messages.ts';
import { Console, Hub, TOKEN } from './console.ts';

/** A folder that a hub watches for warnings in the national form, and seats that hear of them. */
export class WarningInbox {
  readonly #folder: ReturnType<typeof temporaryFolder>;
  readonly #hub: Hub;
  readonly #feed: string;
  #consoles: Console[] = [];

  private constructor(folder: ReturnType<typeof temporaryFolder>, hub: Hub, feed: string) {
    this.#folder = folder;
    this.#hub = hub;
    this.#feed = feed;
  }

  static async create(): Promise<WarningInbox> {
    const folder = temporaryFolder();
    const hub = await Hub.create('--watch', folder.path);
    const feed = (await hub.feeds())[0]?.id ?? '';
    expect(feed).toMatch(/^watch-/);
    return new WarningInbox(folder, hub, feed);
  }

  /** Whole at once, as a program that delivers files does it. Returns when. */
  drop(message: NationalMessage): number {
    const file = path.join(this.#folder.path, `${message.identifier}.xml`);
    writeFileSync(`${file}.part`, nationalMessage(message));
    const at = Date.now();
    renameSync(`${file}.part`, file);
    return at;
  }

  async seat(): Promise<Console> {
    const made = await Console.create('--feed', this.#hub.url(this.#feed), '--token', TOKEN);
    this.#consoles.push(made);
    return made;
  }

  async leaveSeats(): Promise<void> {
    for (const console_ of this.#consoles) await console_.remove();
    this.#consoles = [];
  }

  async remove(): Promise<void> {
    await this.#hub.remove();
    this.#folder.remove();
  }
}

export function rowOf(page: Page, words: string): Locator {
  return page.getByRole('grid', { name: '预警' }).getByRole('row', { name: words });
}
