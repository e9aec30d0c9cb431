import type { CallHandlers } from '../api/call-handlers.ts';
import type { Exchange } from './exchange.ts';

type ExchangeCalls = Pick<
  CallHandlers,
  'writePackage' | 'findPackages' | 'readPackage' | 'addPeer' | 'removePeer' | 'trustStation' | 'distrustStation'
>;

/** What a window may ask of the exchange. */
export function exchangeCalls(exchange: Exchange): ExchangeCalls {
  return {
    writePackage: ({ folder }) => exchange.writePackage(folder),
    findPackages: ({ folder }) => exchange.findPackages(folder),
    readPackage: ({ file }) => exchange.readPackage(file),
    addPeer({ address }) {
      exchange.addPeer(address);
      return null;
    },
    removePeer({ address }) {
      exchange.removePeer(address);
      return null;
    },
    trustStation({ station, fingerprint }) {
      exchange.trustStation(station, fingerprint);
      return null;
    },
    distrustStation({ station }) {
      exchange.distrustStation(station);
      return null;
    },
  };
}
