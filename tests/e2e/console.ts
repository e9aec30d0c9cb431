import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright/test';
import type { Inspection } from '../../electron/core/inspect.ts';
import { freePort, Program, temporaryFolder } from '../fixtures/processes.ts';

export const TOKEN = 'e2e-token-of-this-run';

/** A hub that runs alone, on a port and a folder that outlive a restart. */
export class Hub {
  readonly port: number;
  readonly #folder = temporaryFolder();
  readonly #args: readonly string[];
  program: Program | null = null;

  private constructor(port: number, args: readonly string[]) {
    this.port = port;
    this.#args = args;
  }

  static async create(...args: readonly string[]): Promise<Hub> {
    const hub = new Hub(await freePort(), args);
    await hub.start();
    return hub;
  }

  /** Its logs, one SQLite file a feed. */
  get data(): string {
    return path.join(this.#folder.path, 'hub');
  }

  async start(): Promise<void> {
    mkdirSync(this.data, { recursive: true });
    this.program = new Program('hub/main.ts', [
      '--port',
      String(this.port),
      '--data',
      this.data,
      '--token',
      TOKEN,
      ...this.#args,
    ]);
    await this.program.line(/hub ready/);
  }

  url(feed: string): string {
    return `http://127.0.0.1:${this.port}/${feed}`;
  }

  /** One report through the HTTP intake. */
  async report(feed: string, body: unknown): Promise<{ id: string; seq: number }> {
    const answer = await fetch(`${this.url(feed)}/intake`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`intake: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string; seq: number };
  }

  async feeds(): Promise<{ id: string; head: number; epoch: string }[]> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/health`);
    return ((await answer.json()) as { feeds: { id: string; head: number; epoch: string }[] }).feeds;
  }

  async stop(): Promise<void> {
    await this.program?.stop();
  }

  async remove(): Promise<void> {
    await this.stop();
    this.#folder.remove();
  }
}

/** The console as users start it, without a browser of its own. */
export class Console {
  readonly #folder = temporaryFolder();
  readonly profile = path.join(this.#folder.path, 'profile');
  readonly #args: readonly string[];
  program: Program | null = null;
  link = '';
  /** With real feeds nobody sits at a new console until there is an account. */
  #isEmptySeat: boolean;

  private constructor(args: readonly string[]) {
    this.#args = args;
    this.#isEmptySeat = args.includes('--feed');
  }

  static async create(...args: readonly string[]): Promise<Console> {
    const console = new Console(args);
    await console.start();
    return console;
  }

  /** Starts it; `link` then opens the page once. */
  async start(): Promise<void> {
    this.program = this.#run();
    this.link = (await this.program.line(/^ready (http:\S+)$/m))[1] ?? '';
  }

  #run(): Program {
    const common = ['--host', 'loopback', '--no-open', '--profile', this.profile];
    return new Program('tools/run.mjs', ['start', ...common, ...this.#args]);
  }

  /** A page of this console. A context that has none yet gets a link of its own, as a second `npm start` prints it. */
  async open(context: BrowserContext, route = ''): Promise<Page> {
    const page = await context.newPage();
    if ((await context.cookies(this.link)).length === 0) {
      const again = this.#run();
      const link = (await again.line(/(http:\S+\?k=\S+)/))[1] ?? '';
      await again.exit();
      await page.goto(link);
    }
    await page.goto(new URL(`/${route}`, this.link).href);
    if (this.#isEmptySeat) await createFirstOfficer(page);
    this.#isEmptySeat = false;
    return page;
  }

  async stop(): Promise<void> {
    await this.program?.stop();
  }

  async remove(): Promise<void> {
    await this.stop();
    this.#folder.remove();
  }

  /** What `npm run inspect` prints for this profile. */
  async inspect(): Promise<Inspection> {
    const program = new Program('tools/run.mjs', ['inspect', '--profile', this.profile]);
    const code = await program.exit();
    if (code !== 0) throw new Error(program.output);
    return JSON.parse(program.output) as Inspection;
  }
}

/** The password of the account that a live console of a test gets. */
export const PASSWORD = 'e2e-password';

async function createFirstOfficer(page: Page): Promise<void> {
  const card = page.getByRole('dialog', { name: /建立第一个账号|Create the first account/ });
  await card.getByLabel(/工号|Staff number/).fill('e2e');
  await card.getByLabel(/姓名|^Name/).fill('郑测');
  await card.getByLabel(/岗位代号|Post code/).fill('DL');
  await card.getByLabel(/岗位名称|^Post$/).fill('值班长');
  await card.getByLabel(/^(口令|Password)$/).fill(PASSWORD);
  await card.getByLabel(/再输一次|Once more/).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await card.waitFor({ state: 'detached' });
}
