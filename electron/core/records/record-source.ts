import { passOver, type LiveSource } from '../queries/live-source.ts';
import type { Keeper } from './keeper.ts';

/** How the decision log stands: one row, told anew whenever it changes. */
export function recordSource(keeper: Pick<Keeper, 'row' | 'changed'>): LiveSource {
  return {
    pass() {
      const row = keeper.row();
      return passOver([{ id: row.id, json: JSON.stringify(row) }]);
    },
    subscribe: (changed) => keeper.changed.on((row) => changed(row.id, () => JSON.stringify(row))),
  };
}
