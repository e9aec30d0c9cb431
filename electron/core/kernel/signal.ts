/** A thing that happens, and who wants to know. Listeners run in the order they came, in the turn of `emit`. */
export class Signal<Value> {
  readonly #listeners = new Set<(value: Value) => void>();

  /** Returns the function that ends the listening. */
  on(listener: (value: Value) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(value: Value): void {
    for (const listener of this.#listeners) listener(value);
  }
}
