import { Hands } from './hands.ts';
import type { Database } from './open.ts';
import type { EntityKind, EntityRow } from './rows.ts';

/** The current state of one entity. `key` is 0 until it has a row. */
export interface Entity {
  key: number;
  rev: number;
  kind: EntityKind;
  at: number;
  entered: number;
  source: string;
  /** The whole record or refusal; null when removed. Never changed in place. */
  data: object | null;
  /** Null where no command has set anything. */
  hands: Hands | null;
}

/** Entities that were changed last stay in memory, so that a moving unit costs no read per position. */
const HOT = 20_000;

/** The separator cannot be part of a topic. */
function nameOf(topic: string, id: string): string {
  return `${topic}\n${id}`;
}

/**
 * The table of current entities behind a write-back cache. Changes of a batch are collected by `stage` and written
 * by `flush`, once per entity, inside the caller's transaction; `settle` or `forget` follow its end.
 */
export function createEntities(db: Database) {
  const select = db.prepare<[string, string], EntityRow>('SELECT * FROM entity WHERE topic = ? AND id = ?');
  const insert = db.prepare(
    'INSERT INTO entity (topic, id, rev, kind, at, entered, source, data, hands) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare(
    'UPDATE entity SET rev = ?, kind = ?, at = ?, entered = ?, source = ?, data = ?, hands = ? WHERE key = ?',
  );
  const hot = new Map<string, Entity>();
  const staged = new Map<
    string,
    { readonly topic: string; readonly id: string; readonly entity: Entity; json: string | null }
  >();

  function find(topic: string, id: string): Entity | undefined {
    const name = nameOf(topic, id);
    const known = staged.get(name)?.entity ?? hot.get(name);
    if (known) return known;
    const row = select.get(topic, id);
    if (!row) return undefined;
    return {
      ...row,
      data: row.data === null ? null : (JSON.parse(row.data) as object),
      hands: row.hands === null ? null : Hands.parse(row.hands),
    };
  }

  const ids = db.prepare<[string], { id: string }>("SELECT id FROM entity WHERE topic = ? AND kind = 'record'");

  return {
    find,

    /** Of the records that are written; what is staged and not flushed is not among them. */
    idsOf: (topic: string): string[] => ids.all(topic).map(({ id }) => id),

    /** `json` is the serialised `entity.data`, when the caller has it already. */
    stage(topic: string, id: string, entity: Entity, json: string | null | undefined): void {
      staged.set(nameOf(topic, id), {
        topic,
        id,
        entity,
        json: json === undefined ? (entity.data === null ? null : JSON.stringify(entity.data)) : json,
      });
    },

    flush(): void {
      for (const { topic, id, entity, json } of staged.values()) {
        const { rev, kind, at, entered, source } = entity;
        const hands = entity.hands && JSON.stringify(entity.hands);
        if (entity.key === 0) {
          const result = insert.run(topic, id, rev, kind, at, entered, source, json, hands);
          entity.key = Number(result.lastInsertRowid);
        } else {
          update.run(rev, kind, at, entered, source, json, hands, entity.key);
        }
      }
    },

    /** The transaction is durable: what was staged is the state. */
    settle(): void {
      for (const [name, { entity }] of staged) {
        hot.delete(name);
        hot.set(name, entity);
      }
      staged.clear();
      for (const name of hot.keys()) {
        if (hot.size <= HOT) break;
        hot.delete(name);
      }
    },

    /** The transaction was rolled back: nothing of it may be believed. */
    forget(): void {
      staged.clear();
    },
  };
}
