import type { AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import { mayDo } from '../../../shared/protocol/authority.ts';
import type { PackageFile, PackageReport } from '../../../shared/protocol/console-api/calls.ts';
import type { PeerRow, StationRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Actor } from '../../../shared/protocol/feed/command.ts';
import { ProblemError, toProblem } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { ExchangeStart } from '../kernel/channel.ts';
import type { Service } from '../kernel/lifecycle.ts';
import type { Ports } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { Store } from '../store/store.ts';
import type { Outbox } from '../sync/outbox.ts';
import type { ActingSeat } from '../sync/seat.ts';
import { BundleDesk } from './bundle-desk.ts';
import { cityOf } from './city.ts';
import type { Network } from './network.ts';
import { listPackages, packageName, readPackageFile, writePackageFile } from './package-file.ts';
import { Peers } from './peers.ts';
import { refuse } from './refuse.ts';
import { fingerprintOf, openStationKey, type StationKey } from './station-key.ts';
import { Trust } from './trust.ts';

type Action = 'exchange.manage' | 'exchange.carry';

export interface ExchangeParts {
  readonly ports: Ports;
  readonly store: Pick<Store, 'read' | 'transact'>;
  readonly outbox: Outbox;
  readonly seat: ActingSeat;
  readonly matrix: AuthorityMatrix;
  readonly stationId: string;
  readonly network: Network;
  readonly start: ExchangeStart;
  readonly feeds: () => readonly string[];
  /** By which packages from the future are told; no jump of our wall clock changes it. */
  readonly now: () => Instant;
}

/** Exchange with other consoles without a hub, over the LAN and by files. Rules X1–X15 in README.md. */
export class Exchange implements Service {
  readonly name = 'exchange';
  readonly peerChanged: Signal<{ readonly id: string; readonly row: PeerRow | null }>;
  readonly stationChanged = new Signal<{ readonly id: string; readonly row: StationRow | null }>();
  readonly #parts: ExchangeParts;
  readonly #key: StationKey;
  readonly #trust: Trust;
  readonly #desk: BundleDesk;
  readonly #peers: Peers;
  #unwatch: () => void = () => undefined;
  #city: string | null;

  /** Throws `peer-address` (of the start's). */
  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    const { ports, store, outbox, matrix, stationId, network, start, feeds, now } = parts;
    const { clock, ids, log } = ports;
    this.#city = cityOf(start.city, feeds(), store.read.feeds);
    const key = openStationKey(ports.paths.profile, log);
    this.#key = key;
    this.#trust = new Trust({ clock, store, own: { station: stationId, key: key.publicKey } });
    this.#trust.changed.on((id) => this.stationChanged.emit({ id, row: this.#trust.row(id) }));
    const city = (): string | null => this.#city;
    const trust = this.#trust;
    this.#desk = new BundleDesk({ ports, store, outbox, matrix, stationId, key, trust, city, feeds, now });
    this.#peers = new Peers({
      clock,
      ids,
      log,
      store,
      network,
      stationId,
      key,
      trust,
      desk: this.#desk,
      listen: start.port === undefined ? null : { host: start.host ?? null, port: start.port },
      fixed: start.peers ?? [],
    });
    this.#peers.listenerChanged.on(() => this.stationChanged.emit({ id: stationId, row: this.#ownRow() }));
    this.peerChanged = this.#peers.changed;
  }

  run(): void {
    this.#unwatch = this.#parts.outbox.rowChanged.on(() => this.#peers.pushSoon());
    this.#peers.run();
  }

  stop(): void {
    this.#unwatch();
    this.#peers.stop();
  }

  peerRows(): PeerRow[] {
    return this.#peers.rows();
  }

  stationRows(): StationRow[] {
    return [this.#ownRow(), ...this.#trust.rows()];
  }

  /** X5: a feed was reached, so that the city may be known now, or another life of its log was met. */
  lookAtCity(): void {
    const { start, feeds, store, stationId } = this.#parts;
    if (start.city !== undefined) return;
    const city = cityOf(start.city, feeds(), store.read.feeds);
    if (city === this.#city) return;
    this.#city = city;
    this.stationChanged.emit({ id: stationId, row: this.#ownRow() });
    this.#peers.judgeAnew();
  }

  /** X10. Throws `not-allowed`, `city-unknown`, `package-nothing`, as `BundleDesk.leaving`, `writePackageFile`. */
  async writePackage(folder: string): Promise<{ readonly file: string; readonly commands: number }> {
    this.#may('exchange.carry');
    const city = this.#desk.city();
    const leaving = this.#desk.leaving(null, () => true);
    if (leaving.length === 0) throw refuse('package-nothing');
    const { id, bytes, writtenAt } = this.#desk.write(leaving);
    const name = packageName({ city, station: this.#parts.stationId, writtenAt, id });
    const file = await writePackageFile(folder, name, bytes);
    this.#parts.ports.log.info('package written', { file, commands: leaving.length });
    return { file, commands: leaving.length };
  }

  /** Throws `not-allowed`, as `listPackages`. */
  async findPackages(folder: string): Promise<readonly PackageFile[]> {
    this.#may('exchange.carry');
    return listPackages(folder);
  }

  /** Throws `not-allowed`, as `readPackageFile`, `BundleDesk.take`. */
  async readPackage(file: string): Promise<PackageReport> {
    this.#may('exchange.carry');
    const bytes = await readPackageFile(file);
    try {
      const { taken, known, refused, station, writtenAt } = this.#desk.take(bytes);
      return { taken, known, refused, station, writtenAt };
    } catch (error) {
      this.#parts.ports.log.warn('package refused', { file, ...toProblem(error, 'exchange') });
      throw error;
    }
  }

  addPeer(address: string): void {
    this.#may('exchange.manage');
    this.#peers.add(address);
  }

  removePeer(address: string): void {
    this.#may('exchange.manage');
    this.#peers.remove(address);
  }

  trustStation(station: string, fingerprint: string): void {
    const { officer } = this.#may('exchange.manage');
    this.#trust.trust(station, fingerprint, officer);
    this.#parts.ports.log.info('station trusted', { station, officer });
    this.#peers.judgeAnew();
  }

  distrustStation(station: string): void {
    const { officer } = this.#may('exchange.manage');
    this.#trust.distrust(station);
    this.#parts.ports.log.info('station no longer trusted', { station, officer });
    this.#peers.judgeAnew();
  }

  /** X15. Throws `seat-signed-out`, `seat-locked`, `not-allowed`. */
  #may(action: Action): Actor {
    const { seat, matrix } = this.#parts;
    const { actor } = seat;
    if (!mayDo(matrix, actor.authority, action)) {
      throw new ProblemError({ code: 'not-allowed', origin: 'exchange', params: { action } });
    }
    return actor;
  }

  #ownRow(): StationRow {
    const { stationId } = this.#parts;
    return {
      id: stationId,
      fingerprint: fingerprintOf(stationId, this.#key.publicKey),
      status: { state: 'own', city: this.#city, listener: this.#peers.listener },
    };
  }
}
