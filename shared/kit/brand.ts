declare const brand: unique symbol;

/** A nominal type: `Brand<string, 'IncidentId'>` is a string that only its own constructor hands out. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
