import { createContext, useContext } from 'react';
import type { Link } from '../link/link.ts';
import { City } from './city.ts';
import { Clock } from './clock.ts';
import { Collections } from './collections.ts';
import { LiveCollection } from './live-collection.ts';
import { ShownMoment } from './moment.ts';
import { Preferences } from './preferences.ts';
import { Session } from './session.ts';

/** Everything a window has of the core, made once per window. */
export interface Console {
  readonly link: Link;
  readonly collections: Collections;
  readonly city: City;
  readonly clock: Clock;
  readonly moment: ShownMoment;
  readonly preferences: Preferences;
  readonly session: Session;
  /** The same window's view of the present, for what must never show the past: bar, banners, feeds, outbox. */
  readonly present: Console | null;
}

export function createConsole(link: Link): Console {
  const collections = new Collections(link);
  const clock = new Clock();
  const wall = new Clock();
  const moment = new ShownMoment(collections.open('moment', {}));
  moment.subscribe(() => {
    collections.setPast(moment.past?.anchor ?? null);
    clock.show(moment.past?.at ?? null);
  });
  const feeds = collections.open('feeds', {});
  feeds.onChange(() => {
    const offsets = [...feeds.rows.values()].map((feed) => feed.clockOffset).filter((offset) => offset !== null);
    clock.correct(offsets);
    wall.correct(offsets);
  });
  const window = {
    link,
    city: new City(link),
    preferences: new Preferences(link, collections.open('preferences', {})),
    session: new Session(link),
  };
  const present: Console = {
    ...window,
    clock: wall,
    collections: new Collections(link, new Set()),
    moment: new ShownMoment(new LiveCollection()),
    present: null,
  };
  return { ...window, collections, clock, moment, present };
}

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (!value) throw new Error('useConsole: no ConsoleContext above');
  return value;
}
