import { betterSqlite } from '../../../electron/core/kernel/better-sqlite.ts';
import type { Database, SqliteDriver } from '../../../electron/core/kernel/ports.ts';
import { openWriter } from '../../../electron/core/store/open.ts';

/**
 * A program: opens the store of a profile, which brings its schema up to date, and kills itself before the k-th statement that
 * changes something (from 1). Prints `done N` with the number of statements when it got through.
 * `dying-migration.ts PROFILE K`
 */
const [profile = '', position = '0'] = process.argv.slice(2);
let statements = 0;

/** SIGKILL, not an exception: nothing gets a chance to tidy up. */
function dieInTime(): void {
  statements += 1;
  if (statements === Number(position)) process.kill(process.pid, 'SIGKILL');
}

const dyingDriver: SqliteDriver = {
  open(file, options) {
    const db = betterSqlite.open(file, options);
    const exec = db.exec.bind(db);
    const pragma = db.pragma.bind(db);
    db.exec = (sql) => {
      // A step is one text of many statements; each is a place to die.
      for (const statement of sql.split(/;\s*\n/).filter((part) => part.trim() !== '')) {
        dieInTime();
        exec(statement);
      }
    };
    db.pragma = (text, settings) => {
      if (text.includes('=')) dieInTime();
      return pragma(text, settings);
    };
    return db satisfies Database;
  },
};

openWriter(dyingDriver, profile).close();
process.stdout.write(`done ${statements}\n`);
