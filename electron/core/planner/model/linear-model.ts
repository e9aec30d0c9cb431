export interface Column {
  readonly cost: number;
  readonly lower?: number;
  /** 1 when absent. */
  readonly upper?: number;
  readonly isInteger?: boolean;
  /** May be left out at first: at 0 it harms no row; priced in when the duals say so (PL4). */
  readonly isLazy?: boolean;
  /** Row and coefficient. No row twice. */
  readonly entries: readonly (readonly [row: number, coefficient: number])[];
}

/** Columns as the solver takes them (compressed sparse column). */
export interface Packed {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly isInteger: Int32Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A mixed-integer linear programme to be minimised, in sparse columns: rows first, then columns. No text is ever built. */
export class LinearModel {
  readonly cost: number[] = [];
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly isInteger: boolean[] = [];
  readonly isLazy: boolean[] = [];
  readonly rowLower: number[] = [];
  readonly rowUpper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #rows: number[] = [];
  readonly #values: number[] = [];

  get columns(): number {
    return this.cost.length;
  }

  addRow(lower: number, upper: number): number {
    this.rowLower.push(lower);
    return this.rowUpper.push(upper) - 1;
  }

  addColumn({ cost, lower = 0, upper = 1, isInteger = false, isLazy = false, entries }: Column): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.isInteger.push(isInteger);
    this.isLazy.push(isLazy);
    for (const [row, value] of entries) {
      this.#rows.push(row);
      this.#values.push(value);
    }
    this.#starts.push(this.#rows.length);
    return this.cost.push(cost) - 1;
  }

  objective(values: ArrayLike<number>): number {
    return this.cost.reduce((sum, cost, column) => sum + cost * (values[column] ?? 0), 0);
  }

  /** Cost less what the rows' duals pay for it. */
  reducedCost(column: number, duals: ArrayLike<number>): number {
    let rest = this.cost[column] ?? 0;
    const end = this.#starts[column + 1] ?? 0;
    for (let at = this.#starts[column] ?? 0; at < end; at += 1) {
      rest -= (this.#values[at] ?? 0) * (duals[this.#rows[at] ?? 0] ?? 0);
    }
    return rest;
  }

  /** By how much the worst row, bound or integrality is missed. */
  violation(values: ArrayLike<number>): number {
    const activity = new Float64Array(this.rowLower.length);
    let worst = 0;
    for (let column = 0; column < this.columns; column += 1) {
      const value = values[column] ?? 0;
      worst = Math.max(worst, (this.lower[column] ?? 0) - value, value - (this.upper[column] ?? 0));
      if (this.isInteger[column] === true) worst = Math.max(worst, Math.abs(value - Math.round(value)));
      const end = this.#starts[column + 1] ?? 0;
      for (let at = this.#starts[column] ?? 0; value !== 0 && at < end; at += 1) {
        const row = this.#rows[at] ?? 0;
        activity[row] = (activity[row] ?? 0) + value * (this.#values[at] ?? 0);
      }
    }
    activity.forEach((sum, row) => {
      worst = Math.max(worst, (this.rowLower[row] ?? 0) - sum, sum - (this.rowUpper[row] ?? 0));
    });
    return worst;
  }

  pack(columns: readonly number[]): Packed {
    const starts = new Int32Array(columns.length + 1);
    columns.forEach((column, at) => {
      starts[at + 1] = (starts[at] ?? 0) + (this.#starts[column + 1] ?? 0) - (this.#starts[column] ?? 0);
    });
    const size = starts[columns.length] ?? 0;
    const indices = new Int32Array(size);
    const values = new Float64Array(size);
    columns.forEach((column, at) => {
      const from = this.#starts[column] ?? 0;
      const to = this.#starts[column + 1] ?? 0;
      for (let entry = from; entry < to; entry += 1) {
        const place = (starts[at] ?? 0) + entry - from;
        indices[place] = this.#rows[entry] ?? 0;
        values[place] = this.#values[entry] ?? 0;
      }
    });
    return {
      cost: Float64Array.from(columns, (column) => this.cost[column] ?? 0),
      lower: Float64Array.from(columns, (column) => this.lower[column] ?? 0),
      upper: Float64Array.from(columns, (column) => this.upper[column] ?? 0),
      isInteger: Int32Array.from(columns, (column) => (this.isInteger[column] === true ? 1 : 0)),
      starts,
      indices,
      values,
    };
  }
}
