import type { Catalogue } from '../catalogue.ts';
import type { outbox as zh } from '../zh/outbox.ts';

export const outbox = {
  title: 'Outbox',
  count: '{{count}} without effect yet, saved to disk',
  countNone: 'all have taken effect',
  oldest: 'oldest {{age}}',
  empty: 'No commands have been given yet',
  loading: 'Reading the outbox',
  tab: { open: 'Open', done: 'Took effect', all: 'All' },
  emptyOpen: 'No open commands',
  emptyDone: 'No command has taken effect yet',
  column: {
    order: 'No.',
    time: 'Time',
    command: 'Command',
    to: 'To',
    state: 'State',
    why: 'Remark',
    age: 'Elapsed',
    expires: 'Lapses',
  },
  type: {
    create: 'New report',
    acknowledge: 'Acknowledge',
    setLevel: 'Change level',
    addNote: 'Add note',
  },
  over: 'over',
  otherType: 'Command {{type}}',
  state: {
    queued: 'Queued',
    sent: 'Sent, not received',
    accepted: 'Received, not seen yet',
    effectSeen: 'Took effect',
    rejected: 'Rejected',
    conflict: 'Conflict',
    expired: 'Lapsed unsent',
  },
  tries: 'try {{count}}',
  conflictText: 'Somebody changed it first (revision {{rev}}); yours was not written',
  expiredText: 'Past its time and not sent by itself; confirm it again',
} satisfies Catalogue<typeof zh>;
