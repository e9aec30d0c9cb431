import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../../shared/kit/random.ts';
import type { Hub } from './hub.ts';

/** What the hub said it had written. */
export interface Reported {
  readonly topic: string;
  readonly id: string;
  readonly seq: number;
}

/**
 * The outside world: posts records to a feed and goes on posting each until the hub says that it has it, as a department's
 * system would. What it knows to be written is the truth that the hub's log is measured by.
 */
export class Reporter {
  readonly reported: Reported[] = [];
  readonly #hub: Hub;
  readonly #random: Random;
  readonly #feed: string;
  #number = 0;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(hub: Hub, random: Random, feed = 'fault') {
    this.#hub = hub;
    this.#random = random;
    this.#feed = feed;
  }

  /** Reports without end, `perSecond` at most. */
  start(perSecond: number): void {
    this.#stopped = false;
    const flow = this.#flow(perSecond);
    // A refusal is thrown where `stop` waits for it, not into the process.
    flow.catch(() => undefined);
    this.#running = flow;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  /** Reports `count` records as fast as the hub takes them. */
  async burst(count: number, lines = 8): Promise<void> {
    let left = count;
    const line = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await this.#one();
      }
    };
    await Promise.all(Array.from({ length: lines }, line));
  }

  async #flow(perSecond: number): Promise<void> {
    const start = performance.now();
    for (let sent = 0; !this.#stopped; sent += 1) {
      const ahead = start + (sent * 1_000) / perSecond - performance.now();
      if (ahead > 1) await sleep(ahead);
      if (!this.#stopped) await this.#one();
    }
  }

  async #one(): Promise<void> {
    this.#number += 1;
    const key = `report-${this.#number}`;
    const body = this.#record();
    for (;;) {
      try {
        const answer = await this.#hub.report(this.#feed, key, body);
        if (answer.status !== 201) throw new Refusal(`the hub refused a sound report: ${answer.status} ${answer.body}`);
        const { id, seq } = JSON.parse(answer.body) as Reported;
        this.reported.push({ topic: body.topic, id, seq });
        return;
      } catch (error) {
        if (error instanceof Refusal) throw error;
        // The hub is down, or died with the answer on its lips: the key makes the repeat harmless.
        await sleep(50);
      }
    }
  }

  #record() {
    const random = this.#random;
    const at = 1_782_864_000_000 + this.#number;
    const position = [117.4 + random.int(0, 360_000) / 1e6, 30.2 + random.int(0, 190_000) / 1e6];
    if (random.next() < 0.7) {
      const number = random.int(1, 150);
      const data = {
        form: 'unit',
        kind: 'ambulance',
        name: { zh: `急救 ${number}`, en: `Ambulance ${number}` },
        department: 'EMS',
        status: { state: 'free', since: at },
        at: position,
        positionAt: at,
      };
      return { topic: 'resource', id: `U-${number}`, at, data };
    }
    const number = random.int(1, 80);
    const data = {
      kind: 'waterlog',
      level: random.int(0, 4),
      title: { zh: `第 ${number} 号积水`, en: `Ponding no. ${number}` },
      status: { state: 'reported', since: at },
      at: position,
      reportedAt: at,
      channel: '12345',
    };
    return { topic: 'incident', id: `I-${number}`, at, data };
  }
}

class Refusal extends Error {}
