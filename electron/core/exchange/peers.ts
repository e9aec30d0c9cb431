import { toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { PeerRow, RefusedCommand, StationRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Ids, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { Store } from '../store/store.ts';
import { Link, type LinkParts } from './link.ts';
import type { Listening, Network, Wire } from './network.ts';
import { newPeer, rowOf, type Peer } from './peer.ts';
import { peerAddress } from './peer-address.ts';
import { refuse } from './refuse.ts';

const FIRST_RETRY = 1_000;
const LAST_RETRY = 30_000;
/** A listener that could not be opened, e.g. because the network is not up yet. */
const LISTEN_AGAIN = 10_000;
/** Addresses that this console calls. */
const MOST_PEERS = 16;
/** Connections from outside at a time, and new ones within ten seconds. */
const MOST_INBOUND = 16;
const MOST_NEW = 20;
const NEW_WITHIN = 10_000;
/** Changes of the outbox come in bursts. */
const PUSH_DELAY = 250;

export interface PeersParts extends Omit<LinkParts, 'events'> {
  readonly network: Network;
  readonly ids: Pick<Ids, 'random'>;
  readonly store: Pick<Store, 'read' | 'transact'>;
  /** Null: nobody may call us. */
  readonly listen: { readonly host: string | null; readonly port: number } | null;
  /** Given by the start; they cannot be removed. */
  readonly fixed: readonly string[];
}

type ListenerRow = Extract<StationRow['status'], { state: 'own' }>['listener'];

/** X11, X13, X14: whom this console exchanges with on the LAN: calls, is called, tries again, hands over. */
export class Peers {
  readonly changed = new Signal<{ readonly id: string; readonly row: PeerRow | null }>();
  readonly listenerChanged = new Signal<null>();
  readonly #parts: PeersParts;
  readonly #peers = new Map<string, Peer>();
  /** Connections from outside that are not joined yet. */
  readonly #guests = new Set<Link>();
  #listening: Listening | null = null;
  #listener: ListenerRow = { state: 'off' };
  #relisten: Timer | null = null;
  #pushing: Timer | null = null;
  #isStopped = true;
  #inbound = 0;
  #fresh = { from: 0, count: 0 };

  constructor(parts: PeersParts) {
    this.#parts = parts;
    const fixed = new Set(parts.fixed.map(peerAddress));
    for (const address of fixed) this.#add(address, 'start');
    for (const address of parts.store.read.exchange.peers()) if (!fixed.has(address)) this.#add(address, 'added');
  }

  get listener(): ListenerRow {
    return this.#listener;
  }

  run(): void {
    this.#isStopped = false;
    this.#listen();
    for (const peer of this.#peers.values()) this.#dial(peer);
  }

  stop(): void {
    this.#isStopped = true;
    this.#relisten?.cancel();
    this.#pushing?.cancel();
    for (const { retry, link } of this.#peers.values()) {
      retry?.cancel();
      link?.close();
    }
    for (const guest of this.#guests) guest.close();
    this.#listening?.close();
  }

  rows(): PeerRow[] {
    return [...this.#peers.values()].map(rowOf);
  }

  /** On disk when it returns; adding one twice is no error. Throws `peer-address`, `peers-full`, or what the store throws. */
  add(given: string): void {
    const address = peerAddress(given);
    if (this.#peers.has(address)) return;
    const called = [...this.#peers.values()].filter(({ origin }) => origin !== 'inbound');
    if (called.length >= MOST_PEERS) throw refuse('peers-full', { most: MOST_PEERS });
    this.#parts.store.transact(({ write }) => write.exchange.addPeer(address));
    const peer = this.#add(address, 'added');
    this.#tell(peer);
    if (!this.#isStopped) this.#dial(peer);
  }

  /** Throws `peer-address`, `peer-unknown`, `peer-fixed`, or what the store throws. */
  remove(given: string): void {
    const address = peerAddress(given);
    const peer = this.#peers.get(address);
    if (!peer) throw refuse('peer-unknown', { address });
    if (peer.origin !== 'added') throw refuse('peer-fixed', { address });
    this.#parts.store.transact(({ write }) => write.exchange.removePeer(address));
    this.#drop(peer);
    peer.retry?.cancel();
    peer.link?.close();
  }

  /** Trust is another now: every connection is judged anew, and those that were refused are tried at once. */
  judgeAnew(): void {
    for (const guest of [...this.#guests]) guest.close();
    for (const peer of [...this.#peers.values()]) {
      peer.attempt = 0;
      if (peer.link) peer.link.close();
      else if (peer.origin !== 'inbound' && !this.#isStopped) this.#dial(peer);
    }
  }

  /** The outbox changed. */
  pushSoon(): void {
    if (this.#isStopped) return;
    this.#pushing ??= this.#parts.clock.after(PUSH_DELAY, () => {
      this.#pushing = null;
      this.#push();
    });
  }

  /** Two consoles may have called each other: one connection is enough, the other waits for its end. */
  #push(): void {
    const served = new Set<string>();
    for (const { link, station } of this.#peers.values()) {
      if (!link?.isJoined || station === null || served.has(station)) continue;
      served.add(station);
      link.push();
    }
  }

  #listen(): void {
    const { listen, network, clock, log } = this.#parts;
    if (!listen) return;
    network
      .listen(listen, (wire) => this.#called(wire))
      .then(
        (listening) => {
          if (this.#isStopped) return listening.close();
          this.#listening = listening;
          this.#setListener({ state: 'on', address: listening.address });
          log.info('exchange listens', { address: listening.address });
        },
        (error: unknown) => {
          if (this.#isStopped) return;
          const { problem } = refuse('exchange-port', { port: listen.port, reason: reasonOf(error) });
          log.error('exchange does not listen', { ...problem.params });
          this.#setListener({ state: 'failed', problem });
          this.#relisten = clock.after(LISTEN_AGAIN, () => this.#listen());
        },
      );
  }

  #setListener(row: ListenerRow): void {
    this.#listener = row;
    this.listenerChanged.emit(null);
  }

  /** X13: who is too many is not answered; the places of strangers are not those of joined ones. */
  #called(wire: Wire): void {
    const { clock } = this.#parts;
    const now = clock.monotonic();
    if (now - this.#fresh.from > NEW_WITHIN) this.#fresh = { from: now, count: 0 };
    this.#fresh.count += 1;
    if (this.#isStopped || this.#fresh.count > MOST_NEW || this.#inbound >= MOST_INBOUND) return wire.close();
    this.#inbound += 1;
    let peer: Peer | null = null;
    const link = this.#link(wire, 'listener', {
      joined: () => {
        this.#guests.delete(link ?? never());
        const id = `in:${wire.remote}`;
        peer = this.#place(id, wire.remote, 'inbound');
        this.#joined(peer, link ?? never());
      },
      of: () => peer,
      ended: () => {
        this.#inbound -= 1;
        if (link) this.#guests.delete(link);
        if (peer) this.#drop(peer);
      },
    });
    if (!link) {
      this.#inbound -= 1;
      return wire.close();
    }
    this.#guests.add(link);
    link.begin();
  }

  #dial(peer: Peer): void {
    peer.retry?.cancel();
    peer.retry = null;
    const attempt = (peer.attempt += 1);
    const isCurrent = (): boolean =>
      !this.#isStopped && this.#peers.get(peer.id) === peer && peer.attempt === attempt && !peer.link;
    this.#parts.network.dial(peer.address).then(
      (wire) => {
        if (!isCurrent()) return wire.close();
        const link = this.#link(wire, 'dialler', {
          joined: () => {
            if (peer.link) this.#joined(peer, peer.link);
          },
          of: () => peer,
          ended: (why) => {
            peer.link = null;
            this.#lost(peer, why);
          },
        });
        if (!link) {
          wire.close();
          return this.#lost(peer, refuse('city-unknown').problem);
        }
        peer.link = link;
        link.begin();
      },
      (error: unknown) => {
        this.#parts.log.info('peer not reached', { address: peer.address, reason: reasonOf(error) });
        if (isCurrent()) this.#lost(peer, null);
      },
    );
  }

  #link(
    wire: Wire,
    role: 'dialler' | 'listener',
    on: { joined: () => void; of: () => Peer | null; ended: (why: Problem | null) => void },
  ): Link | null {
    const events: LinkParts['events'] = {
      joined: on.joined,
      sent: (_link, commands) => this.#count(on.of(), { sent: commands }),
      received: (_link, taken, refused) => this.#count(on.of(), { received: taken, refused }),
      ended: (link, why) => {
        const peer = on.of();
        if (peer && link.station !== null) {
          peer.station = link.station;
          peer.key = link.key;
        }
        if (why) this.#parts.log.warn('exchange refused', { remote: link.remote, ...why });
        on.ended(why);
      },
    };
    try {
      return new Link(wire, role, { ...this.#parts, events });
    } catch (error) {
      this.#parts.log.warn('exchange not begun', { remote: wire.remote, ...toProblem(error, 'exchange') });
      return null;
    }
  }

  #joined(peer: Peer, link: Link): void {
    peer.link = link;
    peer.station = link.station;
    peer.key = link.key;
    peer.attempt = 0;
    peer.status = { state: 'joined', since: this.#parts.clock.now(), lastExchangeAt: null };
    this.#tell(peer);
    this.#push();
  }

  #count(
    peer: Peer | null,
    counts: { readonly sent?: number; readonly received?: number; readonly refused?: readonly RefusedCommand[] },
  ): void {
    if (peer?.status.state !== 'joined') return;
    const { sent = 0, received = 0, refused = [] } = counts;
    const at = this.#parts.clock.now();
    peer.sent += sent;
    peer.received += received;
    peer.refused += refused.length;
    const last = refused.at(-1);
    if (last) peer.lastRefusal = { ...last, at };
    peer.status = { ...peer.status, lastExchangeAt: at };
    this.#tell(peer);
  }

  #lost(peer: Peer, why: Problem | null): void {
    if (this.#peers.get(peer.id) !== peer) return;
    const since = this.#parts.clock.now();
    // What was refused stays said until it is otherwise; the next try may only not have reached it.
    if (why) peer.status = { state: 'refused', since, problem: why };
    else if (peer.status.state === 'joined') peer.status = { state: 'searching', since };
    this.#tell(peer);
    if (this.#isStopped) return;
    const { clock, ids } = this.#parts;
    const pause = why ? LAST_RETRY : Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(10, peer.attempt));
    peer.retry?.cancel();
    peer.retry = clock.after(pause * (0.5 + ids.random() / 2), () => this.#dial(peer));
    // The other connection to the same console, if there is one, goes on.
    this.pushSoon();
  }

  #add(address: string, origin: PeerRow['origin']): Peer {
    return this.#place(address, address, origin);
  }

  #place(id: string, address: string, origin: PeerRow['origin']): Peer {
    const peer = newPeer({ id, address, origin }, this.#parts.clock.now());
    this.#peers.set(id, peer);
    return peer;
  }

  #drop(peer: Peer): void {
    this.#peers.delete(peer.id);
    this.changed.emit({ id: peer.id, row: null });
    this.pushSoon();
  }

  #tell(peer: Peer): void {
    this.changed.emit({ id: peer.id, row: rowOf(peer) });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function never(): never {
  throw new Error('a link speaks before it has begun');
}
