import type { Actor } from '../../../../shared/protocol/feed/command.ts';
import type { AuthorityMatrix } from '../../../../shared/protocol/authority.ts';
import { generateKeyPairSync, createPublicKey, sign } from 'node:crypto';
import { TEST_MATRIX } from '../../testing/authorities.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { incident } from '../../testing/records.ts';
import { MemoryStore } from '../../sync/testing/memory-store.ts';
import { Outbox } from '../../sync/outbox.ts';
import { BundleDesk } from '../bundle-desk.ts';
import type { Network } from '../network.ts';
import { Peers } from '../peers.ts';
import { fingerprintOf, type StationKey } from '../station-key.ts';
import { Trust } from '../trust.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A key that lives as long as its test. */
export function keyInMemory(): StationKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (purpose, bytes) =>
      sign(null, Buffer.concat([Buffer.from(`lianzhi exchange ${purpose} 1\n`), bytes]), privateKey).toString('hex'),
    signRaw: (bytes) => sign(null, bytes, privateKey).toString('hex'),
  };
}

interface Options {
  readonly clock?: ManualClock;
  readonly key?: StationKey;
  readonly city?: string | null;
  readonly feeds?: readonly string[];
  readonly matrix?: AuthorityMatrix;
}

/** One console's exchange without sockets and windows: real outbox, trust, bundles and links on a store in memory. */
export class ExchangeStation {
  readonly id: string;
  readonly clock: ManualClock;
  readonly store = new MemoryStore();
  readonly key: StationKey;
  readonly outbox: Outbox;
  readonly trust: Trust;
  readonly desk: BundleDesk;
  city: string | null;
  peers: Peers | null = null;
  #ids = 0;

  constructor(
    id: string,
    { clock = new ManualClock(), key = keyInMemory(), city = 'linjiang', ...given }: Options = {},
  ) {
    this.id = id;
    this.clock = clock;
    this.key = key;
    this.city = city;
    const { feeds = ['hotline', 'fire'], matrix = TEST_MATRIX } = given;
    const { store } = this;
    store.transact(({ write }) => {
      for (const feed of feeds) {
        write.feeds.join(feed, `http://hub/${feed}`);
        write.feeds.jump(feed, { epoch: 'e', seq: 0 });
      }
    });
    const ids = { next: () => `${id}-id-${String((this.#ids += 1)).padStart(4, '0')}`, random: () => 0.5 };
    const ports = { clock, ids, log: SILENT };
    this.outbox = new Outbox({ ports, store, stationId: id, matrix: TEST_MATRIX });
    this.trust = new Trust({ clock, store, own: { station: id, key: key.publicKey } });
    this.desk = new BundleDesk({
      ports,
      store,
      outbox: this.outbox,
      matrix,
      stationId: id,
      key,
      trust: this.trust,
      city: () => this.city,
      feeds: () => feeds,
      now: () => clock.now(),
    });
  }

  get fingerprint(): string {
    return fingerprintOf(this.id, this.key.publicKey);
  }

  get actor(): Actor {
    return { officer: `officer-of-${this.id}`, post: 'CCC-DL', station: this.id, authority: 'all' };
  }

  /** A report of its officer. */
  report(entityId: string, feed = 'hotline'): string {
    const { actor } = this;
    const payload = incident({ title: { zh: `${this.id} 报 ${entityId}` } });
    return this.outbox.queue({ type: 'incident.create', entityId, payload, expectedRev: null, feed, actor }).commandId;
  }

  /** All that it would hand to anybody, as one package. */
  pack(): Buffer {
    return this.desk.write(this.desk.leaving(null, () => true)).bytes;
  }

  /** An officer has compared the fingerprints. */
  believe(...others: readonly ExchangeStation[]): void {
    for (const { id, key, fingerprint } of others) {
      try {
        this.trust.check(id, key.publicKey);
      } catch {
        this.trust.trust(id, fingerprint, 'officer');
      }
    }
  }

  join(network: Network, options: { readonly listen?: number; readonly calls?: readonly string[] } = {}): Peers {
    const { clock, store, desk, trust, id, key } = this;
    const peers = new Peers({
      clock,
      log: SILENT,
      ids: { random: () => 1 },
      store,
      desk,
      trust,
      stationId: id,
      key,
      network,
      listen: options.listen === undefined ? null : { host: id, port: options.listen },
      fixed: options.calls ?? [],
    });
    this.outbox.rowChanged.on(() => peers.pushSoon());
    peers.run();
    this.peers = peers;
    return peers;
  }
}
