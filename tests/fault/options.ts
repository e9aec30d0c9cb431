import { parseArgs } from 'node:util';

export interface Options {
  readonly full: boolean;
  /** Names of the faults to run; empty is all. */
  readonly only: readonly string[];
  /** Names that are left out; they are printed as not run. */
  readonly skip: readonly string[];
  readonly seed: number;
  /** Where the result goes as JSON. */
  readonly json: string | null;
  readonly list: boolean;
  /** Keep the folders of the faults that passed, too. */
  readonly keep: boolean;
}

/**
 * `[--full] [--only NAME[,NAME]] [--skip NAME[,NAME]] [--seed N] [--json FILE] [--list] [--keep]`; without a seed each run has its own.
 * Throws an Error that names the option that is wrong.
 */
export function parseOptions(args: readonly string[], names: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      full: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      skip: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string' },
      json: { type: 'string' },
      list: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const only = values.only.flatMap((list) => list.split(','));
  const skip = values.skip.flatMap((list) => list.split(','));
  const unknown = [...only, ...skip].filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`unknown fault ${unknown.join(', ')}: known are ${names.join(', ')}`);
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed ${values.seed}: a whole number is needed`);
  return { full: values.full, only, skip, seed, json: values.json ?? null, list: values.list, keep: values.keep };
}
