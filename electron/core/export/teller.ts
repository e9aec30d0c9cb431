import type { LocalText } from '../../../shared/domain/common.ts';
import type { Hand } from '../../../shared/domain/hand.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Facts } from './facts.ts';
import { handName, inLanguage, nameOf, type PageLanguage } from './names.ts';
import { fill, span, Times, wordOf, WORDS } from './words.ts';
import type { Words } from './text/zh.ts';

/** Says the facts in one language: names, times, titles. What is not known is said to be unknown. */
export class Teller {
  readonly facts: Facts;
  readonly language: PageLanguage;
  readonly words: Words;
  readonly times: Times;
  readonly #titles: ReadonlyMap<string, LocalText>;

  constructor(facts: Facts, language: PageLanguage, zone: string) {
    this.facts = facts;
    this.language = language;
    this.words = WORDS[language];
    this.times = new Times(zone);
    const { incidents, orders, decisions, units } = facts.records;
    this.#titles = new Map<string, LocalText>([
      ...incidents.map(({ id, data }) => [id, data.title] as const),
      ...orders.map(({ id, data }) => [id, data.title] as const),
      ...decisions.map(({ id, data }) => [id, data.question] as const),
      ...units.map(({ id, data }) => [id, data.name] as const),
      ...(facts.scope.incident ? [[facts.scope.incident.id, facts.scope.incident.title] as const] : []),
    ]);
  }

  text(value: LocalText | undefined | null): string {
    return inLanguage(value, this.language);
  }

  /** Text, or the word for what nobody knows. */
  known(value: LocalText | undefined | null): string {
    return this.text(value) || this.words.unknown;
  }

  /** The title of a record that the package knows, or its id. */
  title(id: string): string {
    return inLanguage(this.#titles.get(id), this.language) || id;
  }

  hand(hand: Pick<Hand, 'officer' | 'post'>): string {
    return handName(this.facts.names, hand, this.language);
  }

  handAt(hand: Hand): string {
    return `${this.hand(hand)} ${this.at(hand.at)}`;
  }

  officer(id: string): string {
    return nameOf(this.facts.names.officers, id, this.language);
  }

  post(code: string): string {
    return nameOf(this.facts.names.posts, code, this.language);
  }

  department(code: string): string {
    return nameOf(this.facts.names.departments, code, this.language);
  }

  /** An officer, a post, a department or a system: whoever did a step. */
  anybody(id: string): string {
    const { officers, posts, departments } = this.facts.names;
    const map = [officers, posts, departments].find((names) => names.has(id));
    return map ? nameOf(map, id, this.language) : id;
  }

  full(at: Instant): string {
    return this.times.full(at);
  }

  at(at: Instant): string {
    return this.times.short(at);
  }

  atOrUnknown(at: Instant | null | undefined): string {
    return at === null || at === undefined ? this.words.unknown : this.at(at);
  }

  span(seconds: number | null): string {
    return seconds === null ? this.words.unknown : span(seconds);
  }

  list(parts: readonly string[]): string {
    return parts.length === 0 ? this.words.none : parts.join(this.words.listed);
  }

  fill(text: string, values: Readonly<Record<string, string | number>>): string {
    return fill(text, values);
  }

  word(words: Readonly<Record<string, unknown>>, key: string): string {
    return wordOf(words, key);
  }
}
