import { writeSync } from 'node:fs';
import { createSystemPorts } from '../../../kernel/system-ports.ts';
import { openStore } from '../../store.ts';
import { dyingDriver } from './dying-driver.ts';

/**
 * A program: opens the store of a profile and closes it, and is killed by itself before the AT-th thing that SQLite is asked
 * to do (0: never). Says at its end how many there were. `open-and-die.ts PROFILE AT`
 */
const [profile = '', at = '0'] = process.argv.slice(2);
let count = 0;
const ports = createSystemPorts({ profile, resources: profile });
const sqlite = dyingDriver(Number(at), (now) => {
  count = now;
});
openStore({ ...ports, sqlite }).close();
writeSync(1, `${count}\n`);
