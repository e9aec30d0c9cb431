import type { Rule } from '../../../../shared/domain/rule.ts';
import { Signal } from '../../kernel/signal.ts';
import { follow, type LiveSource, type WireRow } from '../../queries/live-source.ts';
import type { ShippedRules } from './rule-file.ts';

/** A rule as it stands here. */
export interface BookRule {
  readonly id: string;
  readonly rule: Rule;
  /** Of the city's record; null: the shipped one stands. */
  readonly rev: number | null;
  readonly isShipped: boolean;
  readonly isPending: boolean;
}

interface RuleEntity {
  readonly id: string;
  readonly rev: number;
  readonly data: Rule;
  readonly pending?: readonly string[];
}

/** The shipped rules, and the city's over them: by id, one of the city wins. */
export class RuleBook {
  /** Id of a rule that is another now, or gone. */
  readonly changed = new Signal<string>();
  readonly #shipped: ShippedRules['rules'];
  readonly #city = new Map<string, BookRule>();
  #stop: () => void = () => undefined;

  constructor(shipped: Pick<ShippedRules, 'rules'>) {
    this.#shipped = shipped.rules;
  }

  /** @param records the query of topic `rule`. */
  run(records: LiveSource): void {
    this.#stop = follow(records, (id, json) => this.#take(id, json));
  }

  stop(): void {
    this.#stop();
  }

  get(id: string): BookRule | undefined {
    const own = this.#city.get(id);
    const shipped = this.#shipped.get(id);
    if (own) return { ...own, isShipped: shipped !== undefined };
    return shipped && { id, rule: shipped, rev: null, isShipped: true, isPending: false };
  }

  all(): BookRule[] {
    return [...new Set([...this.#shipped.keys(), ...this.#city.keys()])].flatMap((id) => this.get(id) ?? []);
  }

  #take(id: string, json: WireRow['json'] | null): void {
    if (json === null) this.#city.delete(id);
    else {
      const { rev, data, pending = [] } = JSON.parse(json) as RuleEntity;
      this.#city.set(id, { id, rule: data, rev, isShipped: false, isPending: pending.length > 0 });
    }
    this.changed.emit(id);
  }
}
