import type { MapEngine } from '../map-engine.ts';
import { showsPeople, usePeopleChoice } from './people-choice.ts';
import { PeopleLayer } from './people-layer.tsx';
import { PeopleLegend } from './people-legend.tsx';
import { usePeople, useShownHour } from './use-people.ts';

/** People on the map, with their legend and hour, while somebody has asked for them. */
export function PeopleOnMap({ engine }: { readonly engine: MapEngine }) {
  const [choice, choose] = usePeopleChoice();
  const isShown = showsPeople(choice);
  const people = usePeople(isShown);
  const hour = useShownHour(choice.hour);
  if (!isShown) return null;
  return (
    <>
      {people && <PeopleLayer engine={engine} people={people} choice={choice} hour={hour} />}
      <PeopleLegend engine={engine} people={people} choice={choice} hour={hour} onChoose={choose} />
    </>
  );
}
