import type { Fault } from './fault.ts';
import { clockJump } from './faults/clock-jump.ts';
import { corruption } from './faults/corruption.ts';
import { diskFull } from './faults/disk-full.ts';
import { fsyncClaims } from './faults/fsync-claims.ts';
import { fsyncStore } from './faults/fsync-store.ts';
import { halfOpen } from './faults/half-open.ts';
import { killBoth, killCore, killHub } from './faults/kill.ts';
import { migrationKill } from './faults/migration-kill.ts';
import { network } from './faults/network.ts';
import { poisonCommand } from './faults/poison-command.ts';
import { poisonFeed } from './faults/poison-feed.ts';
import { powerLossCore, powerLossStore } from './faults/power-loss.ts';
import { reconnectStorm } from './faults/reconnect-storm.ts';
import { restoredHub } from './faults/restored-hub.ts';
import { secondInstance } from './faults/second-instance.ts';
import { selfCheck } from './faults/self-check.ts';

/** All of them, in the order of the table. A new one is added here. */
export const faults: readonly Fault[] = [
  selfCheck,
  killCore,
  killHub,
  killBoth,
  powerLossStore,
  powerLossCore,
  diskFull,
  fsyncStore,
  fsyncClaims,
  corruption,
  migrationKill,
  secondInstance,
  network,
  halfOpen,
  restoredHub,
  reconnectStorm,
  clockJump,
  poisonFeed,
  poisonCommand,
];
