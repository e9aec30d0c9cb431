import type { Alert } from '../../../shared/domain/alert.ts';
import type { Hazard } from '../../../shared/domain/hazard.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Resource } from '../../../shared/domain/resource.ts';
import type { Name } from './name.ts';

export const SEARCHED_TOPICS = ['incident', 'resource', 'alert', 'hazard'] as const;
export type SearchedTopic = (typeof SEARCHED_TOPICS)[number];

/** What is open comes first, what is over last. */
const WEIGHT = {
  openIncident: 0,
  unit: 1,
  alert: 1,
  facility: 2,
  hazard: 3,
  sensor: 4,
  closedIncident: 5,
  struckOff: 5,
} as const;

/** The name of a record as a window may see it: from a row that is masked already. */
export function nameOfRecord(topic: SearchedTopic, id: string, data: unknown): Name {
  const bare = { id, note: null, at: null, box: null };
  if (topic === 'incident') {
    const { title, place, at, status } = data as Incident;
    const isOver = status.state === 'closed' || status.state === 'merged';
    const weight = isOver ? WEIGHT.closedIncident : WEIGHT.openIncident;
    return { ...bare, kind: 'incident', title, note: place ?? null, at: at ?? null, weight };
  }
  if (topic === 'alert') {
    const { headline, event } = data as Alert;
    return { ...bare, kind: 'alert', title: headline, note: event, weight: WEIGHT.alert };
  }
  if (topic === 'hazard') {
    const { title, place, at, status } = data as Hazard;
    const weight = status.state === 'struckOff' ? WEIGHT.struckOff : WEIGHT.hazard;
    return { ...bare, kind: 'hazard', title, note: place, at, weight };
  }
  const { form, name, at } = data as Resource;
  // A unit moves: where it is now the window knows.
  return { ...bare, kind: form, title: name, at: form === 'unit' ? null : at, weight: WEIGHT[form] };
}
