import type { PlanTemplate } from '../../../shared/domain/plan-template.ts';
import type { TopicId } from '../../../shared/domain/topics.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import { Signal } from '../kernel/signal.ts';
import { follow, passOver, type LiveSource } from '../queries/live-source.ts';

/** Nobody sent a shipped template: it is of no feed, no revision and no time. */
const SHIPPED = { rev: 0, feed: '', at: instant(0), entered: instant(0), received: instant(0) };

/** The shipped templates, and the city's over them: by id, one of the city wins (TM2). */
export class TemplateBook {
  /** Id of a template that is another now, or gone. */
  readonly changed = new Signal<string>();
  readonly #shipped: ReadonlyMap<string, PlanTemplate>;
  readonly #city = new Map<string, EntityRow<'template'>>();
  #stop: () => void = () => undefined;

  constructor(shipped: ReadonlyMap<string, PlanTemplate>) {
    this.#shipped = shipped;
  }

  /** @param records the query of topic `template`. */
  run(records: LiveSource): void {
    this.#stop = follow(records, (id, json) => {
      if (json === null) this.#city.delete(id);
      else this.#city.set(id, JSON.parse(json) as EntityRow<'template'>);
      this.changed.emit(id);
    });
  }

  stop(): void {
    this.#stop();
  }

  get(id: string): TemplateRow | undefined {
    const own = this.#city.get(id);
    if (own) return { ...own, isShipped: false };
    const data = this.#shipped.get(id);
    return data && { ...SHIPPED, id: id as TopicId['template'], data, isShipped: true };
  }

  all(): TemplateRow[] {
    return [...new Set([...this.#shipped.keys(), ...this.#city.keys()])].flatMap((id) => this.get(id) ?? []);
  }

  /** The query `templates`. */
  source(): LiveSource {
    return {
      pass: () => passOver(this.all().map((row) => ({ id: row.id, json: JSON.stringify(row) }))),
      subscribe: (changed) =>
        this.changed.on((id) =>
          changed(id, () => {
            const row = this.get(id);
            return row ? JSON.stringify(row) : null;
          }),
        ),
    };
  }
}
