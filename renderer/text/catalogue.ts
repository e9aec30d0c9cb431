/** The same keys with other words: what the English catalogue must be to the Chinese one. A missing key is a type error. */
export type Catalogue<T> = { readonly [K in keyof T]: T[K] extends string ? string : Catalogue<T[K]> };
