import type { StoreRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Store } from '../store/store.ts';
import { passOver, type LiveSource } from './live-source.ts';

/** How safe the local copy is: one row, told anew whenever it changes. */
export function storeSource({ safety }: Pick<Store, 'safety'>): LiveSource {
  const wire = (row: StoreRow): string => JSON.stringify(row);
  return {
    pass() {
      const row = safety.row();
      return passOver([{ id: row.id, json: wire(row) }]);
    },
    subscribe: (changed) => safety.changed.on((row) => changed(row.id, () => wire(row))),
  };
}
