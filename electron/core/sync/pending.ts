import { carryOut, worldOf } from '../../../shared/protocol/commands/carry-out.ts';
import type { World } from '../../../shared/protocol/commands/command-type.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Applied } from '../feeds/applied.ts';
import { Signal } from '../kernel/signal.ts';
import type { Overlay, RowLine } from '../queries/entity-source.ts';
import { isOpen, type OutboxEntry } from './outbox-entry.ts';

/** The revision that a record will have which only a command of ours makes. */
const FIRST_REV = 1;

/** What one record looks like with pending commands on top. */
interface Layer {
  readonly topic: Topic;
  readonly id: string;
  readonly record: object;
  /** The commands in it, in the order of acting. */
  readonly pending: readonly string[];
  readonly newest: OutboxEntry;
}

/**
 * O6: the commands whose effect has not been seen, and what the server's state looks like with them replayed on top, in the
 * order they were given. A command may touch several records (a stock move, a settled conflict), so commands that share
 * a record are replayed together; what shares none is left alone, however many there are.
 */
export class PendingCommands implements Overlay {
  readonly changed = new Signal<{ readonly topic: string; readonly id: string }>();
  readonly #server: (topic: Topic, id: string) => object | undefined;
  /** In the order given. */
  #entries = new Map<string, OutboxEntry>();
  /** Per command: the records that it looked at or set when it was replayed last. */
  readonly #reach = new Map<string, ReadonlySet<string>>();
  readonly #layers = new Map<string, Layer>();

  /** @param server the record after the last commit. */
  constructor(server: (topic: Topic, id: string) => object | undefined) {
    this.#server = server;
  }

  get(commandId: string): OutboxEntry | undefined {
    return this.#entries.get(commandId);
  }

  all(): OutboxEntry[] {
    return [...this.#entries.values()];
  }

  /** The open commands that were given on this very entity. */
  of(topic: string, id: string): readonly OutboxEntry[] {
    return this.all().filter(({ record }) => record.topic === topic && record.entityId === id);
  }

  /** Takes in new or changed entries; those that are settled go. */
  set(...entries: readonly OutboxEntry[]): void {
    const touched = new Set<string>();
    for (const entry of entries) {
      const { commandId } = entry.record;
      const wasOpen = this.#entries.has(commandId);
      if (isOpen(entry)) {
        this.#entries.set(commandId, entry);
        // From queued to sent nothing looks different.
        if (wasOpen) continue;
        this.#reach.set(commandId, new Set([keyOf(entry.command.topic, entry.command.entityId)]));
      } else if (!wasOpen) continue;
      for (const key of this.#reach.get(commandId) ?? []) touched.add(key);
      if (!isOpen(entry)) {
        this.#entries.delete(commandId);
        this.#reach.delete(commandId);
      }
    }
    this.#sort();
    this.#renew(touched);
  }

  /** O13: one that has to be done again comes back before what was given after it. */
  #sort(): void {
    const places = [...this.#entries.values()].map(placeOf);
    if (places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0))) return;
    this.#entries = new Map([...this.#entries].toSorted(([, a], [, b]) => placeOf(a) - placeOf(b)));
  }

  /** The server's state moved on: what stands on it is replayed. */
  applied({ puts, removed }: Pick<Applied, 'puts' | 'removed'>): void {
    if (this.#entries.size === 0) return;
    const reached = new Set([...this.#reach.values()].flatMap((keys) => [...keys]));
    const touched = [...puts, ...removed].map(({ topic, id }) => keyOf(topic, id)).filter((key) => reached.has(key));
    this.#renew(new Set(touched));
  }

  replay(topic: Topic, id: string, line: RowLine | null): { line: RowLine; pending: readonly string[] } | null {
    const layer = this.#layers.get(keyOf(topic, id));
    if (!layer) return null;
    const { record, command } = layer.newest;
    const { issuedAt } = command;
    const base = line ?? {
      id,
      rev: FIRST_REV,
      feed: record.feed,
      at: issuedAt,
      entered: issuedAt,
      received: issuedAt,
    };
    return { line: { ...base, json: JSON.stringify(layer.record) }, pending: layer.pending };
  }

  created(topic: Topic): string[] {
    return [...this.#layers.values()]
      .filter((layer) => layer.topic === topic && !this.#server(topic, layer.id))
      .map(({ id }) => id);
  }

  /** The records as the officer sees them. */
  find(topic: Topic, id: string): object | undefined {
    return this.#layers.get(keyOf(topic, id))?.record ?? this.#server(topic, id);
  }

  #renew(touched: Set<string>): void {
    if (touched.size === 0) return;
    for (let before = -1; before !== touched.size;) {
      this.#spread(touched);
      before = touched.size;
      for (const key of touched) this.#layers.delete(key);
      for (const [commandId, entry] of this.#entries) {
        const reach = this.#reach.get(commandId);
        if (!reach || !meets(reach, touched)) continue;
        const now = this.#lay(entry);
        this.#reach.set(commandId, now);
        // It reaches further than before: those records are replayed with it, in order.
        for (const key of now) touched.add(key);
      }
    }
    for (const key of touched) this.changed.emit(partsOf(key));
  }

  /** Adds what hangs together with what is touched, over any number of commands. */
  #spread(touched: Set<string>): void {
    for (let before = -1; before !== touched.size;) {
      before = touched.size;
      for (const reach of this.#reach.values()) {
        if (meets(reach, touched)) for (const key of reach) touched.add(key);
      }
    }
  }

  /** Replays one command. What no longer fits the server's state is not shown; the hub's answer will say so. */
  #lay(entry: OutboxEntry): Set<string> {
    const { command } = entry;
    const reach = new Set([keyOf(command.topic, command.entityId)]);
    const world: World = worldOf((topic, id) => {
      reach.add(keyOf(topic, id));
      return this.find(topic, id);
    });
    try {
      for (const { effect, record } of carryOut(world, command)) {
        const { op, topic, id } = effect;
        const key = keyOf(topic, id);
        reach.add(key);
        // A creation that the server has already is its record.
        if (op === 'put' && this.#server(topic, id)) continue;
        const pending = [...(this.#layers.get(key)?.pending ?? []), command.commandId];
        this.#layers.set(key, { topic, id, record, pending, newest: entry });
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
    return reach;
  }
}

/** What the disk may not have yet was given last. */
function placeOf({ record }: OutboxEntry): number {
  return record.position === 0 ? Number.MAX_SAFE_INTEGER : record.position;
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const key of a) if (b.has(key)) return true;
  return false;
}

function keyOf(topic: string, id: string): string {
  return `${topic}\n${id}`;
}

function partsOf(key: string): { topic: string; id: string } {
  const end = key.indexOf('\n');
  return { topic: key.slice(0, end), id: key.slice(end + 1) };
}
