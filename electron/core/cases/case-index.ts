import type { CitizenCase } from '../../../shared/domain/case.ts';
import { digitsOf } from '../../../shared/domain/case.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { normalise, trigrams } from './alike-text.ts';
import { toldIn, type Told } from './apart.ts';

/** A report as far as sameness is asked of it; unmasked, and only inside the core. */
export interface Report {
  readonly id: string;
  readonly at: Instant;
  readonly category: string | undefined;
  readonly where: LonLat | undefined;
  readonly phone: string;
  readonly grams: ReadonlySet<string>;
  readonly told: Told;
}

/** A report of a case that is there. */
export interface Known extends Report {
  readonly record: CitizenCase;
}

export type ReportWords = Pick<CitizenCase, 'text' | 'callerPhone' | 'at' | 'address'> & {
  readonly category?: string | undefined;
};

export function reportOf(id: string, told: ReportWords, at: Instant): Report {
  const { text, callerPhone = '', category, at: where, address } = told;
  // One language of it: a text in two would resemble itself twice.
  return {
    id,
    at,
    category,
    where,
    phone: digitsOf(callerPhone),
    grams: trigrams(normalise(text.zh ?? text.en ?? '')),
    told: toldIn(text.zh, text.en, address),
  };
}

/** Side of a cell, degrees: 150 m fit into it and its neighbours up to 80° of latitude. */
const CELL = 0.008;

/**
 * What may be the same as a report, found without looking at every other: by phone, by cell of the map, and by shared trigrams, whose
 * posting lists also count how many are shared (exact, no sampling).
 */
export class CaseIndex {
  readonly #known = new Map<string, Known>();
  readonly #phones = new Map<string, Set<string>>();
  readonly #cells = new Map<string, Set<string>>();
  readonly #grams = new Map<string, Set<string>>();

  get size(): number {
    return this.#known.size;
  }

  get(id: string): Known | undefined {
    return this.#known.get(id);
  }

  all(): Iterable<Known> {
    return this.#known.values();
  }

  set(known: Known): void {
    this.delete(known.id);
    this.#known.set(known.id, known);
    if (known.phone !== '') add(this.#phones, known.phone, known.id);
    if (known.where) add(this.#cells, cellOf(known.where, 0, 0), known.id);
    for (const gram of known.grams) add(this.#grams, gram, known.id);
  }

  delete(id: string): void {
    const known = this.#known.get(id);
    if (!known) return;
    this.#known.delete(id);
    if (known.phone !== '') drop(this.#phones, known.phone, id);
    if (known.where) drop(this.#cells, cellOf(known.where, 0, 0), id);
    for (const gram of known.grams) drop(this.#grams, gram, id);
  }

  /** Everything that shares phone, neighbourhood or words with it, with the number of trigrams that both have. */
  around(report: Report): ReadonlyMap<Known, number> {
    const shared = new Map<string, number>();
    for (const gram of report.grams) {
      for (const id of this.#grams.get(gram) ?? []) shared.set(id, (shared.get(id) ?? 0) + 1);
    }
    const near = report.where ? neighbours(report.where).flatMap((cell) => [...(this.#cells.get(cell) ?? [])]) : [];
    const found = new Map<Known, number>();
    for (const id of [...shared.keys(), ...near, ...(this.#phones.get(report.phone) ?? [])]) {
      const known = this.#known.get(id);
      if (known && id !== report.id) found.set(known, shared.get(id) ?? 0);
    }
    return found;
  }
}

function neighbours(at: LonLat): string[] {
  return [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => cellOf(at, x, y)));
}

function cellOf([lon, lat]: LonLat, x: number, y: number): string {
  return `${Math.floor(lon / CELL) + x} ${Math.floor(lat / CELL) + y}`;
}

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids) ids.add(id);
  else map.set(key, new Set([id]));
}

function drop(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  ids?.delete(id);
  if (ids?.size === 0) map.delete(key);
}
