import type { PreloadEstimate, PreloadRow, TileSourceRow } from '../../../shared/protocol/console-api/tile-rows.ts';
import type { TileArea, TileTemplate } from '../../../shared/protocol/console-api/tile-calls.ts';
import type { Ports, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import { estimate } from './estimate.ts';
import { FileSource } from './file-source.ts';
import { OnlineSource, type OnlineSpec } from './online-source.ts';
import { PreloadJob } from './preload-job.ts';
import { SourceListFile } from './source-file.ts';
import { tilesOf, type TileList } from './tile-area.ts';
import { TileCache } from './tile-cache.ts';
import { refuseTiles } from './tile-problem.ts';

const MOST_SOURCES = 40;
const MOST_JOBS = 20;
/** Counts of a source change with every tile; its row is told at most so often, ms. */
const TELL_EVERY = 1_500;

/** The base maps of this console and the areas of them that are fetched ahead. Rules in README.md. */
export class Tiles {
  readonly name = 'tiles';
  /** The id of a source, of a job, whose row changed or went. */
  readonly sourceChanged = new Signal<string>();
  readonly preloadChanged = new Signal<string>();
  readonly #ports: Ports;
  readonly #agent: string;
  readonly #list: SourceListFile;
  readonly #cache: TileCache;
  readonly #sources = new Map<string, FileSource | OnlineSource>();
  readonly #jobs = new Map<string, PreloadJob>();
  readonly #untold = new Map<string, Timer>();
  /** Until the files of the last start are open again, nothing is asked of them. */
  #opened: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(ports: Ports, appVersion: string) {
    this.#ports = ports;
    this.#agent = `LianzhiConsole/${appVersion}`;
    this.#list = new SourceListFile(ports.paths.profile, ports.log);
    this.#cache = TileCache.open(ports);
  }

  run(): void {
    this.#opened = this.#open();
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#untold.values()) timer.cancel();
    for (const job of this.#jobs.values()) job.close(true);
    for (const source of this.#sources.values()) source.close();
    this.#cache.close();
  }

  get sourceRows(): readonly TileSourceRow[] {
    return [...this.#sources.values()].map(({ row }) => row);
  }

  get preloadRows(): readonly PreloadRow[] {
    return [...this.#jobs.values()].map(({ row }) => row);
  }

  sourceRow(id: string): TileSourceRow | null {
    return this.#sources.get(id)?.row ?? null;
  }

  preloadRow(id: string): PreloadRow | null {
    return this.#jobs.get(id)?.row ?? null;
  }

  /** Throws `tiles-unknown`. */
  async source(id: string): Promise<FileSource | OnlineSource> {
    await this.#opened;
    const source = this.#sources.get(id);
    if (!source) throw refuseTiles('tiles-unknown');
    return source;
  }

  /** Rejects with the reason when the file is no map (T1). */
  async addFile(path: string): Promise<string> {
    await this.#opened;
    this.#makeRoom();
    for (const source of this.#sources.values())
      if (source instanceof FileSource && source.spec.path === path && source.row.status.state === 'ready')
        throw refuseTiles('tiles-twice');
    return this.#add(await FileSource.open(this.#ports.ids.next(), path, this.#ports.sqlite));
  }

  async addTemplate({ datum, ...form }: TileTemplate): Promise<string> {
    await this.#opened;
    this.#makeRoom();
    // Its tiles lie in a grid of its own (BD-09 Mercator): drawn in ours they would be hundreds of metres off.
    if (datum === 'bd09') throw refuseTiles('tiles-datum');
    if (form.minZoom > form.maxZoom) throw refuseTiles('preload-zooms');
    return this.#add(this.#online({ ...form, datum, kind: 'online', id: this.#ports.ids.next() }));
  }

  async removeSource(id: string): Promise<void> {
    const source = await this.source(id);
    for (const job of [...this.#jobs.values()]) if (job.source === source) this.#dropJob(job);
    source.close();
    this.#sources.delete(id);
    this.#save();
    this.#cache.forget(id);
    this.sourceChanged.emit(id);
  }

  async estimate(id: string, area: TileArea): Promise<PreloadEstimate> {
    const { source, tiles } = await this.#plan(id, area);
    return estimate(tiles, source);
  }

  async startPreload(sourceId: string, area: TileArea): Promise<string> {
    const { source, tiles } = await this.#plan(sourceId, area);
    if (this.#jobs.size >= MOST_JOBS) throw refuseTiles('preload-too-many-jobs', { most: MOST_JOBS });
    const id = this.#ports.ids.next();
    const counts = { total: tiles.total, settled: 0, failed: 0, bytes: 0 };
    const stored = { id, source: sourceId, area: JSON.stringify(area), ...counts, finished: null } as const;
    this.#cache.putPreload({ ...stored, state: 'running' });
    const job = this.#job({ ...stored, state: 'running' }, source);
    this.preloadChanged.emit(id);
    job.run();
    return id;
  }

  pausePreload(id: string): void {
    this.#jobOf(id).pause();
  }

  resumePreload(id: string): void {
    this.#jobOf(id).resume();
  }

  removePreload(id: string): void {
    const job = this.#jobOf(id);
    this.#dropJob(job);
    const others = [...this.#jobs.values()].filter(({ source }) => source === job.source);
    this.#cache.holdOnly(
      job.source.spec.id,
      others.flatMap(({ tiles }) => tiles.spans),
    );
    this.#tellSource(job.source.spec.id);
  }

  async #open(): Promise<void> {
    for (const spec of this.#list.read()) {
      try {
        const source = spec.kind === 'file' ? await FileSource.reopen(spec, this.#ports.sqlite) : this.#online(spec);
        if (this.#isStopped) return source.close();
        this.#sources.set(spec.id, source);
        this.sourceChanged.emit(spec.id);
      } catch (error) {
        this.#ports.log.warn('base map not opened', { id: spec.id, error: String(error) });
      }
    }
    for (const stored of this.#cache.preloads()) {
      const source = this.#sources.get(stored.source);
      try {
        if (source instanceof OnlineSource) this.#job(stored, source).run();
        else this.#cache.removePreload(stored.id);
      } catch (error) {
        this.#ports.log.warn('area of a base map not taken up', { id: stored.id, error: String(error) });
      }
      this.preloadChanged.emit(stored.id);
    }
  }

  async #plan(id: string, area: TileArea): Promise<{ source: OnlineSource; tiles: TileList }> {
    const source = await this.source(id);
    if (!(source instanceof OnlineSource)) throw refuseTiles('preload-file');
    const { minZoom, maxZoom, datum } = source.spec;
    if (area.minZoom < minZoom || area.maxZoom > maxZoom) throw refuseTiles('preload-zooms');
    return { source, tiles: tilesOf(area, datum) };
  }

  #online(spec: OnlineSpec): OnlineSource {
    const changed = (): void => this.#tellSource(spec.id);
    return new OnlineSource(spec, { clock: this.#ports.clock, cache: this.#cache, agent: this.#agent, changed });
  }

  #job(stored: ConstructorParameters<typeof PreloadJob>[0], source: OnlineSource): PreloadJob {
    const changed = (): void => this.preloadChanged.emit(stored.id);
    const job = new PreloadJob(stored, { ports: this.#ports, cache: this.#cache, source, changed });
    this.#jobs.set(job.id, job);
    return job;
  }

  #jobOf(id: string): PreloadJob {
    const job = this.#jobs.get(id);
    if (!job) throw refuseTiles('preload-unknown');
    return job;
  }

  #dropJob(job: PreloadJob): void {
    job.close(false);
    this.#jobs.delete(job.id);
    this.#cache.removePreload(job.id);
    this.preloadChanged.emit(job.id);
  }

  #add(source: FileSource | OnlineSource): string {
    const { id } = source.spec;
    this.#sources.set(id, source);
    this.#save();
    this.sourceChanged.emit(id);
    return id;
  }

  #makeRoom(): void {
    if (this.#sources.size >= MOST_SOURCES) throw refuseTiles('tiles-too-many-sources', { most: MOST_SOURCES });
  }

  #save(): void {
    this.#list.write([...this.#sources.values()].map(({ spec }) => spec));
  }

  #tellSource(id: string): void {
    if (this.#untold.has(id) || this.#isStopped) return;
    this.#untold.set(
      id,
      this.#ports.clock.after(TELL_EVERY, () => {
        this.#untold.delete(id);
        this.sourceChanged.emit(id);
      }),
    );
  }
}
