import { writeCheckpoint } from '../../../shared/kit/tlog/checkpoint.ts';
import { isSameBytes } from '../../../shared/kit/tlog/crypto.ts';
import { leafHash, MerkleTree } from '../../../shared/kit/tlog/merkle.ts';
import { ED25519, signatureLine, type NoteKey } from '../../../shared/kit/tlog/note.ts';
import { toProblem } from '../../../shared/kit/problem.ts';
import { MINUTE, SECOND } from '../../../shared/kit/time.ts';
import type { RecordRow } from '../../../shared/protocol/console-api/record-rows.ts';
import type { StationKey } from '../exchange/station-key.ts';
import type { Ports, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { Store } from '../store/store.ts';
import { originOf, readNotes } from './attested.ts';
import { CheckpointFile } from './checkpoint-file.ts';
import { Mirror } from './mirror.ts';
import { mend } from './mend.ts';
import type { Recorder } from './recorder.ts';
import { tlogCrypto } from './tlog-crypto.ts';
import { askWitness } from './witness-client.ts';

/** N5: a checkpoint after so many entries, or so long after the first that has none. */
const EVERY_ENTRIES = 256;
const EVERY = 5 * MINUTE;
const TICK = SECOND;
const READ_AT_ONCE = 1_000;
/** Between two tries at a witness that did not answer. */
const WITNESS_PATIENCE = 30 * SECOND;

export interface KeeperParts {
  readonly ports: Pick<Ports, 'clock' | 'log' | 'paths'>;
  readonly store: Pick<Store, 'read' | 'transact'>;
  readonly recorder: Recorder;
  readonly key: StationKey;
  readonly stationId: string;
  /** The hubs that may witness, each once. */
  readonly hubs: readonly { readonly origin: string; readonly token: string }[];
}

interface WitnessState {
  readonly token: string;
  size: number;
  /** When it last cosigned, and the name under which. */
  at: RecordRow['witnesses'][number]['at'];
  triedAt: number;
  problem: string | null;
}

/** Keeps the log's tree, its copy and its checkpoints, and has hubs witness them (N5–N7, N10). A service of the core. */
export class Keeper {
  readonly name = 'record';
  readonly changed = new Signal<RecordRow>();
  readonly #parts: KeeperParts;
  readonly #tree = new MerkleTree(tlogCrypto.sha256);
  readonly #mirror: Mirror;
  readonly #file: CheckpointFile;
  readonly #key: NoteKey;
  readonly #witnesses = new Map<string, WitnessState>();
  #checkpoint: RecordRow['checkpoint'] = null;
  /** The note of that checkpoint, as it is shown to witnesses. */
  #note = '';
  #trouble: RecordRow['trouble'] = null;
  #hasBegun = false;
  #oldestOpen: number | null = null;
  /** Lines that the copy has. */
  #copied: number;
  #timer: Timer | null = null;
  #asking: Promise<unknown> = Promise.resolve();

  /** Makes good from the copy what the database lost, and holds both against the newest checkpoint. */
  constructor(parts: KeeperParts) {
    this.#parts = parts;
    const { ports, stationId, key } = parts;
    this.#key = { name: originOf(stationId), kind: ED25519, publicKey: Buffer.from(key.publicKey, 'hex') };
    this.#mirror = new Mirror(ports.paths.profile);
    this.#file = new CheckpointFile(ports.paths.profile);
    const mended = mend({ ...parts, mirror: this.#mirror });
    this.#copied = this.#mirror.end()?.no ?? 0;
    this.#grow();
    const differs = this.#compare();
    this.#trouble = differs ?? mended;
    this.#begin();
    if (differs) this.#tellDifference(differs);
    for (const { origin, token } of parts.hubs) {
      this.#witnesses.set(origin, { token, size: 0, at: null, triedAt: -WITNESS_PATIENCE, problem: null });
    }
  }

  run(): void {
    this.#timer = this.#parts.ports.clock.every(TICK, () => this.tick());
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    this.#parts.recorder.tellAnyway({ kind: 'stop', body: {} });
    this.#grow();
    this.#makeCheckpoint();
    await this.#asking;
    this.#mirror.close();
  }

  row(): RecordRow {
    return {
      id: 'record',
      entries: this.#tree.size,
      checkpoint: this.#checkpoint,
      witnesses: [...this.#witnesses].map(([origin, { size, at, problem }]) => ({ origin, size, at, problem })),
      trouble: this.#trouble,
      publicKey: this.#parts.key.publicKey,
    };
  }

  /** Every note there is, for a package. Makes one for what has none yet. */
  notes(): string[] {
    this.#grow();
    this.#makeCheckpoint();
    return this.#file.read();
  }

  tick(): void {
    const { clock } = this.#parts.ports;
    if (!this.#hasBegun) this.#begin();
    this.#grow();
    const open = this.#tree.size - (this.#checkpoint?.size ?? 0);
    const isDue = this.#oldestOpen !== null && clock.monotonic() - this.#oldestOpen >= EVERY;
    if (open >= EVERY_ENTRIES || (open > 0 && isDue)) this.#makeCheckpoint();
    for (const [origin, state] of this.#witnesses) {
      if (
        this.#checkpoint &&
        state.size < this.#checkpoint.size &&
        clock.monotonic() - state.triedAt >= WITNESS_PATIENCE
      ) {
        state.triedAt = clock.monotonic();
        this.#asking = this.#asking.then(() => this.#witness(origin, state));
      }
    }
  }

  /** A full disk does not keep the console from starting; the log begins when there is room. */
  #begin(): void {
    try {
      this.#parts.recorder.begin();
      this.#hasBegun = true;
    } catch (error) {
      this.#parts.ports.log.error('decision log not begun', { error: String(error) });
    }
    this.#grow();
  }

  /** Takes in what was committed since. */
  #grow(): void {
    const { read } = this.#parts.store;
    const before = this.#tree.size;
    for (;;) {
      const lines = read.log.after(this.#tree.size, READ_AT_ONCE);
      for (const { line } of lines) this.#tree.append(leafHash(tlogCrypto.sha256, Buffer.from(line)));
      if (lines.length < READ_AT_ONCE) break;
    }
    this.#copy();
    if (this.#tree.size === before) return;
    this.#oldestOpen ??= this.#parts.ports.clock.monotonic();
    this.changed.emit(this.row());
  }

  /** N10: the copy follows the tree; what a full disk keeps from it comes with the next tick. */
  #copy(): void {
    const { store, ports } = this.#parts;
    try {
      while (this.#copied < this.#tree.size) {
        const lines = store.read.log.after(this.#copied, READ_AT_ONCE);
        this.#mirror.append(lines.map(({ line }) => line));
        this.#copied += lines.length;
      }
    } catch (error) {
      ports.log.error('copy of the decision log not written', { error: String(error) });
    }
  }

  /** N10: whether the log is at least as long as, and the same as, what was signed for before. */
  #compare(): RecordRow['trouble'] {
    const { stationId, key } = this.#parts;
    const { marks } = readNotes(this.#file.read(), { station: stationId, publicKey: key.publicKey, trusted: [] });
    const newest = marks.at(-1);
    if (!newest) return null;
    if (newest.size <= this.#tree.size && isSameBytes(this.#tree.root(newest.size), newest.root)) {
      this.#checkpoint = { size: newest.size, at: null };
      this.#note = newest.note;
      return null;
    }
    const code = newest.size > this.#tree.size ? 'log-shorter-than-checkpoint' : 'log-differs-from-checkpoint';
    return { code, from: Math.min(this.#tree.size, newest.size), to: newest.size };
  }

  /** What was signed for a log that this one is not is kept, and said; from here on this log is signed for. */
  #tellDifference({ code, from, to }: NonNullable<RecordRow['trouble']>): void {
    const { recorder, ports } = this.#parts;
    const aside = this.#file.setAside(`checkpoints.other-${ports.clock.now()}.jsonl`);
    const body = { code, entries: from, checkpoint: to, aside };
    ports.log.error('decision log is not what was signed for', body);
    recorder.tellAnyway({ kind: 'gap', body });
    this.#grow();
  }

  #makeCheckpoint(): void {
    if (this.#tree.size <= (this.#checkpoint?.size ?? 0)) return;
    const { key, ports } = this.#parts;
    const size = this.#tree.size;
    const text = writeCheckpoint(tlogCrypto, { origin: this.#key.name, size, root: this.#tree.root() });
    const signature = Buffer.from(key.signRaw(tlogCrypto.utf8(text)), 'hex');
    const note = `${text}\n${signatureLine(tlogCrypto, this.#key, signature)}`;
    try {
      this.#mirror.sync();
      this.#file.add(note);
    } catch (error) {
      ports.log.error('checkpoint not written', { error: String(error) });
      return;
    }
    this.#checkpoint = { size, at: ports.clock.now() };
    this.#note = note;
    this.#oldestOpen = null;
    this.changed.emit(this.row());
  }

  async #witness(origin: string, state: WitnessState): Promise<void> {
    const { clock, log } = this.#parts.ports;
    const size = this.#checkpoint?.size ?? 0;
    const note = this.#note;
    if (size === 0) return;
    const ask = {
      origin,
      clock,
      note,
      head: { size, root: this.#tree.root(size) },
      token: state.token,
      station: this.#parts.stationId,
      publicKey: this.#parts.key.publicKey,
      consistency: (from: number, to: number): Uint8Array[] => this.#tree.consistency(from, to),
    };
    try {
      let answer = await askWitness({ ...ask, knownSize: state.size });
      if ('knows' in answer) {
        if (answer.knows > size) throw new Error(`the witness has ${answer.knows} entries of ours, we have ${size}`);
        answer = await askWitness({ ...ask, knownSize: answer.knows });
      }
      if ('knows' in answer) return;
      this.#file.add(`${note}${answer.lines}`);
      Object.assign(state, { size, at: clock.now(), problem: null });
    } catch (error) {
      log.error('checkpoint not witnessed', { origin, error: String(error) });
      state.problem = toProblem(error, 'records').code;
    }
    this.changed.emit(this.row());
  }
}
