import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreloadEstimate, PreloadRow, TileSourceRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import { useConsole } from '../../../state/console.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import type { MapEngine } from '../map-engine.ts';
import styles from './base.module.css';
import { PreloadLine } from './preload-line.tsx';
import { useAttempt } from './use-attempt.ts';
import { useDrawnRing } from './use-drawn-ring.ts';

/** Tiles a second that the core fetches at most (core/tiles T9). */
const PACE = 10;
const DEEPER = 3;

function selectJobs(collection: LiveCollection<PreloadRow>): readonly PreloadRow[] {
  return [...collection.rows.values()];
}

export interface PreloadPartProps {
  readonly engine: MapEngine;
  /** The online maps that are shown now: all of them are fetched. */
  readonly sources: readonly TileSourceRow[];
}

/** Stores an area of the shown online maps here, ahead; and the areas that were or are being stored. */
export function PreloadPart({ engine, sources }: PreloadPartProps) {
  const { t } = useTranslation('baseMap');
  const jobs = useLive(useCollection('preloads', {}), selectJobs);
  return (
    <section className={styles.preload} aria-label={t('preload.title')}>
      <h3>{t('preload.title')}</h3>
      {jobs.map((job) => (
        <PreloadLine key={job.id} job={job} />
      ))}
      {sources.length === 0 ? (
        <p className={styles.hint}>{t('preload.onlyOnline')}</p>
      ) : (
        <PreloadForm engine={engine} sources={sources} key={sources.map(({ id }) => id).join()} />
      )}
    </section>
  );
}

function PreloadForm({ engine, sources }: PreloadPartProps) {
  const { t } = useTranslation('baseMap');
  const { link } = useConsole();
  const { number, bytes, span } = useFormat();
  const least = Math.max(...sources.map(({ minZoom }) => minZoom));
  const most = Math.min(...sources.map(({ maxZoom }) => maxZoom));
  const within = (zoom: number): number => Math.min(most, Math.max(least, zoom));
  const [from, setFrom] = useState(() => within(Math.floor(engine.leaflet.getZoom()) - 1));
  const [to, setTo] = useState(() => within(Math.floor(engine.leaflet.getZoom()) + DEEPER));
  const ring = useDrawnRing(engine);
  const [cost, setCost] = useState<PreloadEstimate | null>(null);
  const { reason, isBusy, run } = useAttempt();

  const area = () => {
    const drawn = ring.points.length > 0 ? ring.points : viewRing(engine);
    return { ring: drawn.map(([lon, lat]): [number, number] => [lon, lat]), minZoom: from, maxZoom: to };
  };

  async function estimate(): Promise<void> {
    setCost(null);
    const wanted = area();
    const found = await run(async () => {
      const each = [];
      for (const { id } of sources) each.push(await link.call('estimatePreload', { source: id, ...wanted }));
      return each.reduce(sum);
    });
    if (found) setCost(found.answer);
  }

  async function start(): Promise<void> {
    const wanted = area();
    const started = await run(async () => {
      for (const { id } of sources) await link.call('startPreload', { source: id, ...wanted });
    });
    if (!started) return;
    setCost(null);
    ring.clear();
  }

  const change = (set: (zoom: number) => void) => (event: { readonly currentTarget: { readonly value: string } }) => {
    setCost(null);
    set(Number(event.currentTarget.value));
  };
  const zooms = Array.from({ length: most - least + 1 }, (_, index) => least + index);
  const select = (label: string, value: number, set: (zoom: number) => void) => (
    <label>
      {label}
      <select value={value} onChange={change(set)}>
        {zooms.map((zoom) => (
          <option key={zoom} value={zoom}>
            {zoom}
          </option>
        ))}
      </select>
    </label>
  );

  return (
    <div className={styles.form}>
      <div className={styles.pair}>
        {select(t('preload.from'), from, setFrom)}
        {select(t('preload.to'), to, setTo)}
      </div>
      <div className={styles.actions}>
        <span className={styles.hint}>
          {ring.isDrawing
            ? t('preload.drawing')
            : ring.points.length > 0
              ? t('preload.ring', { count: ring.points.length })
              : t('preload.viewRing')}
        </span>
        {ring.isDrawing || ring.points.length > 0 ? (
          <Button onClick={ring.clear}>{t('preload.view')}</Button>
        ) : (
          <Button
            onClick={() => {
              setCost(null);
              ring.start();
            }}
          >
            {t('preload.draw')}
          </Button>
        )}
      </div>
      {cost && (
        <p className={styles.cost}>
          {cost.bytes === null
            ? t('preload.costUnknown', { tiles: number(cost.tiles) })
            : t('preload.cost', {
                tiles: number(cost.tiles),
                size: bytes(cost.bytes),
                sampled: cost.sampled,
                span: span((cost.tiles / PACE) * 1_000),
              })}
        </p>
      )}
      {reason !== null && (
        <p className={styles.reason} role="alert">
          {reason}
        </p>
      )}
      <div className={styles.actions}>
        <Button disabled={isBusy || ring.isDrawing} onClick={() => void estimate()}>
          {t('preload.estimate')}
        </Button>
        <Button look="primary" disabled={isBusy || ring.isDrawing} onClick={() => void start()}>
          {t('preload.start')}
        </Button>
      </div>
    </div>
  );
}

function sum(a: PreloadEstimate, b: PreloadEstimate): PreloadEstimate {
  const bytes = a.bytes === null || b.bytes === null ? null : a.bytes + b.bytes;
  return { tiles: a.tiles + b.tiles, sampled: a.sampled + b.sampled, bytes };
}

/** What the map shows, as a ring within the web grid. */
function viewRing({ leaflet }: MapEngine): readonly (readonly [number, number])[] {
  const bounds = leaflet.getBounds();
  const lon = (value: number): number => Math.min(180, Math.max(-180, value));
  const lat = (value: number): number => Math.min(85.05, Math.max(-85.05, value));
  const [west, east] = [lon(bounds.getWest()), lon(bounds.getEast())];
  const [south, north] = [lat(bounds.getSouth()), lat(bounds.getNorth())];
  return [[west, south], [east, south], [east, north], [west, north]]; // prettier-ignore
}
