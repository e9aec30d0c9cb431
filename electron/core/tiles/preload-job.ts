import { toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { PreloadRow, PreloadState } from '../../../shared/protocol/console-api/tile-rows.ts';
import type { TileArea } from '../../../shared/protocol/console-api/tile-calls.ts';
import type { Ports, Timer } from '../kernel/ports.ts';
import type { OnlineSource } from './online-source.ts';
import type { StoredPreload, TileCache } from './tile-cache.ts';
import { tilesOf, type TileList } from './tile-area.ts';

/** So many tiles are asked for together; the place in the list moves on when all of them are settled. */
const BATCH = 4;
const SAVE_EVERY = 50;
const TELL_EVERY = 400;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
/** The disk is not filled for a map: what must be written in an emergency has to fit. */
const LEAST_FREE = 512 * 1024 * 1024;
/** They pass; until then the tile is not given up. */
const PASSING: ReadonlySet<string> = new Set([
  'tiles-offline', 'tiles-timeout', 'tiles-busy', 'tiles-key-refused', 'tiles-redirected', 'tiles-not-an-image', 'tiles-disk-low',
]); // prettier-ignore

export interface PreloadParts {
  readonly ports: Pick<Ports, 'clock' | 'disk' | 'paths'>;
  readonly cache: TileCache;
  readonly source: OnlineSource;
  /** Its row is another. */
  changed(): void;
}

/** An area that is fetched ahead. Where it is stands in the cache, so that it goes on after a restart (T10). */
export class PreloadJob {
  readonly id: string;
  readonly source: OnlineSource;
  readonly #parts: PreloadParts;
  readonly #area: TileArea;
  readonly #areaJson: string;
  readonly #tiles: TileList;
  #state: PreloadState;
  #settled: number;
  #failed: number;
  #bytes: number;
  #unsaved = 0;
  #toldAt = -Infinity;
  #wait: Timer | null = null;
  #waited = 0;
  #isBusy = false;
  #isClosed = false;

  constructor(stored: StoredPreload, parts: PreloadParts) {
    this.id = stored.id;
    this.source = parts.source;
    this.#parts = parts;
    this.#areaJson = stored.area;
    this.#area = JSON.parse(stored.area) as TileArea;
    this.#tiles = tilesOf(this.#area, parts.source.spec.datum);
    this.#settled = stored.settled;
    this.#failed = stored.failed;
    this.#bytes = stored.bytes;
    this.#state =
      stored.state === 'done'
        ? { state: 'done', at: stored.finished ?? parts.ports.clock.now() }
        : { state: stored.state };
  }

  get row(): PreloadRow {
    const { minZoom, maxZoom } = this.#area;
    return {
      id: this.id,
      source: this.source.spec.id,
      sourceName: this.source.spec.name,
      minZoom,
      maxZoom,
      total: this.#tiles.total,
      settled: this.#settled,
      failed: this.#failed,
      bytes: this.#bytes,
      status: this.#state,
    };
  }

  get tiles(): TileList {
    return this.#tiles;
  }

  run(): void {
    if (this.#state.state === 'running') void this.#work();
  }

  pause(): void {
    if (this.#state.state === 'running' || this.#state.state === 'waiting') this.#enter({ state: 'paused' });
  }

  resume(): void {
    if (this.#state.state !== 'paused' && this.#state.state !== 'waiting') return;
    this.#waited = 0;
    this.#enter({ state: 'running' });
    void this.#work();
  }

  /** `keep`: it goes on at the next start. */
  close(keep: boolean): void {
    this.#wait?.cancel();
    if (keep && !this.#isClosed) this.#save();
    this.#isClosed = true;
  }

  async #work(): Promise<void> {
    // One worker a job: resumed while its last batch was under way, it goes on with the same one.
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#isRunning && this.#settled < this.#tiles.total) {
        const problem = this.#diskProblem() ?? (await this.#batch());
        if (this.#isClosed) return;
        if (problem) {
          if (this.#isRunning) this.#waitFor(problem);
          return;
        }
        this.#waited = 0;
        this.#tell();
      }
      if (this.#isRunning) this.#enter({ state: 'done', at: this.#parts.ports.clock.now() });
    } finally {
      this.#isBusy = false;
      // Resumed, or its wait was over, in the very turn in which the worker ended.
      if (this.#isRunning) void this.#work();
    }
  }

  get #isRunning(): boolean {
    return this.#state.state === 'running' && !this.#isClosed;
  }

  /** Null when all of the batch is settled; else why it has to be asked for again. */
  async #batch(): Promise<Problem | null> {
    const numbers = Array.from(
      { length: Math.min(BATCH, this.#tiles.total - this.#settled) },
      (_, i) => this.#settled + i,
    );
    const answers = await Promise.all(numbers.map((number) => this.#one(number)));
    const passing = answers.find((answer) => typeof answer !== 'number' && answer !== null);
    if (passing !== undefined && passing !== null && typeof passing !== 'number') return passing;
    if (this.#isClosed) return null;
    for (const answer of answers) {
      if (answer === null) this.#failed += 1;
      else this.#bytes += answer as number;
    }
    this.#settled += numbers.length;
    this.#unsaved += numbers.length;
    if (this.#unsaved >= SAVE_EVERY) this.#save();
    return null;
  }

  /** Its size; null when it is not to be had; a problem when that may pass. */
  async #one(number: number): Promise<number | null | Problem> {
    const tile = this.#tiles.at(number);
    if (!tile) return 0;
    try {
      return (await this.source.fetchAhead(tile)).data?.length ?? 0;
    } catch (error) {
      const problem = toProblem(error, 'tiles');
      return PASSING.has(problem.code) ? problem : null;
    }
  }

  #diskProblem(): Problem | null {
    const { disk, paths } = this.#parts.ports;
    if (this.#unsaved > 0 || disk.freeBytes(paths.profile) >= LEAST_FREE) return null;
    return { code: 'tiles-disk-low', origin: 'tiles' };
  }

  #waitFor(problem: Problem): void {
    this.#waited = Math.min(LONGEST_WAIT, this.#waited === 0 ? FIRST_WAIT : this.#waited * 2);
    this.#enter({ state: 'waiting', problem });
    this.#wait = this.#parts.ports.clock.after(this.#waited, () => {
      if (this.#state.state !== 'waiting') return;
      this.#enter({ state: 'running' });
      void this.#work();
    });
  }

  #enter(state: PreloadState): void {
    this.#wait?.cancel();
    this.#wait = null;
    this.#state = state;
    this.#save();
    this.#parts.changed();
  }

  #tell(): void {
    const now = this.#parts.ports.clock.monotonic();
    if (now - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = now;
    this.#parts.changed();
  }

  #save(): void {
    try {
      this.#write();
    } catch {
      // A full disk: after a restart it goes on from an earlier place, and what was fetched meanwhile is there.
    }
  }

  #write(): void {
    this.#unsaved = 0;
    const state = this.#state.state === 'waiting' ? 'running' : this.#state.state;
    this.#parts.cache.putPreload({
      id: this.id,
      source: this.source.spec.id,
      area: this.#areaJson,
      total: this.#tiles.total,
      settled: this.#settled,
      failed: this.#failed,
      bytes: this.#bytes,
      state,
      finished: this.#state.state === 'done' ? this.#state.at : null,
    });
  }
}
