import { createContext, useContext } from 'react';
import type { Link } from '../link/link.ts';
import { City } from './city.ts';
import { Clock } from './clock.ts';
import { Collections } from './collections.ts';
import { Preferences } from './preferences.ts';
import { Session } from './session.ts';

/** Everything a window has of the core, made once per window. */
export interface Console {
  readonly link: Link;
  readonly collections: Collections;
  readonly city: City;
  readonly clock: Clock;
  readonly preferences: Preferences;
  readonly session: Session;
}

export function createConsole(link: Link): Console {
  const collections = new Collections(link);
  const clock = new Clock();
  const feeds = collections.open('feeds', {});
  feeds.onChange(() => {
    const offsets = [...feeds.rows.values()].map((feed) => feed.clockOffset);
    clock.correct(offsets.filter((offset) => offset !== null));
  });
  return {
    link,
    collections,
    city: new City(link),
    clock,
    preferences: new Preferences(link, collections.open('preferences', {})),
    session: new Session(link),
  };
}

export const ConsoleContext = createContext<Console | null>(null);

export function useConsole(): Console {
  const value = useContext(ConsoleContext);
  if (!value) throw new Error('useConsole: no ConsoleContext above');
  return value;
}
