import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { kill9, own } from './children.ts';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];

/** A real Chromium whose processes can be killed one by one. Every one of them is a child of ours. */
export class KillableBrowser {
  readonly context: BrowserContext;
  readonly #browser: Browser;
  readonly #kill: () => Promise<void>;

  private constructor(browser: Browser, context: BrowserContext, kill: () => Promise<void>) {
    this.#browser = browser;
    this.context = context;
    this.#kill = kill;
  }

  /** @param state cookies of an earlier one, as a browser that takes up its windows again has them. */
  static async launch(
    executablePath: string,
    state?: Awaited<ReturnType<BrowserContext['storageState']>>,
  ): Promise<KillableBrowser> {
    const server = await chromium.launchServer({ executablePath, args: ARGS, handleSIGINT: false });
    const child = own(server.process());
    const browser = await chromium.connect(server.wsEndpoint());
    const viewport = { width: 1920, height: 1080 };
    const context = await browser.newContext({ viewport, ...(state && { storageState: state }) });
    return new KillableBrowser(browser, context, () => kill9(child));
  }

  /** kill -9 of the process that draws `page`, and of a spare one beside it. Resolves when the page is gone. */
  async killWindow(page: Page): Promise<void> {
    const cdp = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
    const crashed = new Promise<void>((resolve) => page.once('crash', () => resolve()));
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    if (renderers.length === 0) throw new Error('Chromium tells no process that draws');
    for (const { id } of renderers) process.kill(id, 'SIGKILL');
    await crashed;
    await cdp.detach();
    // A crashed page of the same context would be one window too many.
    await page.close();
  }

  /** kill -9 of the whole browser. */
  async killAll(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#browser.once('disconnected', () => resolve()));
    await this.#kill();
    await gone;
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.#kill();
  }
}
