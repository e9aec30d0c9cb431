import type { Incident } from '../../../../shared/domain/incident.ts';
import type { Resource } from '../../../../shared/domain/resource.ts';
import { closuresOf, type Drawing } from '../../../../shared/domain/drawing.ts';
import { sceneClosureOf } from '../../../../shared/domain/scene-closures.ts';
import type { Supply } from '../../../../shared/domain/supply.ts';
import type { Topic, TopicRecord } from '../../../../shared/domain/topics.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { circle } from '../../../../shared/kit/geodesy.ts';
import type { Clock } from '../../kernel/ports.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import type { Closures } from '../../roads/closures.ts';

/** Records read in one turn of the event loop. */
const PAGE = 250;
/** A road question takes so many areas; of more scenes the gravest are closed. */
const MOST_SCENES = 400;

/** The records a plan is made from, as they stand now with what this station did to them. */
export interface Picture {
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly supplies: ReadonlyMap<string, Supply>;
  readonly drawings: ReadonlyMap<string, Drawing>;
}

export async function readPicture(records: (topic: Topic) => LiveSource, clock: Clock): Promise<Picture> {
  async function read<T extends Topic>(topic: T): Promise<Map<string, TopicRecord[T]>> {
    const found = new Map<string, TopicRecord[T]>();
    const pass = records(topic).pass();
    for (let rows = pass.next(PAGE); rows.length > 0; rows = pass.next(PAGE)) {
      for (const { id, json } of rows) found.set(id, (JSON.parse(json) as { data: TopicRecord[T] }).data);
      await new Promise<void>((resolve) => void clock.after(0, resolve));
    }
    return found;
  }
  return {
    incidents: await read('incident'),
    resources: await read('resource'),
    supplies: await read('supply'),
    drawings: await read('drawing'),
  };
}

/** What no vehicle drives on: cordons that close roads, and the scenes that close theirs by themselves. */
export function closedNow({ incidents, drawings }: Picture): Closures {
  const scenes = [...incidents.values()]
    .flatMap((incident) => {
      const closure = sceneClosureOf(incident);
      return closure?.by === 'rule' && incident.at
        ? [{ at: incident.at, metres: closure.metres, level: incident.level || 5 }]
        : [];
    })
    .sort((a, b) => a.level - b.level)
    .slice(0, MOST_SCENES);
  return {
    areas: [...closuresOf(drawings.values()), ...scenes.map(({ at, metres }): LonLat[][] => [circle(at, metres, 30)])],
  };
}
