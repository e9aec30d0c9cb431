import { betterSqlite } from '../../../kernel/better-sqlite.ts';
import type { Database, SqliteDriver, Statement } from '../../../kernel/ports.ts';

/**
 * A driver whose process dies, as by the power switch, before the `at`-th thing that it is asked to do: open, close, pragma,
 * and every single statement, also those inside a script, `BEGIN` and `COMMIT`.
 */
export function dyingDriver(at: number, counted: (count: number) => void): SqliteDriver {
  let count = 0;
  function step(): void {
    count += 1;
    counted(count);
    if (count === at) process.kill(process.pid, 'SIGKILL');
  }
  function statement(real: Statement): Statement {
    const counting =
      <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
      (...args: Args): Result => {
        step();
        return work(...args);
      };
    return {
      run: counting((...parameters) => real.run(...parameters)),
      get: counting((...parameters) => real.get(...parameters)),
      all: counting((...parameters) => real.all(...parameters)),
      iterate: counting((...parameters) => real.iterate(...parameters)),
    };
  }
  return {
    open(file, options) {
      step();
      const real = betterSqlite.open(file, options);
      const db: Database = {
        prepare: (sql) => statement(real.prepare(sql)),
        exec(sql) {
          for (const one of split(real, sql)) {
            step();
            real.exec(one);
          }
        },
        pragma(text, how) {
          step();
          return real.pragma(text, how);
        },
        transaction(run) {
          return {
            immediate(...args) {
              db.exec('BEGIN IMMEDIATE');
              try {
                const result = run(...args);
                db.exec('COMMIT');
                return result;
              } catch (error) {
                real.exec('ROLLBACK');
                throw error;
              }
            },
          };
        },
        backup: (target, how) => real.backup(target, how),
        close() {
          step();
          return real.close();
        },
        get inTransaction() {
          return real.inTransaction;
        },
      };
      return db;
    },
  };
}

/** A script's single statements. A semicolon inside a trigger or a text does not end one. */
function split(db: Database, sql: string): string[] {
  const statements: string[] = [];
  let open = '';
  for (const part of sql.split(/(?<=;)/)) {
    open += part;
    if (open.trim() === '') continue;
    if (isWhole(db, open)) {
      statements.push(open);
      open = '';
    }
  }
  if (open.trim() !== '') statements.push(open);
  return statements;
}

function isWhole(db: Database, sql: string): boolean {
  try {
    db.prepare(sql);
    return true;
  } catch (error) {
    return !(error instanceof Error && /incomplete input/.test(error.message));
  }
}
