import { ProblemError, type Param } from '../../../shared/kit/problem.ts';

/** Why tiles cannot be had; each has words in both catalogues. */
export type TileRefusal =
  | 'tiles-missing' // no such file
  | 'tiles-unreadable'
  | 'tiles-empty'
  | 'tiles-not-a-map'
  | 'tiles-version'
  | 'tiles-corrupt'
  | 'tiles-cut-short'
  | 'tiles-format'
  | 'tiles-no-index'
  | 'tiles-twice'
  | 'tiles-too-many-sources'
  | 'tiles-template'
  | 'tiles-place-unknown'
  | 'tiles-datum'
  | 'tiles-unknown'
  | 'tiles-offline'
  | 'tiles-timeout'
  | 'tiles-busy'
  | 'tiles-key-refused'
  | 'tiles-redirected'
  | 'tiles-answer'
  | 'tiles-not-an-image'
  | 'tiles-too-large'
  | 'tiles-not-to-keep'
  | 'tiles-disk-low'
  | 'preload-zooms'
  | 'preload-too-many'
  | 'preload-too-many-jobs'
  | 'preload-file'
  | 'preload-unknown';

export function refuseTiles(
  code: TileRefusal,
  params?: Readonly<Record<string, Param>>,
  cause?: unknown,
): ProblemError {
  const detail = cause instanceof Error ? cause.message : undefined;
  return new ProblemError(
    { code, origin: 'tiles', ...(params && { params }), ...(detail !== undefined && { detail }) },
    cause,
  );
}
