import { describe, expect, it } from 'vitest';
import { betterSqlite } from './better-sqlite.ts';
import { refuseEngine } from './engine-gate.ts';

describe('refuseEngine', () => {
  it.each(['3.51.2', '3.7.0', '3.52.0', '2.99.99', '', 'abc', '3.51'])('R7: refuses %j by name', (version) => {
    expect(refuseEngine(version)).toMatchObject({ code: 'sqlite-version', params: { found: version } });
  });

  it.each(['3.51.3', '3.52.1', '3.53.0', '3.54.1', '4.0.0'])('R7: takes %j', (version) => {
    expect(refuseEngine(version)).toBeNull();
  });

  it('R7: takes the engine that is installed', () => {
    const db = betterSqlite.open(':memory:');
    const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
    db.close();
    expect(refuseEngine(version)).toBeNull();
  });
});
