import type { RuleFaultLine, RuleLine, RuleRow } from '../../../../shared/protocol/console-api/rule-calls.ts';
import type { Clock, Timer } from '../../kernel/ports.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import { passOver } from '../../queries/live-source.ts';
import type { Watch } from './finding.ts';
import type { OwnAlerts } from './own-alerts.ts';
import type { BookRule, RuleBook } from './rule-book.ts';

export interface RuleRowParts {
  readonly clock: Clock;
  readonly book: RuleBook;
  readonly own: OwnAlerts;
  readonly faults: readonly RuleFaultLine[];
  readonly watchOf: (rule: string) => Watch | undefined;
  readonly now: () => Instant;
}

/** A warning of a rule moves its counts; so often at most they are told, ms. */
const SOON = 500;

/** The query `rules`: the rules as they stand here, with what they have done, and what of the shipped file could not be read. */
export function ruleSource(parts: RuleRowParts): LiveSource {
  const { book, own, clock, faults } = parts;

  function wire(row: RuleRow): { id: string; json: string } {
    return { id: row.id, json: JSON.stringify(row) };
  }

  return {
    pass: () => passOver([...faults, ...book.all().map((known) => ruleLine(known, parts))].map(wire)),
    subscribe(changed) {
      const waiting = new Set<string>();
      let timer: Timer | null = null;
      const tell = (): void => {
        timer = null;
        for (const id of waiting) {
          const known = book.get(id);
          changed(id, () => (known ? JSON.stringify(ruleLine(known, parts)) : null));
        }
        waiting.clear();
      };
      const note = (id: string): void => {
        waiting.add(id);
        timer ??= clock.after(SOON, tell);
      };
      const stops = [book.changed.on(note), own.changed.on(({ rule }) => note(rule))];
      return () => {
        timer?.cancel();
        for (const stop of stops) stop();
      };
    },
  };
}

function ruleLine({ id, rule, rev, isShipped, isPending }: BookRule, { own, watchOf, now }: RuleRowParts): RuleLine {
  const watch = watchOf(id);
  const isBlind = rule.enabled && (watch === undefined || watch.looked.subjects === 0);
  return { id, form: 'rule', rule, rev, isShipped, ...own.tally(id, now()), isBlind, pending: isPending };
}
