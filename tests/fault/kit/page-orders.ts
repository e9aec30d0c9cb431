import type { BrowserContext, Page } from 'playwright';

/** What a page has told us of one order; all that an officer at it can know. */
interface Given {
  readonly title: string;
  /** Null while the page was not told anything. */
  told: { readonly commandId: string } | { readonly refused: string } | null;
}

interface Hooks {
  faultGiven(title: string): Promise<void>;
  faultTold(title: string, commandId: string | null, problem: string | null): Promise<void>;
}

/**
 * Orders that are given inside a page, over its own kind of line and with its own cookie, so that they die with its process.
 * An order counts as confirmed once the page was told so and could still say it; the others are unconfirmed, and either is right.
 */
export class PageOrders {
  readonly #given = new Map<string, Given>();

  /** Orders of all pages of this context are told to this list. */
  async listen(context: BrowserContext): Promise<void> {
    await context.exposeFunction('faultGiven', (title: string) => void this.#given.set(title, { title, told: null }));
    await context.exposeFunction('faultTold', (title: string, commandId: string | null, problem: string | null) => {
      const given = this.#given.get(title);
      if (given) given.told = commandId === null ? { refused: problem ?? 'unknown' } : { commandId };
    });
  }

  get confirmed(): { readonly title: string; readonly commandId: string }[] {
    return [...this.#given.values()].flatMap(({ title, told }) =>
      told && 'commandId' in told ? [{ title, commandId: told.commandId }] : [],
    );
  }

  get unconfirmed(): string[] {
    return [...this.#given.values()].flatMap(({ title, told }) => (told === null ? [title] : []));
  }

  get refused(): string[] {
    return [...this.#given.values()].flatMap(({ told }) => (told && 'refused' in told ? [told.refused] : []));
  }

  /** Gives orders from inside the page until it dies, several on their way at once. Resolves when the first line is open. */
  async start(page: Page, life: string, perSecond: number): Promise<void> {
    await page.evaluate(
      ({ life, pause }) =>
        new Promise<void>((resolve) => {
          const { faultGiven, faultTold } = window as unknown as Hooks;
          const line = new WebSocket(`${location.origin.replace('http', 'ws')}/link`);
          const titles = new Map<number, string>();
          const give = async (id: number): Promise<void> => {
            const title = `Window ${life}-${id}`;
            titles.set(id, title);
            // Known outside before it leaves: an order that only the dead page knew of could not be counted.
            await faultGiven(title);
            const args = { kind: 'fire', level: 1, title, at: [117.5, 30.3] };
            line.send(JSON.stringify({ t: 'call', id, name: 'createIncident', args }));
          };
          line.onmessage = ({ data }) => {
            const answer = JSON.parse(String(data)) as {
              id: number;
              ok: boolean;
              value: { commandId: string };
              problem: { code: string };
            };
            const title = titles.get(answer.id) ?? '';
            void faultTold(title, answer.ok ? answer.value.commandId : null, answer.ok ? null : answer.problem.code);
          };
          line.onopen = () => {
            resolve();
            let id = 0;
            setInterval(() => void give((id += 1)), pause);
          };
        }),
      { life, pause: 1_000 / perSecond },
    );
  }
}
