import { cache } from './0010-cache.ts';
import { outbox } from './0020-outbox.ts';
import { station } from './0030-station.ts';
import { outboxStates } from './0040-outbox-states.ts';
import { historyHands } from './0041-history-hands.ts';
import { seal } from './0050-seal.ts';
import { history } from './0060-history.ts';
import { people } from './0070-people.ts';
import { cursorMark } from './0080-cursor-mark.ts';
import { exchange } from './0090-exchange.ts';
import { undone } from './0100-undone.ts';
import { record } from './0200-record.ts';
import type { Migration } from './migration.ts';

/** In order. A new file is added here and its test in migrations.test.ts (a test fails without it). */
export const migrations: readonly Migration[] = [
  cache,
  outbox,
  station,
  outboxStates,
  historyHands,
  seal,
  history,
  people,
  cursorMark,
  exchange,
  undone,
  record,
];
