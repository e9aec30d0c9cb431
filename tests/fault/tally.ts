import type { Counted } from './fault.ts';
import type { Difference } from './kit/model.ts';

/** Lines of evidence that are printed of a fault, however much it found. */
const EVIDENCE = 5;

/** Collects a fault's counts while it runs. */
export class Tally {
  tries = 0;
  lost = 0;
  doubled = 0;
  falseClaims = 0;
  #worst: number | null = null;
  readonly #failures = new Map<string, number>();
  readonly #shortfalls = new Set<string>();
  readonly #facts: string[] = [];
  readonly #evidence: string[] = [];
  /** Values that are neither missing nor double, but other than the truth. */
  #wrong = 0;

  /** The same text again is counted, not repeated. */
  fail(text: string): void {
    this.#failures.set(text, (this.#failures.get(text) ?? 0) + 1);
  }

  fallsShort(text: string): void {
    this.#shortfalls.add(text);
  }

  fact(text: string): void {
    this.#facts.push(text);
  }

  /** One recovery of `milliseconds`; more than `bar` fails the fault. */
  recovered(milliseconds: number, bar: number): void {
    this.#worst = Math.max(this.#worst ?? 0, milliseconds);
    if (milliseconds > bar) this.fail(`recovery took longer than ${bar} ms`);
  }

  /** The same where a requirement asks for a time that is not promised yet; `why` says what stands against it. */
  recoveredLate(milliseconds: number, asked: number, why: string): void {
    this.#worst = Math.max(this.#worst ?? 0, milliseconds);
    if (milliseconds > asked) this.fallsShort(`recovery took longer than the ${asked} ms asked for: ${why}`);
  }

  /** Adds what a comparison found; the first few with their evidence. */
  difference({ lost, doubled, wrong }: Difference): void {
    this.lost += lost.length;
    this.doubled += doubled.length;
    this.#wrong += wrong.length;
    this.#evidence.push(...[...lost, ...doubled, ...wrong].slice(0, EVIDENCE));
  }

  counted(): Counted {
    if (this.#wrong > 0) this.#failures.set(`${this.#wrong} values are other than the truth`, 1);
    const evidence = this.#evidence.slice(0, EVIDENCE).map((text) => `evidence: ${text}`);
    const failures = [...this.#failures].map(([text, times]) => (times > 1 ? `${text} (${times} times)` : text));
    return {
      kind: 'counted',
      tries: this.tries,
      lost: this.lost,
      doubled: this.doubled,
      falseClaims: this.falseClaims,
      worstRecovery: this.#worst === null ? null : Math.round(this.#worst),
      failures,
      shortfalls: [...this.#shortfalls],
      facts: [...this.#facts, ...evidence],
    };
  }
}
