import type { PreferenceRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Signal } from '../kernel/signal.ts';
import type { Store } from '../store/store.ts';
import type { CallHandlers } from './call-handlers.ts';

export function preferenceCalls(store: Store, changed: Signal<PreferenceRow>): Pick<CallHandlers, 'setPreference'> {
  return {
    setPreference({ key, value }) {
      store.transact(({ write }) => write.station.setPreference(key, JSON.stringify(value)));
      changed.emit({ id: key, value });
      return null;
    },
  };
}

export function preferenceRows(store: Store): PreferenceRow[] {
  return store.read.station.preferences().map(({ key, value }) => ({ id: key, value: JSON.parse(value) as unknown }));
}
