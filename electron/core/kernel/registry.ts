/**
 * Handlers by name. Rooms bring their own; a name that is taken throws, because a silent winner hides a handler (K3).
 * `Handlers` is derived from the console API, so a handler of the wrong shape does not compile; `Missing` counts down the
 * names that have none yet, so a registry that is not whole cannot be sealed, and only a sealed one can be asked.
 */
export class Registry<Handlers extends object, Missing extends keyof Handlers = keyof Handlers> {
  /** In the type only: makes registries that miss different names different types. */
  declare readonly missing: Missing;
  readonly #handlers = new Map<string, unknown>();
  readonly #kind: string;

  /** @param kind e.g. `call`; used in messages only. */
  constructor(kind: string) {
    this.#kind = kind;
  }

  addAll<Part extends Partial<Handlers>>(part: Part): Registry<Handlers, Exclude<Missing, keyof Part>> {
    for (const [name, handler] of Object.entries(part)) {
      if (this.#handlers.has(name)) throw new Error(`${this.#kind} ${name} has two handlers`);
      this.#handlers.set(name, handler);
    }
    return this as unknown as Registry<Handlers, Exclude<Missing, keyof Part>>;
  }

  /** The names come from outside, so they are looked up in a map, never on an object. */
  seal(this: Registry<Handlers, never>): Lookup {
    const handlers = this.#handlers;
    return { get: (name) => handlers.get(name) as ReturnType<Lookup['get']> };
  }
}

/** All handlers of a kind. Arguments are checked by the caller against the schema of the same name. */
export interface Lookup {
  get(name: string): ((args: unknown) => unknown) | undefined;
}
