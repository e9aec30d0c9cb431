import type { Highs } from 'highs';

export const SOLVER = 'HiGHS 1.15.3';

let loaded: Promise<Highs> | null = null;

/** The solver's WebAssembly, once for each thread. */
export function loadHighs(): Promise<Highs> {
  loaded ??= import('highs').then(({ default: load }) => load());
  return loaded;
}
