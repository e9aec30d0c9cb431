import type { FileHandle } from 'node:fs/promises';
import { ProblemError, type Param } from '../../shared/kit/problem.ts';

/** What a reader hands on. A part that nobody takes is not even decoded. */
export interface OsmSink {
  /** Degrees, WGS-84. */
  readonly node?: (id: number, lon: number, lat: number) => void;
  readonly way?: (refs: readonly number[], tags: ReadonlyMap<string, string>) => void;
  /** Of the file as it lies on the disk. */
  readonly progress: (bytes: number) => void;
}

export interface OsmFile {
  readonly path: string;
  readonly bytes: number;
  readonly handle: FileHandle;
}

/** @param where the last thing that was whole, for whoever looks for the rest. */
export function cut(file: OsmFile, bytes: number, where: string): ProblemError {
  return refuse('osm-cut', { path: file.path, bytes, where });
}

export function refuse(code: string, params: Readonly<Record<string, Param>>, detail?: string): ProblemError {
  return new ProblemError({ code, origin: 'roads', params, ...(detail !== undefined && { detail }) });
}
