import { generateKeyPairSync, createPublicKey, sign } from 'node:crypto';
import { instant } from '../../../../shared/kit/time.ts';
import type { Command } from '../../../../shared/protocol/feed/command.ts';
import type { StationKey } from '../../exchange/station-key.ts';
import type { Ports } from '../../kernel/ports.ts';
import { openStore, type Store } from '../../store/store.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../../testing/profile.ts';
import { Keeper, type KeeperParts } from '../keeper.ts';
import { Recorder } from '../recorder.ts';

export function newKey(): StationKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const signRaw = (bytes: Uint8Array): string => sign(null, bytes, privateKey).toString('hex');
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (_purpose, bytes) => signRaw(bytes),
    signRaw,
  };
}

export const STATION = 'station-1';

/** A decision log on a real store in a folder of its own. */
export class LogDesk {
  readonly profile: TestProfile = testProfile();
  readonly clock = new ManualClock();
  readonly key: StationKey;
  readonly ports: Ports;
  store: Store;
  recorder: Recorder;
  keeper: Keeper;

  constructor(hubs: KeeperParts['hubs'] = [], key = newKey()) {
    this.key = key;
    this.ports = this.profile.ports(this.clock);
    ({ store: this.store, recorder: this.recorder, keeper: this.keeper } = this.#open(hubs));
  }

  /** Ends the console and starts it on the same profile. */
  async again(hubs: KeeperParts['hubs'] = [], between: () => void = () => undefined): Promise<void> {
    await this.keeper.stop();
    this.store.close();
    between();
    ({ store: this.store, recorder: this.recorder, keeper: this.keeper } = this.#open(hubs));
  }

  /** `count` commands with a result each. */
  fill(count: number): void {
    this.store.transact((unit) => {
      for (let no = 0; no < count; no += 1) {
        const command = commandOf(`c-${this.store.read.log.last()?.no ?? 0}-${no}`);
        this.recorder.intent(unit, command, 'fire');
        this.recorder.result(unit, command.commandId, 'effectSeen', null);
      }
    });
  }

  lines(): string[] {
    return this.store.read.log.after(0, 1_000_000).map(({ line }) => line);
  }

  async close(): Promise<void> {
    await this.keeper.stop();
    this.store.close();
    this.profile.remove();
  }

  #open(hubs: KeeperParts['hubs']) {
    const { ports, key, clock } = this;
    const store = openStore(ports);
    const recorder = new Recorder({ clock, log: ports.log, store, key, stationId: STATION, appVersion: '1.2.3' });
    const keeper = new Keeper({ ports, store, recorder, key, stationId: STATION, hubs });
    return { store, recorder, keeper };
  }
}

export function commandOf(commandId: string, payload: unknown = { text: { zh: '已核实', en: 'checked' } }): Command {
  return {
    commandId: commandId.padEnd(8, '-'),
    stationId: STATION,
    stationSeq: 1,
    actor: { officer: 'zhou-yanning', post: 'CCC-DL', station: STATION, authority: 'dispatch-iv' },
    type: 'incident.addNote',
    topic: 'incident',
    entityId: 'incident-1',
    payload,
    expectedRev: 3,
    base: { note: null },
    issuedAt: instant(1_700_000_000_000),
    expiresAt: instant(1_700_000_600_000),
  };
}
