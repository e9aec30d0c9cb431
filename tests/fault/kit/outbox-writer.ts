import { betterSqlite } from '../../../electron/core/kernel/better-sqlite.ts';
import { createSystemPorts } from '../../../electron/core/kernel/system-ports.ts';
import { openStore } from '../../../electron/core/store/store.ts';
import { weakDriver } from './weak-driver.ts';

/**
 * A program: the real store, filled with `count` outbox rows, each acknowledged with a line `ack ID` on standard output once
 * its transaction has returned; `no ID CODE` when it was refused. `weak` takes the driver that only pretends to sync.
 * `outbox-writer.ts PROFILE full|weak COUNT`
 */
const [profile = '', driver = 'full', count = '0'] = process.argv.slice(2);
const ports = createSystemPorts({ profile, resources: profile });
const store = openStore({ ...ports, sqlite: driver === 'weak' ? weakDriver : betterSqlite });
for (let number = 1; number <= Number(count); number += 1) {
  const commandId = ports.ids.next();
  try {
    store.transact(({ write }) => {
      write.outbox.add({
        commandId,
        stationSeq: write.outbox.nextStationSeq(),
        feed: 'fault',
        topic: 'incident',
        entityId: `I-${number}`,
        command: JSON.stringify({ commandId, filling: 'x'.repeat(300) }),
        after: null,
        stateAt: ports.clock.now(),
      });
    });
    process.stdout.write(`ack ${commandId}\n`);
  } catch (error) {
    process.stdout.write(
      `no ${commandId} ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}\n`,
    );
  }
}
store.close();
