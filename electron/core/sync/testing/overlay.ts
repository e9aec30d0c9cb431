import { TOPICS, type Topic } from '../../../../shared/domain/topics.ts';
import { isSameJson } from '../../../../shared/kit/equal.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { carryOut, worldOf } from '../../../../shared/protocol/commands/carry-out.ts';
import { Broken } from './broken.ts';
import type { SimStation } from './sim-station.ts';

/** What is shown is the server's state with every open command on top, as if all had been replayed from the start. */
export function checkOverlay(station: SimStation): void {
  // A frame whose commit is in doubt is taken over by the next start of the core.
  if (station.store.isBroken) return;
  const layers = new Map<string, object>();
  const { pending } = station.core.outbox;
  const find = (topic: Topic, id: string): object | undefined =>
    layers.get(`${topic}\n${id}`) ?? station.server(topic, id)?.data;
  for (const { command } of pending.all()) {
    try {
      for (const { effect, record } of carryOut(worldOf(find), command)) {
        if (effect.op === 'put' && station.server(effect.topic, effect.id)) continue;
        layers.set(`${effect.topic}\n${effect.id}`, record);
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  for (const topic of TOPICS) {
    const ids = [
      ...station.store.read.entities.page(topic, null, 1_000).map(({ id }) => id),
      ...pending.created(topic),
    ];
    for (const id of ids) {
      if (isSameJson(pending.find(topic, id), find(topic, id))) continue;
      throw new Broken(`${station.id} shows ${topic} ${id} as ${JSON.stringify(pending.find(topic, id))}`);
    }
  }
}
