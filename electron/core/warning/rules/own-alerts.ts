import type { Alert } from '../../../../shared/domain/alert.ts';
import type { OwnWarning } from '../../../../shared/domain/own-warning.ts';
import { DAY, instant, type Instant } from '../../../../shared/kit/time.ts';
import { Signal } from '../../kernel/signal.ts';
import { follow, type LiveSource } from '../../queries/live-source.ts';
import { keyOf } from './finding.ts';
import type { Subject } from './sighting.ts';

/** A warning that the console raised, whoever's console it was; pending ones too. */
export interface OwnAlert {
  readonly id: string;
  readonly alert: Alert;
  readonly own: OwnWarning;
}

interface AlertEntity {
  readonly data: Alert;
}

/**
 * Which warnings of our own stand: read from the warnings themselves, so that a restart, another console and a command that waits
 * all say the same.
 */
export class OwnAlerts {
  /** Rule and subject about which something changed. */
  readonly changed = new Signal<{ readonly rule: string; readonly subject: Subject }>();
  readonly #byId = new Map<string, OwnAlert>();
  readonly #byKey = new Map<string, Set<string>>();
  readonly #byRule = new Map<string, Set<string>>();
  #stop: () => void = () => undefined;

  /** @param records the query of topic `alert`, with what waits in the outbox. */
  run(records: LiveSource): void {
    this.#stop = follow(records, (id, json) => this.#take(id, json));
  }

  stop(): void {
    this.#stop();
  }

  /** Of one rule and subject: what is not over and not replaced, the oldest beginning first. */
  standing(rule: string, subject: Pick<Subject, 'topic' | 'id'>): OwnAlert[] {
    const all = this.#of(this.#byKey.get(pairOf(rule, subject)));
    const replaced = new Set(all.flatMap(({ alert }) => alert.references));
    return all
      .filter(
        ({ alert, own }) => own.state.is !== 'over' && alert.msgType !== 'Cancel' && !replaced.has(alert.identifier),
      )
      .toSorted((a, b) => a.own.firstAt - b.own.firstAt || (a.id < b.id ? -1 : 1));
  }

  /** When the newest one that is over ended. */
  lastOver(rule: string, subject: Pick<Subject, 'topic' | 'id'>): Instant | null {
    const ends = this.#of(this.#byKey.get(pairOf(rule, subject))).flatMap(({ own }) =>
      own.state.is === 'over' ? [own.state.at] : [],
    );
    return ends.length > 0 ? instant(Math.max(...ends)) : null;
  }

  /** All that stands of a rule. */
  standingOf(rule: string): OwnAlert[] {
    const subjects = new Map(this.#of(this.#byRule.get(rule)).map(({ own }) => [keyOf(own.subject), own.subject]));
    return [...subjects.values()].flatMap((subject) => this.standing(rule, subject));
  }

  /** Happenings that a rule raised a warning for: an update of one is not another. */
  tally(
    rule: string,
    now: Instant,
  ): { readonly fired30: number; readonly lastFiredAt: Instant | null; readonly standing: number } {
    const firsts = this.#of(this.#byRule.get(rule)).filter(({ alert }) => alert.references.length === 0);
    const last = firsts.reduce((newest, { own }) => Math.max(newest, own.firstAt), 0);
    return {
      fired30: firsts.filter(({ own }) => now - own.firstAt <= 30 * DAY).length,
      lastFiredAt: last === 0 ? null : instant(last),
      standing: this.standingOf(rule).length,
    };
  }

  #of(ids: ReadonlySet<string> | undefined): OwnAlert[] {
    return [...(ids ?? [])].flatMap((id) => this.#byId.get(id) ?? []);
  }

  #take(id: string, json: string | null): void {
    // Most warnings are not ours; those are not read.
    const isOurs = json !== null && json.includes('"own":');
    const before = this.#byId.get(id);
    if (!isOurs && !before) return;
    if (before) this.#drop(before);
    const alert = isOurs ? (JSON.parse(json) as AlertEntity).data : null;
    const own = alert?.own;
    if (alert && own) {
      this.#byId.set(id, { id, alert, own });
      addTo(this.#byKey, pairOf(own.rule, own.subject), id);
      addTo(this.#byRule, own.rule, id);
    }
    const told = own ?? before?.own;
    if (told) this.changed.emit({ rule: told.rule, subject: told.subject });
  }

  #drop({ id, own }: OwnAlert): void {
    this.#byId.delete(id);
    this.#byKey.get(pairOf(own.rule, own.subject))?.delete(id);
    this.#byRule.get(own.rule)?.delete(id);
  }
}

function pairOf(rule: string, subject: Pick<Subject, 'topic' | 'id'>): string {
  return `${rule}\n${keyOf(subject)}`;
}

function addTo(map: Map<string, Set<string>>, key: string, id: string): void {
  const known = map.get(key);
  if (known) known.add(id);
  else map.set(key, new Set([id]));
}
