import type { ComponentType } from 'react';
import type { IconName } from '../widgets/icon-paths.ts';

export type DeskId =
  | 'picture'
  | 'incidents'
  | 'alerts'
  | 'release'
  | 'rules'
  | 'decisions'
  | 'orders'
  | 'plans'
  | 'journal'
  | 'review'
  | 'resources'
  | 'supplies'
  | 'cases'
  | 'opinion'
  | 'feeds'
  | 'outbox'
  | 'conflicts'
  | 'exchange'
  | 'record'
  | 'replay'
  | 'manual';

export interface Desk {
  readonly id: DeskId;
  readonly icon: IconName;
  /** After `G`: a digit for the desks of every hour, a letter for the others. */
  readonly key: string;
  /** Its view, fetched when the desk is first opened. */
  readonly load: () => Promise<ComponentType>;
  /** A line above it in the rail. */
  readonly apart?: boolean;
  /** Reached from elsewhere (the list of keys), not from the rail. */
  readonly offRail?: boolean;
  /** It tells of now also while the window looks back (S7). */
  readonly ofNow?: boolean;
  /** In the rail only while something waits on it, or while it is open. */
  readonly whenCounted?: boolean;
}

/** Every desk there is, in the order of the rail (rule V1: what is not here is not in the navigation). */
export const DESKS: readonly Desk[] = [
  {
    id: 'picture',
    key: '1',
    icon: 'map',
    load: async () => (await import('../views/picture/picture-view.tsx')).PictureView,
  },
  {
    id: 'incidents',
    key: '2',
    icon: 'list',
    load: async () => (await import('../views/incidents/incidents-view.tsx')).IncidentsView,
  },
  {
    id: 'alerts',
    key: '3',
    icon: 'warn',
    load: async () => (await import('../views/alerts/alerts-view.tsx')).AlertsView,
  },
  {
    id: 'release',
    key: 'P',
    icon: 'send',
    load: async () => (await import('../views/release/release-view.tsx')).ReleaseView,
  },
  {
    id: 'rules',
    key: 'R',
    icon: 'filter',
    ofNow: true,
    load: async () => (await import('../views/rules/rules-view.tsx')).RulesView,
  },
  {
    id: 'decisions',
    key: 'D',
    icon: 'scales',
    load: async () => (await import('../views/decisions/decisions-view.tsx')).DecisionsView,
  },
  {
    id: 'orders',
    key: 'B',
    icon: 'check',
    load: async () => (await import('../views/orders/orders-view.tsx')).OrdersView,
  },
  {
    id: 'plans',
    key: 'T',
    icon: 'rows',
    load: async () => (await import('../views/plans/plans-view.tsx')).PlansView,
  },
  {
    id: 'journal',
    key: 'J',
    icon: 'note',
    load: async () => (await import('../views/journal/journal-view.tsx')).JournalView,
  },
  {
    id: 'resources',
    key: '4',
    icon: 'truck',
    load: async () => (await import('../views/resources/resources-view.tsx')).ResourcesView,
  },
  {
    id: 'supplies',
    key: '5',
    icon: 'box',
    load: async () => (await import('../views/supplies/supplies-view.tsx')).SuppliesView,
  },
  {
    id: 'cases',
    key: 'C',
    icon: 'phone',
    load: async () => (await import('../views/cases/cases-view.tsx')).CasesView,
  },
  {
    id: 'opinion',
    key: 'O',
    icon: 'talk',
    load: async () => (await import('../views/opinion/opinion-view.tsx')).OpinionView,
  },
  {
    id: 'feeds',
    key: '6',
    icon: 'feeds',
    ofNow: true,
    apart: true,
    load: async () => (await import('../views/feeds/feeds-view.tsx')).FeedsView,
  },
  {
    id: 'outbox',
    key: '7',
    icon: 'up',
    ofNow: true,
    load: async () => (await import('../views/outbox/outbox-view.tsx')).OutboxView,
  },
  {
    id: 'conflicts',
    key: '8',
    icon: 'split',
    whenCounted: true,
    load: async () => (await import('../views/conflicts/conflicts-view.tsx')).ConflictsView,
  },
  {
    id: 'manual',
    key: '9',
    icon: 'log',
    offRail: true,
    load: async () => (await import('../views/manual/manual-view.tsx')).ManualView,
  },
  {
    id: 'exchange',
    key: '0',
    icon: 'swap',
    whenCounted: true,
    load: async () => (await import('../views/exchange/exchange-view.tsx')).ExchangeView,
  },
  {
    id: 'record',
    key: 'L',
    icon: 'log',
    ofNow: true,
    load: async () => (await import('../views/record/record-view.tsx')).RecordView,
  },
  {
    id: 'replay',
    key: 'Y',
    icon: 'play',
    offRail: true,
    ofNow: true,
    load: async () => (await import('../views/replay/replay-view.tsx')).ReplayView,
  },
  {
    id: 'review',
    key: 'V',
    icon: 'target',
    load: async () => (await import('../views/review/review-view.tsx')).ReviewView,
  },
];
