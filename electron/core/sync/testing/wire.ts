import type { ModelFeed } from './model-feed.ts';
import type { Flight, SimStation } from './sim-station.ts';

type Sent = Flight & { readonly station: SimStation };

function take<T>(from: T[], pick: number): T | undefined {
  return from.splice(pick % Math.max(1, from.length), 1)[0];
}

/** What is between the stations and the hubs: messages and answers that may come late, twice or never. */
export class Wire {
  readonly #feed: (id: string) => ModelFeed;
  #sent: Sent[] = [];
  #answers: { readonly flight: Sent; readonly arrive: () => void }[] = [];
  /** Messages that their station has given up waiting for; they arrive all the same. */
  #ghosts: Flight[] = [];

  constructor(feed: (id: string) => ModelFeed) {
    this.#feed = feed;
  }

  get isEmpty(): boolean {
    return this.#sent.length === 0;
  }

  send(station: SimStation, flight: Flight): void {
    this.#sent.push({ ...flight, station });
  }

  travel(how: 'deliver' | 'lose' | 'late' | 'twice', pick: number): void {
    const flight = take(this.#sent, pick);
    if (!flight) return;
    if (how === 'late') this.#ghosts.push(flight);
    if (how === 'late' || how === 'lose') return flight.giveUp();
    const arrive = flight.arrive(this.#feed(flight.feed));
    if (how === 'twice') flight.arrive(this.#feed(flight.feed));
    this.#answers.push({ flight, arrive });
  }

  answer(isLost: boolean, pick: number): void {
    const one = take(this.#answers, pick);
    if (isLost) one?.flight.giveUp();
    else one?.arrive();
  }

  ghost(pick: number): void {
    const ghost = take(this.#ghosts, pick);
    ghost?.arrive(this.#feed(ghost.feed));
  }

  cut(station: SimStation, feed: string): void {
    const isCut = (flight: Sent): boolean => flight.station === station && flight.feed === feed;
    const cut = this.#sent.filter(isCut);
    const answers = this.#answers.filter(({ flight }) => isCut(flight));
    this.#sent = this.#sent.filter((flight) => !isCut(flight));
    this.#answers = this.#answers.filter(({ flight }) => !isCut(flight));
    // Every second one was in the hub's buffers already.
    this.#ghosts.push(...cut.filter((_flight, index) => index % 2 === 0));
    for (const flight of cut) flight.giveUp();
    for (const { flight } of answers) flight.giveUp();
  }

  /** What lies in a hub's buffers does not outlive it. */
  forget(feed: string): void {
    this.#ghosts = this.#ghosts.filter((ghost) => ghost.feed !== feed);
  }

  /** Everything arrives and is answered. */
  drain(): void {
    while (this.#sent.length + this.#answers.length + this.#ghosts.length > 0) {
      while (this.#sent.length > 0) this.travel('deliver', 0);
      while (this.#answers.length > 0) this.answer(false, 0);
      while (this.#ghosts.length > 0) this.ghost(0);
    }
  }
}
