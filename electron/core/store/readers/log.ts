import type { Database } from '../../kernel/ports.ts';

export interface LogLine {
  readonly no: number;
  readonly kind: string;
  readonly line: string;
  /** Of the line, hex. */
  readonly hash: string;
}

/** A personal value that a line holds only as a hash. */
export interface SealedValue {
  readonly hash: string;
  readonly no: number;
  readonly salt: string;
  /** Canonical JSON. */
  readonly value: string;
}

export interface LogReader {
  last(): LogLine | undefined;
  get(no: number): LogLine | undefined;
  /** Up to `limit` lines after `no`, in order. */
  after(no: number, limit: number): LogLine[];
  /** Up to `limit` lines before `no`, newest first; of these kinds only, when some are given. */
  before(no: number, limit: number, kinds: readonly string[]): LogLine[];
  /** Up to `limit` values in order of entry and hash, after this one. */
  sealedAfter(last: Pick<SealedValue, 'no' | 'hash'>, limit: number): SealedValue[];
}

const LINE = 'no, kind, line, hash';

export function createLogReader(db: Database): LogReader {
  const last = db.prepare(`SELECT ${LINE} FROM log_line ORDER BY no DESC LIMIT 1`);
  const get = db.prepare(`SELECT ${LINE} FROM log_line WHERE no = ?`);
  const after = db.prepare(`SELECT ${LINE} FROM log_line WHERE no > ? ORDER BY no LIMIT ?`);
  const before = db.prepare(
    `SELECT ${LINE} FROM log_line WHERE no < ? AND (? = '[]' OR kind IN (SELECT value FROM json_each(?))) ORDER BY no DESC LIMIT ?`,
  );
  const sealedAfter = db.prepare(
    'SELECT hash, no, salt, value FROM log_sealed WHERE (no, hash) > (?, ?) ORDER BY no, hash LIMIT ?',
  );
  return {
    last: () => last.get() as LogLine | undefined,
    get: (no) => get.get(no) as LogLine | undefined,
    after: (no, limit) => after.all(no, limit) as LogLine[],
    before: (no, limit, kinds) => before.all(no, JSON.stringify(kinds), JSON.stringify(kinds), limit) as LogLine[],
    sealedAfter: ({ no, hash }, limit) => sealedAfter.all(no, hash, limit) as SealedValue[],
  };
}
