import type { Catalogue } from '../catalogue.ts';
import type { store as zh } from '../zh/store.ts';

export const store = {
  full: {
    title: 'Disk full {{span}}',
    text: 'Feeds have stopped; the picture stands at about {{time}} and can be read. Orders still go, from the space kept for them.',
    act: 'Make room on the disk; do not delete files of the console. It goes on by itself, without a restart.',
  },
  low: {
    title: 'Disk almost full, {{free}} left',
    text: 'Everything works now. Once it is full, feeds stop and only orders are kept.',
    act: 'Make room when there is time; do not delete files of the console.',
  },
  repair: {
    title: 'The local database was repaired at the start',
    titleLost: 'The local database was repaired at the start, with losses',
    reason: {
      'database-damaged': 'the database was damaged',
      'database-missing': 'the database was gone',
      'database-rolled-back': 'the database was older than what had been written',
      'outbox-altered': 'commands in the outbox were not as written',
      'head-missing': 'the check file beside it was gone',
      other: 'reason {{code}}',
    },
    recovered: 'Recovered',
    lost: 'Lost',
    nothingLost: 'no loss found',
    kept: 'Damaged copy',
    keptIn: '{{folder}} in the data folder',
    check: 'See whether all your commands are in the outbox; incidents, units and the rest come from the hub.',
    outbox: 'See outbox',
    dismiss: 'Understood',
  },
  what: {
    outbox: '{{count}} commands',
    outboxUnsealed: '{{count}} of them cannot be checked',
    account: '{{count}} accounts',
    history: '{{count}} lines of history',
    other: '{{count}} settings and sign-in records',
  },
  line: {
    title: 'Local storage',
    free: '{{free}} free',
    isLow: 'almost full',
    fullReserve: 'full for {{span}}, orders only',
    held: 'held by another program for {{span}}: positions up to 10 s late until it is closed',
    backup: 'Last backup',
    unverified: 'not verified',
    noBackup: 'none yet; the first within an hour of the start',
    history: 'History',
    historyKept: 'kept 30 days or 5 GB, whichever is less',
    repaired: 'Last repair',
    loading: 'Waiting for the data core to report',
  },
} satisfies Catalogue<typeof zh>;
