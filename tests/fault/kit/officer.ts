import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../shared/kit/random.ts';
import type { Problem } from '../../../shared/kit/problem.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { Refused, Unanswered, type Seat, type Watched } from './window.ts';

/**
 * An officer at a window: gives commands on what the screen shows and remembers what the console said to each. What was
 * said is what the console is held to.
 */
export class Officer {
  /** Command ids that the console called queued, in order. */
  readonly queued: string[] = [];
  readonly refused: Problem[] = [];
  /** How long each of them took to be confirmed, ms. */
  readonly answerTimes: number[] = [];
  /** The core died over it; nothing is known of these, and either is right. */
  unanswered = 0;
  readonly #random: Random;
  /** Where new reports go; the console's first feed when null. */
  readonly #feed: string | null;
  #number = 0;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();

  constructor(random: Random, feed: string | null = null) {
    this.#random = random;
    this.#feed = feed;
  }

  /** Gives commands without end, `perSecond` at most, until `stop` or the core's death. */
  start(seat: Seat, perSecond: number): void {
    this.#stopped = false;
    const incidents = seat.watch('incidents', {});
    this.#running = this.#work(seat, incidents, perSecond);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** One command; false when the core died over it. */
  async act(seat: Seat, incidents: Watched<EntityRow<'incident'>>): Promise<boolean> {
    this.#number += 1;
    const start = performance.now();
    try {
      const { commandId } = await this.#command(seat, incidents);
      this.answerTimes.push(performance.now() - start);
      this.queued.push(commandId);
    } catch (error) {
      if (error instanceof Refused) this.refused.push(error.problem);
      else if (error instanceof Unanswered) {
        this.unanswered += 1;
        return false;
      } else throw error;
    }
    return true;
  }

  async #work(seat: Seat, incidents: Watched<EntityRow<'incident'>>, perSecond: number): Promise<void> {
    while (!this.#stopped && seat.isAlive) {
      if (!(await this.act(seat, incidents))) return;
      await sleep(1_000 / perSecond);
    }
    incidents.close();
  }

  #command(seat: Seat, incidents: Watched<EntityRow<'incident'>>): Promise<{ commandId: string }> {
    const random = this.#random;
    const rows = [...incidents.rows.values()].filter(({ feed }) => this.#feed === null || feed === this.#feed);
    const way =
      rows.length === 0 ? 'create' : random.pick(['create', 'create', 'level', 'note', 'acknowledge'] as const);
    if (way === 'create') {
      const title = `Officer's report ${this.#number}`;
      const feed = this.#feed === null ? {} : { feed: this.#feed };
      return seat.call('createIncident', { kind: 'waterlog', level: 3, title, at: [117.5, 30.3], ...feed });
    }
    const row = random.pick(rows);
    const target = { id: row.id, expectedRev: row.rev };
    if (way === 'level')
      return seat.call('changeIncident', { ...target, set: { level: random.pick([1, 2, 3, 4] as const) } });
    if (way === 'note') return seat.call('addIncidentNote', { ...target, text: `note ${this.#number}` });
    return seat.call('acknowledgeIncident', target);
  }
}
