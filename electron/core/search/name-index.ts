import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import type { SearchHit, SearchKind } from '../../../shared/protocol/console-api/search-calls.ts';
import type { Database, SqliteDriver, Statement } from '../kernel/ports.ts';
import { folded, soundsOf, wordsOf } from './fold.ts';
import type { Name } from './name.ts';
import { gradeOf, type Spelled } from './rank.ts';

/** Rows that are looked at closely for one question; of a word that fits thousands, those of the least weight. */
const MOST_CANDIDATES = 400;
/** A trigram index knows words of three letters and more. */
const SHORTEST_INDEXED = 3;

/** More names than are ever put. */
const WEIGHT_STEP = 2 ** 40;

const SCHEMA = `
  CREATE TABLE name (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, weight INTEGER NOT NULL,
    zh TEXT NOT NULL, en TEXT NOT NULL, code TEXT NOT NULL,
    syllables TEXT NOT NULL, sound TEXT NOT NULL, initials TEXT NOT NULL, place TEXT NOT NULL,
    hit TEXT NOT NULL, text TEXT NOT NULL
  ) STRICT;
  ${['zh', 'en', 'code', 'sound', 'initials'].map((field) => `CREATE INDEX name_${field} ON name (${field});`).join('\n  ')}
  CREATE VIRTUAL TABLE trigram USING fts5(text, content='', contentless_delete=1, tokenize='trigram');
`;

type Row = Spelled & { readonly row: number; readonly kind: SearchKind; readonly weight: number; readonly hit: string };

const COLUMNS = 'row, kind, weight, zh, en, code, syllables, sound, initials, place, hit';

export interface Question {
  readonly text: string;
  readonly limit: number;
  readonly kinds?: readonly SearchKind[] | undefined;
  readonly near?: LonLat | undefined;
}

/**
 * Names in a database of its own, in memory: it is filled anew at each start, and no question waits for the store's writer.
 * What begins with the query comes from plain indexes, what contains it from FTS5's trigrams; a word of one or two letters
 * (most Chinese ones) is looked for row by row, the rows of the least weight first.
 */
export class NameIndex {
  readonly #db: Database;
  readonly #put: Statement;
  readonly #putText: Statement;
  readonly #remove: Statement;
  readonly #removeText: Statement;
  readonly #starts: readonly Statement[];
  /** What is known of each name, to leave out what changes nothing. */
  readonly #known = new Map<string, { readonly row: number; readonly as: string }>();
  #last = 0;

  constructor(sqlite: SqliteDriver) {
    const db = sqlite.open(':memory:');
    db.exec(SCHEMA);
    this.#db = db;
    this.#put = db.prepare('INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#putText = db.prepare('INSERT INTO trigram (rowid, text) VALUES (?, ?)');
    this.#remove = db.prepare('DELETE FROM name WHERE row = ?');
    this.#removeText = db.prepare('DELETE FROM trigram WHERE rowid = ?');
    this.#starts = ['zh', 'en', 'code', 'sound', 'initials'].map((field) =>
      db.prepare(`SELECT ${COLUMNS} FROM name WHERE ${field} >= ? AND ${field} < ? LIMIT ${MOST_CANDIDATES}`),
    );
  }

  get size(): number {
    return this.#known.size;
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** Adds it, or puts it in the place of the one with its id. */
  put(name: Name): void {
    const { id, kind, title, note, at, box, weight } = name;
    const hit = JSON.stringify({ kind, id, title, note, at, box } satisfies SearchHit);
    const known = this.#known.get(id);
    if (known?.as === hit + weight) return;
    this.remove(id);
    this.#last += 1;
    // Light ones have low numbers: both tables are walked in that order, and a walk may end when it has enough.
    const row = weight * WEIGHT_STEP + this.#last;
    const [zh, en, code] = [folded(title.zh ?? ''), folded(title.en ?? ''), folded(id)];
    const { syllables, full, initials } = soundsOf(title.zh ?? '');
    const place = folded([note?.zh, note?.en].filter(Boolean).join('\n'));
    // A line break parts the fields: nobody types one, so that no word is found across two of them.
    const text = [zh, en, code, full, initials, place].join('\n');
    this.#put.run(row, id, kind, weight, zh, en, code, syllables, full, initials, place, hit, text);
    this.#putText.run(row, text);
    this.#known.set(id, { row, as: hit + weight });
  }

  remove(id: string): void {
    const known = this.#known.get(id);
    if (!known) return;
    this.#remove.run(known.row);
    this.#removeText.run(known.row);
    this.#known.delete(id);
  }

  /** Many at once, in one transaction. */
  write(work: () => void): void {
    this.#db.transaction(work).immediate();
  }

  search({ text, limit, kinds, near }: Question): SearchHit[] {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const wanted = kinds && new Set(kinds);
    const found = new Map<number, { readonly row: Row; readonly grade: number }>();
    const take = (rows: readonly unknown[]): void => {
      for (const row of rows as Row[]) {
        if (found.has(row.row) || (wanted && !wanted.has(row.kind))) continue;
        const grade = gradeOf(row, words);
        if (grade !== null) found.set(row.row, { row, grade });
      }
    };
    for (const start of this.#starts) take(start.all(words[0], `${words[0]}\u{10ffff}`));
    take(this.#containing(words, wanted));
    const away = distancesTo(near);
    return [...found.values()]
      .sort(
        (a, b) =>
          a.grade - b.grade ||
          a.row.weight - b.row.weight ||
          away(a.row) - away(b.row) ||
          lengthOf(a.row) - lengthOf(b.row) ||
          a.row.row - b.row.row,
      )
      .slice(0, limit)
      .map(({ row }) => JSON.parse(row.hit) as SearchHit);
  }

  close(): void {
    this.#db.close();
  }

  #containing(words: readonly string[], wanted: ReadonlySet<SearchKind> | undefined): unknown[] {
    const long = words.filter((word) => [...word].length >= SHORTEST_INDEXED);
    const isKind = wanted ? ` AND kind IN (${[...wanted].map(() => '?').join(', ')})` : '';
    const rest = `${isKind} ORDER BY name.row LIMIT ${MOST_CANDIDATES}`;
    const kinds = [...(wanted ?? [])];
    if (long.length > 0) {
      const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
      const from = 'trigram JOIN name ON name.row = trigram.rowid WHERE trigram MATCH ?';
      return this.#db.prepare(`SELECT ${COLUMNS} FROM ${from}${rest}`).all(match, ...kinds);
    }
    const every = words.map(() => 'instr(name.text, ?) > 0').join(' AND ');
    return this.#db.prepare(`SELECT ${COLUMNS} FROM name WHERE ${every}${rest}`).all(...words, ...kinds);
  }
}

function lengthOf({ zh, en }: Row): number {
  return zh.length || en.length;
}

/** Metres to a row's place; all the same when nothing is near anything. */
function distancesTo(near: LonLat | undefined): (row: Row) => number {
  if (!near) return () => 0;
  const known = new Map<Row, number>();
  return (row) => {
    let metres = known.get(row);
    if (metres === undefined) {
      const { at } = JSON.parse(row.hit) as SearchHit;
      metres = at ? distance(near, at) : Number.MAX_SAFE_INTEGER;
      known.set(row, metres);
    }
    return metres;
  };
}
