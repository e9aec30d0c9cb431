import { ProblemError, toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { TileSourceRow } from '../../../shared/protocol/console-api/tile-rows.ts';
import type { SqliteDriver } from '../kernel/ports.ts';
import { openTileFile } from './open-tile-file.ts';
import type { TileAddress, TileFacts } from './tile-facts.ts';
import type { TileFile } from './tile-file.ts';
import { readTileImage, TILE_TYPES } from './tile-image.ts';
import { refuseTiles } from './tile-problem.ts';
import type { ServedTile, TileSource } from './tile-source.ts';

/** What is remembered of a file: enough to name it when it cannot be opened at the next start. */
export interface FileSpec {
  readonly id: string;
  readonly kind: 'file';
  readonly path: string;
  readonly name: string;
}

type State = { readonly is: 'open'; readonly file: TileFile } | { readonly is: 'shut'; readonly problem: Problem };

const UNKNOWN: Omit<TileFacts, 'name'> = {
  content: 'raster', minZoom: 0, maxZoom: 0, bounds: null, tileSize: 256, attribution: '',
}; // prettier-ignore

/** A file of tiles on this machine, or, after a start, what became of it. */
export class FileSource implements TileSource {
  readonly spec: FileSpec;
  readonly #state: State;

  /** Rejects with the reason when it is no map (T1). */
  static async open(id: string, path: string, sqlite: SqliteDriver): Promise<FileSource> {
    const file = await openTileFile(path, sqlite);
    return new FileSource({ id, kind: 'file', path, name: file.facts.name }, { is: 'open', file });
  }

  /** The file of an earlier start. One that is gone or damaged stays on the list and says so. */
  static async reopen(spec: FileSpec, sqlite: SqliteDriver): Promise<FileSource> {
    try {
      return new FileSource(spec, { is: 'open', file: await openTileFile(spec.path, sqlite) });
    } catch (error) {
      return new FileSource(spec, { is: 'shut', problem: toProblem(error, 'tiles') });
    }
  }

  private constructor(spec: FileSpec, state: State) {
    this.spec = spec;
    this.#state = state;
  }

  get row(): TileSourceRow {
    const { id, name, path } = this.spec;
    const state = this.#state;
    const facts = state.is === 'open' ? state.file.facts : { ...UNKNOWN, name };
    return {
      ...facts,
      id,
      kind: 'file',
      role: 'base',
      // Both formats are defined on EPSG:3857 of WGS-84; nobody declares another datum in them.
      datum: 'wgs84',
      place: path,
      status: state.is === 'open' ? { state: 'ready' } : { state: 'refused', problem: state.problem },
      kept: null,
    };
  }

  async read(tile: TileAddress): Promise<ServedTile> {
    if (this.#state.is === 'shut') throw new ProblemError(this.#state.problem);
    const { file } = this.#state;
    const data = await file.read(tile);
    if (!data) return { data: null, type: '', state: 'fresh' };
    const image = readTileImage(data, file.facts.content);
    if (!image) throw refuseTiles('tiles-not-an-image');
    return { data, type: TILE_TYPES[image.kind], state: 'fresh' };
  }

  close(): void {
    if (this.#state.is === 'open') this.#state.file.close();
  }
}
