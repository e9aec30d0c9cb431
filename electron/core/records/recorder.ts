import { AUTOMATIC } from '../../../shared/protocol/authority.ts';
import type { RecordKind } from '../../../shared/protocol/console-api/record-calls.ts';
import { MAX_COMMAND_BYTES, type Command, type CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { StationKey } from '../exchange/station-key.ts';
import type { Clock, Log } from '../kernel/ports.ts';
import type { OutboxStateName } from '../store/records.ts';
import type { Store, Unit } from '../store/store.ts';
import { lineOf, NO_PREV, parseLine, signerOf, type LogEntry } from './entry.ts';
import { providerOf } from './provider.ts';
import { sealPersonal, type Sealed } from './sealed.ts';

const ALGORITHM = 'sha256+ed25519';
/** N1: larger answers of a hub stand in the log by their hash. What an officer ordered always stands there whole: a command has its own limit. */
const MOST_BODY = 64 * 1024;
const MOST_INTENT = MAX_COMMAND_BYTES + MOST_BODY;
const MOST_AUTOMATIC = 1024;

export interface RecorderParts {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'error'>;
  readonly store: Pick<Store, 'read' | 'transact'>;
  readonly key: StationKey;
  readonly stationId: string;
  readonly appVersion: string;
}

/** What an entry tells, before it has a number. */
export interface Told {
  readonly kind: RecordKind;
  readonly body: Readonly<Record<string, unknown>>;
  readonly who?: LogEntry['who'];
  /** When it happened and reached us; now, when absent. */
  readonly event?: Instant;
  readonly receipt?: Instant;
  readonly sealed?: readonly Sealed[];
}

/**
 * The decision log's one pen (N1–N3, N8). Entries are added within the transaction of what they tell (R31): the intent is on
 * the disk with the command, before anything can leave, and the result with the state that it tells.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  readonly #provider = providerOf(ALGORITHM);

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /** N9: the log's first entry, the start, and a key that is another than before. */
  begin(): void {
    const { store, key, appVersion } = this.#parts;
    const software = { name: 'lianzhi-console', version: appVersion };
    store.transact((unit) => {
      const first = unit.read.log.get(1);
      if (!first) {
        this.add(unit, { kind: 'genesis', body: { publicKey: key.publicKey, software } });
      } else if (newestKey(unit, first.line) !== key.publicKey) {
        this.add(unit, { kind: 'key', body: { publicKey: key.publicKey } });
      }
      this.add(unit, { kind: 'start', body: { software } });
    });
  }

  /** Something that no transaction of another room tells. Throws what the store throws. */
  tell(told: Told): void {
    this.#parts.store.transact((unit) => this.add(unit, told));
  }

  /** The same, of what must not keep anything else from happening: what the disk refuses is in the program's log. */
  tellAnyway(told: Told): void {
    try {
      this.tell(told);
    } catch (error) {
      this.#parts.log.error('not written into the decision log', { kind: told.kind, error: String(error) });
    }
  }

  /** R31: with the command, in its transaction. The cursors name what the officer's screen stood on. */
  intent(unit: Unit, command: Command, feed: string): void {
    const sealed: Sealed[] = [];
    const { actor, base, issuedAt, ...rest } = command;
    const payload = this.#brief(command);
    this.add(unit, {
      kind: 'intent',
      who: signerOf(actor),
      event: issuedAt,
      body: {
        command: {
          ...rest,
          issuedAt,
          payload: sealPersonal(command.topic, payload ?? null, sealed),
          ...(base !== undefined && { base: sealPersonal(command.topic, base, sealed) }),
        },
        feed,
        seen: Object.fromEntries(
          unit.read.feeds.all().flatMap(({ id, epoch, seq }) => (epoch === null ? [] : [[id, { epoch, seq }]])),
        ),
      },
      sealed,
    });
  }

  /**
   * What the console says by itself every few minutes, with the curve that it stands on, is held by its hash: the whole is in
   * the history of the record.
   */
  #brief({ actor, payload }: Command): unknown {
    if (actor.authority !== AUTOMATIC) return payload;
    const text = JSON.stringify(payload ?? null);
    if (text.length <= MOST_AUTOMATIC) return payload;
    return { tooLarge: { bytes: text.length, hash: this.#provider.hash(Buffer.from(text)) } };
  }

  /** With the state of a command, in its transaction. */
  result(unit: Unit, commandId: string, state: OutboxStateName, answer: CommandAnswer | null): void {
    const told = answer && (answer.outcome === 'conflict' ? { ...answer, current: undefined } : answer);
    this.add(unit, { kind: 'result', body: { commandId, state, ...(told && { answer: withoutAbsent(told) }) } });
  }

  /** N1. Within a transaction that may be run again: whatever it needs is read in it. */
  add(unit: Unit, { kind, body, who = null, event, receipt, sealed = [] }: Told): void {
    const { clock, key, stationId } = this.#parts;
    const now = clock.now();
    const last = unit.read.log.last();
    const no = (last?.no ?? 0) + 1;
    const entry: LogEntry = {
      alg: ALGORITHM,
      body:
        JSON.stringify(body).length > (kind === 'intent' ? MOST_INTENT : MOST_BODY)
          ? this.#tooLarge(body)
          : { ...body },
      kind,
      no,
      prev: last?.hash ?? NO_PREV,
      station: stationId,
      time: { entry: now, event: event ?? now, receipt: receipt ?? event ?? now },
      who,
    };
    const line = lineOf(entry, (bytes) => key.signRaw(bytes));
    unit.write.log.add({ no, kind, at: now, line, hash: this.#provider.hash(Buffer.from(line)) });
    for (const value of sealed) unit.write.log.seal({ ...value, no });
  }

  #tooLarge(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const text = JSON.stringify(body);
    return { tooLarge: { bytes: text.length, hash: this.#provider.hash(Buffer.from(text)) } };
  }
}

function withoutAbsent(answer: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
}

/** The key of the last entry that names one. Only a station whose key was lost has more than the first. */
function newestKey(unit: Unit, first: string): unknown {
  const [changed] = unit.read.log.before(Number.MAX_SAFE_INTEGER, 1, ['key']);
  return parseLine(changed?.line ?? first)?.entry.body['publicKey'];
}
