import { useMemo, useSyncExternalStore } from 'react';
import type { LiveCollection } from './live-collection.ts';

/** A reading that takes long comes seldom: it may use one part in this many of the time. */
const SPARE = 40;

/**
 * Reads a collection at most once per `every` ms, for questions that walk all of it (what is near, how many are free).
 * Between two readings the answer stands, whatever renders.
 */
class Sampler<Row extends { readonly id: string }, T> {
  readonly #collection: LiveCollection<Row>;
  readonly #select: (collection: LiveCollection<Row>) => T;
  readonly #every: number;
  #value: T;
  #version: number;
  #cost = 0;

  constructor(collection: LiveCollection<Row>, select: (collection: LiveCollection<Row>) => T, every: number) {
    this.#collection = collection;
    this.#select = select;
    this.#every = every;
    this.#value = select(collection);
    this.#version = collection.version;
  }

  value = (): T => this.#value;

  subscribe = (notify: () => void): (() => void) => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const sample = (): void => {
      timer = null;
      if (this.#version === this.#collection.version) return;
      this.#version = this.#collection.version;
      const start = performance.now();
      this.#value = this.#select(this.#collection);
      this.#cost = performance.now() - start;
      notify();
    };
    const stop = this.#collection.onChange(() => {
      // The first rows of a query show at once; it is the stream after them that is sampled.
      timer ??= setTimeout(sample, this.#collection.complete ? Math.max(this.#every, this.#cost * SPARE) : 50);
    });
    if (this.#version !== this.#collection.version) timer = setTimeout(sample, 0);
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  };
}

/** `select` must be stable; it is asked again at most once per `every` ms. */
export function useSampled<Row extends { readonly id: string }, T>(
  collection: LiveCollection<Row>,
  select: (collection: LiveCollection<Row>) => T,
  every = 1_000,
): T {
  const sampler = useMemo(() => new Sampler(collection, select, every), [collection, select, every]);
  return useSyncExternalStore(sampler.subscribe, sampler.value);
}
