import type { Conflict } from '../../../shared/domain/conflict.ts';
import type { Applied } from '../feeds/applied.ts';
import type { OrderKey } from '../store/readers/entities.ts';
import type { Readers } from '../store/store.ts';

const PAGE = 1_000;

/** Which conflicts there are about an entity, so that its timeline can tell them. Built from the store, kept up by commits. */
export class ConflictIndex {
  readonly #about = new Map<string, Set<string>>();

  constructor({ entities }: Pick<Readers, 'entities'>) {
    let after: OrderKey | null = null;
    for (;;) {
      const lines = entities.page('conflict', after, PAGE);
      for (const { id, json } of lines) this.#add(id, JSON.parse(json) as Conflict);
      const last = lines.at(-1);
      if (!last) return;
      after = last;
    }
  }

  applied({ puts }: Pick<Applied, 'puts'>): void {
    for (const record of puts) {
      if (record.topic === 'conflict') this.#add(record.id, record.data as Conflict);
    }
  }

  about(topic: string, id: string): readonly string[] {
    return [...(this.#about.get(`${topic}\n${id}`) ?? [])];
  }

  #add(id: string, { topic, entity }: Conflict): void {
    const key = `${topic}\n${entity}`;
    const known = this.#about.get(key) ?? new Set<string>();
    this.#about.set(key, known.add(id));
  }
}
