import type { Fault } from './fault.ts';
import { backupLoad } from './faults/backup-load.ts';
import { clockJump } from './faults/clock-jump.ts';
import { clockStart } from './faults/clock-start.ts';
import { corruption } from './faults/corruption.ts';
import { diskFull } from './faults/disk-full.ts';
import { epochRestless } from './faults/epoch-restless.ts';
import { exchange } from './faults/exchange.ts';
import { fsyncClaims } from './faults/fsync-claims.ts';
import { fsyncStore } from './faults/fsync-store.ts';
import { halfOpen } from './faults/half-open.ts';
import { heldReader } from './faults/held-reader.ts';
import { hostileKeys } from './faults/hostile-keys.ts';
import { killBoth, killCore, killHub } from './faults/kill.ts';
import { migrationKill } from './faults/migration-kill.ts';
import { network } from './faults/network.ts';
import { poisonCommand } from './faults/poison-command.ts';
import { poisonFeed } from './faults/poison-feed.ts';
import { powerLossCore, powerLossStore } from './faults/power-loss.ts';
import { reconnectStorm } from './faults/reconnect-storm.ts';
import { restoredHub } from './faults/restored-hub.ts';
import { schedules } from './faults/schedules.ts';
import { secondInstance } from './faults/second-instance.ts';
import { selfCheck } from './faults/self-check.ts';
import { killWindow } from './faults/window-kill.ts';

/** All of them, in the order of the table. A new one is added here. */
export const faults: readonly Fault[] = [
  selfCheck,
  killCore,
  killHub,
  killBoth,
  killWindow,
  powerLossStore,
  powerLossCore,
  diskFull,
  fsyncStore,
  fsyncClaims,
  corruption,
  migrationKill,
  secondInstance,
  heldReader,
  backupLoad,
  network,
  halfOpen,
  restoredHub,
  epochRestless,
  exchange,
  reconnectStorm,
  clockJump,
  clockStart,
  poisonFeed,
  poisonCommand,
  hostileKeys,
  schedules,
];
