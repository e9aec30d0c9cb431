/** Why an entry is bad; each has words in both catalogues and in the guide of a package. */
export type BadCode =
  | 'not-a-line' | 'number' | 'previous' | 'station' | 'algorithm' | 'signature' | 'no-genesis' | 'key-not-trusted'
  | 'checkpoint-signature' | 'checkpoint-root' | 'missing-entries'; // prettier-ignore

export interface BadEntry {
  /** The first entry that is not what the station wrote, or that is missing. */
  readonly no: number;
  readonly code: BadCode;
  /** When only a stretch can be named: its last entry. */
  readonly until?: number;
}
