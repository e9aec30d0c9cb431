import type { Instant } from '../../kit/time.ts';

/** The decision log of this station, in one row, id `record`. */
export interface RecordRow {
  readonly id: string;
  readonly entries: number;
  /** The newest that was signed; `at` null: by an earlier run. */
  readonly checkpoint: { readonly size: number; readonly at: Instant | null } | null;
  /** Hubs that cosign; `size` 0: never yet. `problem`: why the last try came to nothing, for the support. */
  readonly witnesses: readonly {
    readonly origin: string;
    readonly size: number;
    readonly at: Instant | null;
    readonly problem: string | null;
  }[];
  /** The log is not what was signed for before; entries of which that holds. Stays until the console is started anew. */
  readonly trouble: {
    readonly code: 'log-shorter-than-checkpoint' | 'log-differs-from-checkpoint' | 'log-copy-differs';
    readonly from: number;
    readonly to: number;
  } | null;
  /** Hex. */
  readonly publicKey: string;
}
