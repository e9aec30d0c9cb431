import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Readers } from '../../store/store.ts';
import type { Happenings } from './happenings.ts';
import { happeningOf } from './sighting.ts';

const TOPICS = ['incident', 'case'] as const satisfies readonly Topic[];
/** Entities between two looks at the clock. */
const STEP = 20;
/** The line that made an entity says when and where; a patch may come first where older history is gone. */
const LINES = 3;

/** Fills what happened from the station's history, a step at a time. The step answers whether there is more. */
export function loadHappenings(read: Pick<Readers, 'history'>, happenings: Happenings): () => boolean {
  const { history } = read;
  let [place, last] = [0, ''];
  const begin = history.receivedAt(history.reach());
  if (begin !== null) happenings.observedFrom(begin);
  return () => {
    for (let count = 0; count < STEP; count += 1) {
      const topic = TOPICS[place];
      if (topic === undefined) return false;
      const id = history.nextEntity(topic, last);
      if (id === undefined) {
        [place, last] = [place + 1, ''];
        continue;
      }
      last = id;
      for (const { op, json } of history.page(topic, id, 0, LINES)) {
        if ((op !== 'put' && op !== 'snapshot') || json === null) continue;
        const happening = happeningOf(topic, id, JSON.parse(json));
        if (happening) happenings.add(happening);
        break;
      }
    }
    return true;
  };
}
