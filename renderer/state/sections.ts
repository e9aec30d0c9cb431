/** One part of a list: its heading and how many rows stand under it. */
export interface Section<Id extends string> {
  readonly id: Id;
  readonly count: number;
}

export type SectionItem<Id extends string> =
  { readonly kind: 'head'; readonly section: Section<Id> } | { readonly kind: 'row'; readonly row: number };

/**
 * Positions of a list with headings: rows are numbered through all sections, headings stand between them. Sections
 * without rows have no heading.
 */
export class Sections<Id extends string> {
  readonly count: number;
  readonly #sections: readonly Section<Id>[];

  constructor(sections: readonly Section<Id>[]) {
    this.#sections = sections.filter(({ count }) => count > 0);
    this.count = this.#sections.reduce((sum, { count }) => sum + count + 1, 0);
  }

  at(item: number): SectionItem<Id> | undefined {
    let first = 0;
    let rows = 0;
    for (const section of this.#sections) {
      if (item === first) return { kind: 'head', section };
      if (item <= first + section.count) return { kind: 'row', row: rows + item - first - 1 };
      first += section.count + 1;
      rows += section.count;
    }
    return undefined;
  }

  /** Where row number `row` stands, headings counted. */
  itemOf(row: number): number {
    let rows = 0;
    for (const [index, { count }] of this.#sections.entries()) {
      if (row < rows + count) return row + index + 1;
      rows += count;
    }
    return -1;
  }

  /** Changes when any heading moves. */
  get signature(): string {
    return this.#sections.map(({ id, count }) => `${id} ${count}`).join();
  }
}
