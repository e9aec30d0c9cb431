import type { Database } from '../../kernel/ports.ts';
import type { LogLine, SealedValue } from '../readers/log.ts';

export interface LogWriter {
  add(line: LogLine & { readonly at: number }): void;
  seal(value: SealedValue): void;
}

export function createLogWriter(db: Database): LogWriter {
  const add = db.prepare('INSERT INTO log_line (no, kind, at, line, hash) VALUES (?, ?, ?, ?, ?)');
  const seal = db.prepare('INSERT OR IGNORE INTO log_sealed (hash, no, salt, value) VALUES (?, ?, ?, ?)');
  return {
    add({ no, kind, at, line, hash }) {
      add.run(no, kind, at, line, hash);
    },
    seal({ hash, no, salt, value }) {
      seal.run(hash, no, salt, value);
    },
  };
}
