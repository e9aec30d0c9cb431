import type { FeedDescription } from '../source.ts';
import type { ScenarioFeed } from './draft.ts';

/** Names and patience follow the demo city's list of departments. */
const FEEDS: Readonly<Record<ScenarioFeed, Omit<FeedDescription, 'id'>>> = {
  hotline: { name: { zh: '12345 热线', en: '12345 Hotline' }, maxAgeSeconds: 30 },
  fire: { name: { zh: '119 消防', en: '119 Fire' }, maxAgeSeconds: 10 },
  ambulance: { name: { zh: '120 急救', en: '120 Ambulance' }, maxAgeSeconds: 10 },
  police: { name: { zh: '110 公安', en: '110 Police' }, maxAgeSeconds: 30 },
  water: { name: { zh: '水务与抢险', en: 'Water and repair' }, maxAgeSeconds: 60 },
  health: { name: { zh: '卫健', en: 'Health' }, maxAgeSeconds: 60 },
  supplies: { name: { zh: '物资与安置', en: 'Supplies and shelter' }, maxAgeSeconds: 300 },
  weather: { name: { zh: '气象', en: 'Weather' }, maxAgeSeconds: 300 },
};

export function maxAgeOf(feed: ScenarioFeed): number {
  return FEEDS[feed].maxAgeSeconds;
}

export const FEED_DESCRIPTIONS: readonly FeedDescription[] = Object.entries(FEEDS).map(([id, feed]) => ({
  id,
  ...feed,
}));
