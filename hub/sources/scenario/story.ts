import type { LonLat } from '../../../shared/kit/geo.ts';
import type { AlertDesk } from './alerts.ts';
import type { Facilities } from './facilities.ts';
import type { IncidentBoard } from './incidents.ts';
import type { StoryEvent, StoryRow } from './inputs.ts';
import type { SensorNet } from './sensors.ts';
import type { Stock } from './stock.ts';
import type { World } from './world.ts';

export interface StoryParts {
  readonly board: IncidentBoard;
  readonly alerts: AlertDesk;
  readonly sensors: SensorNet;
  readonly facilities: Facilities;
  readonly stock: Stock;
}

/** Plays the written events at their times, in the order of the file where times are equal. */
export interface Story {
  step(): void;
}

export function createStory(world: World, parts: StoryParts, events: readonly StoryEvent[]): Story {
  const queue = events
    .map((row, order) => ({ row, order }))
    .sort((a, b) => a.row.t - b.row.t || a.order - b.order)
    .map(({ row }) => row);
  const ids = new Map<string, string>();
  let next = 0;

  function idOf(row: { readonly key: string; readonly do: string }): string {
    const id = ids.get(row.key);
    if (!id) throw new RangeError(`scenario: ${row.do} of ${row.key} before its report`);
    return id;
  }

  function report(row: StoryRow<'report'>): void {
    const place = world.place(row.place);
    const { t: _t, do: _do, key, where, ...plan } = row;
    ids.set(key, parts.board.open({ ...plan, at: asPosition(place.at), place: where ?? place.name }));
  }

  function play(row: StoryEvent): void {
    switch (row.do) {
      case 'warn':
        return parts.alerts.issue(row);
      case 'report':
        return report(row);
      case 'news':
        return parts.board.news(idOf(row), row);
      case 'settle':
        return parts.board.settle(idOf(row), row.to, row.note, row.outcome, row.figures);
      case 'road':
        return world.network.setClosed(row.place, !row.open);
      case 'facility':
        return parts.facilities.setInService(row.place, row.inService);
      case 'sensor':
        return parts.sensors.set(row.place, row.is, row.value);
      case 'transfer':
        return parts.stock.transfer(row.good, row.from, row.to, row.sent, row.received, row.minutes);
    }
  }

  return {
    step() {
      for (let row = queue[next]; row && row.t <= world.outlet.now; row = queue[next]) {
        next += 1;
        play(row);
      }
    },
  };
}

function asPosition([lon, lat]: LonLat): LonLat {
  return [lon, lat];
}
