import type { Catalogue } from '../catalogue.ts';
import type { supply as zh } from '../zh/supply.ts';

export const supply = {
  title: 'Supplies',
  count: '{{goods}} goods, {{depots}} depots',
  shortCount: '{{count}} run out within 6 h',
  filter: 'Filter by goods, depot',
  empty: 'No supply data',
  emptyFiltered: 'No supplies match the filters',
  notKnown: 'Supplies are not connected: cannot tell',
  loading: 'Reading supplies',
  facet: { depot: 'Depot', good: 'Goods' },
  column: {
    good: 'Goods',
    depot: 'Depot',
    have: 'Have',
    burn: 'Use per hour',
    left: 'Lasts',
    runsOut: 'Runs out',
    reserve: '3-day reserve',
    share: 'Of reserve',
    counted: 'Counted',
  },
  steady: 'not in use',
  noReserve: 'not set',
} satisfies Catalogue<typeof zh>;
