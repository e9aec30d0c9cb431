import type { Instant } from '../../../shared/kit/time.ts';
import { ProblemError, toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { TileSourceRow, TileSourceState } from '../../../shared/protocol/console-api/tile-rows.ts';
import type { Clock } from '../kernel/ports.ts';
import { askForTile, type Validators } from './http-tile.ts';
import { Lane } from './lane.ts';
import { readTemplate, type Template } from './template.ts';
import type { KeptTile, TileCache } from './tile-cache.ts';
import type { TileAddress } from './tile-facts.ts';
import type { ServedTile, TileSource } from './tile-source.ts';
import { refuseTiles } from './tile-problem.ts';

/** What is remembered of a server. The key stands here and goes nowhere but into addresses (T7). */
export interface OnlineSpec {
  readonly id: string;
  readonly kind: 'online';
  readonly name: string;
  readonly template: string;
  readonly servers: readonly string[];
  readonly key: string;
  readonly content: 'raster' | 'vector';
  readonly role: 'base' | 'labels';
  readonly datum: 'wgs84' | 'gcj02';
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly attribution: string;
}

export interface OnlineParts {
  readonly clock: Clock;
  readonly cache: TileCache;
  readonly agent: string;
  /** Its row is another, or soon will be. */
  changed(): void;
}

/** After a failure the server is left alone for so long, doubling; meanwhile what is kept is shown at once. */
const FIRST_REST = 2_000;
const LONGEST_REST = 60_000;
const LOOKED_AT = { most: 6, gap: 0, waiting: 256 };
/** T9: what is fetched ahead takes little of a server that others use too: ten tiles a second. */
const AHEAD = { most: 2, gap: 100, waiting: 64 };
/** These tell of one tile, all others of the server. */
const OF_ONE_TILE: ReadonlySet<string> = new Set(['tiles-answer', 'tiles-too-large']);

/** A server of tiles, with what of it is kept here (T8). */
export class OnlineSource implements TileSource {
  readonly spec: OnlineSpec;
  readonly #parts: OnlineParts;
  readonly #template: Template;
  readonly #lookedAt: Lane;
  readonly #ahead: Lane;
  readonly #asked = new Map<string, Promise<ServedTile>>();
  readonly #end = new AbortController();
  #status: TileSourceState = { state: 'ready' };
  #rest = 0;
  #restUntil = -Infinity;

  /** Throws `tiles-template`, `tiles-place-unknown`. */
  constructor(spec: OnlineSpec, parts: OnlineParts) {
    this.spec = spec;
    this.#parts = parts;
    this.#template = readTemplate(spec.template, spec.servers);
    this.#lookedAt = new Lane(parts.clock, LOOKED_AT);
    this.#ahead = new Lane(parts.clock, AHEAD);
  }

  get row(): TileSourceRow {
    const { id, name, content, role, datum, minZoom, maxZoom, attribution } = this.spec;
    return {
      id,
      name,
      kind: 'online',
      content,
      role,
      datum,
      minZoom,
      maxZoom,
      bounds: null,
      tileSize: content === 'vector' ? 512 : 256,
      attribution,
      place: this.#template.host,
      status: this.#status,
      kept: this.#parts.cache.kept(id),
    };
  }

  /** For the map: what is kept while it is new, else asked for, else what is kept. */
  read(tile: TileAddress): Promise<ServedTile> {
    return this.#get(tile, this.#lookedAt, false);
  }

  /** For an area that is fetched ahead: the tile is held from now on. Rejects when it can be had neither here nor there. */
  async fetchAhead(tile: TileAddress): Promise<ServedTile> {
    const served = await this.#get(tile, this.#ahead, true);
    if (served.state === 'stale') throw refuseTiles('tiles-offline');
    return served;
  }

  /** For an estimate: bytes of a tile that is not held. Rejects with `tiles-not-to-keep` where the server forbids that. */
  async sample(tile: TileAddress): Promise<number> {
    const served = await this.#get(tile, this.#ahead, false);
    if (!this.#parts.cache.get(this.spec.id, tile)) throw refuseTiles('tiles-not-to-keep');
    return served.data?.length ?? 0;
  }

  close(): void {
    this.#end.abort();
  }

  #get(tile: TileAddress, lane: Lane, hold: boolean): Promise<ServedTile> {
    const { cache, clock } = this.#parts;
    const kept = cache.get(this.spec.id, tile);
    if (kept && kept.expires > clock.now()) {
      if (hold && !kept.isHeld) cache.hold(this.spec.id, tile);
      return Promise.resolve(serve(kept, 'fresh'));
    }
    const name = `${tile.z}/${tile.x}/${tile.y}${hold ? ' held' : ''}`;
    const asked = this.#asked.get(name);
    if (asked) return asked;
    const answer = this.#ask(tile, kept, lane, hold).finally(() => this.#asked.delete(name));
    this.#asked.set(name, answer);
    return answer;
  }

  async #ask(tile: TileAddress, kept: KeptTile | null, lane: Lane, hold: boolean): Promise<ServedTile> {
    try {
      if (this.#parts.clock.monotonic() < this.#restUntil) throw new ProblemError(this.#problem);
      return await lane.run(() => this.#fetch(tile, kept, hold));
    } catch (error) {
      if (kept && !this.#end.signal.aborted) return serve(kept, 'stale');
      throw error;
    }
  }

  async #fetch(tile: TileAddress, kept: KeptTile | null, hold: boolean): Promise<ServedTile> {
    const { clock, cache, agent } = this.#parts;
    const { id, key, content } = this.spec;
    const url = this.#template.fill(tile, key);
    const validators: Validators | null = kept?.data ? kept : null;
    try {
      const answer = await askForTile({ url, content, validators, agent, clock, signal: this.#end.signal });
      this.#answered();
      if (answer.is === 'same' && kept) {
        cache.renew(id, tile, answer.keep);
        if (hold && !kept.isHeld) cache.hold(id, tile);
        return serve(kept, 'fresh');
      }
      const data = answer.is === 'tile' ? answer.data : null;
      const type = answer.is === 'tile' ? answer.type : '';
      if (answer.keep) this.#keep(tile, { ...answer.keep, data, type }, hold);
      else if (hold) throw refuseTiles('tiles-not-to-keep');
      return { data, type, state: 'fresh' };
    } catch (error) {
      if (!this.#end.signal.aborted) this.#failed(toProblem(error, 'tiles'));
      throw error;
    }
  }

  /** A disk that is full takes nothing from the map; only an area that is fetched ahead has to wait for it. */
  #keep(tile: TileAddress, kept: Omit<KeptTile, 'isHeld'>, hold: boolean): void {
    try {
      this.#parts.cache.put(this.spec.id, tile, kept, hold);
      this.#parts.changed();
    } catch (error) {
      if (hold) throw refuseTiles('tiles-disk-low', undefined, error);
    }
  }

  get #problem(): Problem {
    return this.#status.state === 'ready' ? { code: 'tiles-offline', origin: 'tiles' } : this.#status.problem;
  }

  #answered(): void {
    this.#rest = 0;
    this.#restUntil = -Infinity;
    if (this.#status.state === 'ready') return;
    this.#status = { state: 'ready' };
    this.#parts.changed();
  }

  #failed(problem: Problem): void {
    const { clock } = this.#parts;
    if (OF_ONE_TILE.has(problem.code) || problem.code === 'tiles-not-to-keep' || problem.code === 'tiles-disk-low')
      return;
    // Several were under way when it failed; that is one failure.
    if (clock.monotonic() < this.#restUntil) return;
    this.#rest = Math.min(LONGEST_REST, this.#rest === 0 ? FIRST_REST : this.#rest * 2);
    this.#restUntil = clock.monotonic() + this.#rest;
    const since: Instant = this.#status.state === 'offline' ? this.#status.since : clock.now();
    this.#status =
      problem.code === 'tiles-key-refused' ? { state: 'refused', problem } : { state: 'offline', since, problem };
    this.#parts.changed();
  }
}

function serve({ data, type }: KeptTile, state: ServedTile['state']): ServedTile {
  return { data, type, state };
}
