import type { Topic } from '../../../shared/domain/topics.ts';
import { Signal } from '../kernel/signal.ts';
import type { Overlay, RowLine } from '../queries/entity-source.ts';
import { isOpen, type OutboxEntry } from './outbox-entry.ts';
import { applyCommand, creates } from './replay.ts';

/** The revision that a record will have which only a command of ours makes. */
const FIRST_REV = 1;

/**
 * O6: the commands of this station whose effect has not been seen, and what the server's state looks like with them
 * replayed on top, in the order the officer acted.
 */
export class PendingCommands implements Overlay {
  readonly changed = new Signal<{ readonly topic: string; readonly id: string }>();
  readonly #byId = new Map<string, OutboxEntry>();
  readonly #byEntity = new Map<string, OutboxEntry[]>();

  get(commandId: string): OutboxEntry | undefined {
    return this.#byId.get(commandId);
  }

  /** In the order the officer acted. */
  all(): OutboxEntry[] {
    return [...this.#byId.values()];
  }

  of(topic: string, id: string): readonly OutboxEntry[] {
    return this.#byEntity.get(keyOf(topic, id)) ?? [];
  }

  /** Takes in a new or changed entry; one that is settled goes. */
  set(entry: OutboxEntry): void {
    const { commandId, topic, entityId } = entry.record;
    const key = keyOf(topic, entityId);
    const others = (this.#byEntity.get(key) ?? []).filter((other) => other.record.commandId !== commandId);
    if (isOpen(entry)) {
      this.#byId.set(commandId, entry);
      this.#byEntity.set(
        key,
        [...others, entry].toSorted((a, b) => a.record.stationSeq - b.record.stationSeq),
      );
    } else {
      this.#byId.delete(commandId);
      if (others.length > 0) this.#byEntity.set(key, others);
      else this.#byEntity.delete(key);
    }
    this.changed.emit({ topic, id: entityId });
  }

  replay(topic: Topic, id: string, line: RowLine | null): { line: RowLine; pending: string[] } | null {
    if (this.#byEntity.size === 0) return null;
    let record = line ? (JSON.parse(line.json) as object) : undefined;
    const pending: string[] = [];
    let newest: OutboxEntry | null = null;
    for (const entry of this.of(topic, id)) {
      // A creation that the server has already is its record; anything else needs a record to stand on.
      if (creates(entry.command) ? record !== undefined : record === undefined) continue;
      const after = tryApply(entry, record);
      if (!after) continue;
      record = after;
      pending.push(entry.record.commandId);
      newest = entry;
    }
    if (!record || !newest) return null;
    const { issuedAt } = newest.command;
    const base = line ?? {
      id,
      rev: FIRST_REV,
      feed: newest.record.feed,
      at: issuedAt,
      entered: issuedAt,
      received: issuedAt,
    };
    return { line: { ...base, json: JSON.stringify(record) }, pending };
  }

  created(topic: Topic): string[] {
    return this.all()
      .filter(({ record, command }) => record.topic === topic && creates(command))
      .map(({ record }) => record.entityId);
  }
}

/** What no longer fits the server's state is not shown; the hub's answer will say so. */
function tryApply({ command }: OutboxEntry, record: object | undefined): object | null {
  try {
    return applyCommand(command, record);
  } catch {
    return null;
  }
}

function keyOf(topic: string, id: string): string {
  return `${topic}\n${id}`;
}
