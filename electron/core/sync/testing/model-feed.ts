import type { Hand } from '../../../../shared/domain/conflict.ts';
import { merge } from '../../../../shared/protocol/merge.ts';
import { topics, type Topic } from '../../../../shared/domain/topics.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import { decide } from '../../../../shared/protocol/commands/decide.ts';
import type { Change } from '../../../../shared/protocol/feed/change.ts';
import { command, type Command, type CommandAnswer } from '../../../../shared/protocol/feed/command.ts';
import { markOf } from '../../../../shared/protocol/feed/mark.ts';
import type { Known } from '../../../../shared/protocol/feed/recall.ts';
import type { Cursor } from '../../../../shared/protocol/feed/subscribe.ts';
import { TEST_MATRIX } from '../../testing/authorities.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Entity {
  readonly rev: number;
  readonly data: Fields;
  readonly hands: ReadonlyMap<string, Hand | undefined>;
}

/** A command that the hub took: what its record was before, what it set, and what the officer stood on. */
export interface Taken {
  readonly command: Command;
  readonly answer: CommandAnswer;
  /** Of each record that it set, the fields before and after. */
  readonly sets: readonly {
    readonly topic: Topic;
    readonly id: string;
    readonly before: Fields;
    readonly set: Fields;
  }[];
  readonly at: Instant;
}

type Backup = Pick<ModelFeed, 'log' | 'entities' | 'answers' | 'decided'>;

/**
 * The ideal hub of one feed: a log and an answer per command, in memory, never failing. It decides as the real one does, by
 * `decide`; what is checked against it is everything around that, and by independent rules also the decisions.
 */
export class ModelFeed {
  readonly id: string;
  log: Change[] = [];
  entities = new Map<string, Entity>();
  answers = new Map<string, CommandAnswer>();
  /** Each command that was decided, once, in the hub's order. */
  decided: Taken[] = [];
  /** How often it was put back. */
  restored = 0;
  /** What it had accepted, and forgot with that. */
  readonly forgotten = new Set<string>();
  readonly #now: () => Instant;
  readonly #backups: Backup[] = [];
  #life = 1;

  constructor(id: string, now: () => Instant) {
    this.id = id;
    this.#now = now;
  }

  get epoch(): string {
    return `epoch-${this.#life}`;
  }

  backUp(): void {
    const { log, entities, answers, decided } = this;
    this.#backups.push({
      log: [...log],
      entities: new Map(entities),
      answers: new Map(answers),
      decided: [...decided],
    });
  }

  /** R19: what was done since a backup is gone. @param isNoticed whether the hub knows it, or only its log's marks tell. */
  restore(pick: number, isNoticed: boolean): void {
    const backup = this.#backups[pick % Math.max(1, this.#backups.length)];
    if (!backup || backup.log.length === this.log.length) return;
    for (const [id, { outcome }] of this.answers) {
      if (outcome === 'accepted' && !backup.answers.has(id)) this.forgotten.add(id);
    }
    this.log = [...backup.log];
    this.entities = new Map(backup.entities);
    this.answers = new Map(backup.answers);
    this.decided = [...backup.decided];
    this.restored += 1;
    if (isNoticed) this.#life += 1;
  }

  /** Whether a station that stands there can be given what comes after it, as the real hub decides it. */
  follows({ epoch, seq, mark }: Cursor): boolean {
    const there = this.log[seq - 1];
    return epoch === this.epoch && seq <= this.log.length && (!there || mark === undefined || markOf(there) === mark);
  }

  recall(commandIds: readonly string[]): Known[] {
    return commandIds.flatMap((commandId): Known | [] => {
      const answer = this.answers.get(commandId);
      if (!answer) return [];
      return answer.outcome === 'accepted' ? answer : { outcome: answer.outcome, commandId };
    });
  }

  find(topic: Topic, id: string): Entity | undefined {
    return this.entities.get(`${topic}\n${id}`);
  }

  /** A department's system says something. */
  tell(op: 'put' | 'patch', topic: Topic, id: string, data: object): void {
    this.#append(op, topic, id, data as Fields, null);
  }

  /** @param raw as it came over the wire. */
  take(raw: unknown): CommandAnswer {
    const given = command.parse(raw);
    const first = this.answers.get(given.commandId);
    if (first) return first;
    const { answer, effects } = decide(given, {
      now: this.#now(),
      matrix: TEST_MATRIX,
      head: this.log.length,
      find: (topic, id) => {
        const found = this.find(topic, id);
        return found && { ...found, handOf: (field) => found.hands.get(field) };
      },
    });
    this.answers.set(given.commandId, answer);
    const sets = effects.map(({ topic, id, data }) => {
      return { topic, id, before: this.find(topic, id)?.data ?? {}, set: data as Fields };
    });
    this.decided.push({ command: given, answer, sets, at: this.#now() });
    const isAccepted = answer.outcome === 'accepted';
    for (const { op, topic, id, data } of effects) this.#append(op, topic, id, data as Fields, given, isAccepted);
    return answer;
  }

  #append(op: 'put' | 'patch', topic: Topic, id: string, data: Fields, by: Command | null, counts = false): void {
    const before = this.find(topic, id);
    const rev = (before?.rev ?? 0) + 1;
    const whole = topics[topic].parse(op === 'put' ? data : merge(topic, before?.data ?? {}, data)) as Fields;
    const hand = by ? { ...pick(by), at: by.issuedAt } : undefined;
    const hands = new Map(op === 'put' ? [] : before?.hands);
    for (const field of Object.keys(data)) hands.set(field, hand);
    this.entities.set(`${topic}\n${id}`, { rev, data: whole, hands });
    const at = by?.issuedAt ?? this.#now();
    this.log.push({
      seq: this.log.length + 1,
      topic,
      id,
      rev,
      op,
      at,
      entered: this.#now(),
      source: by ? `station:${by.stationId}` : 'system',
      data: structuredClone(data),
      ...(by && counts && { commandId: by.commandId }),
      ...(by && { by: pick(by) }),
    });
  }
}

function pick({ actor: { officer, post, station } }: Command): Omit<Hand, 'at'> {
  return { officer, post, station };
}
