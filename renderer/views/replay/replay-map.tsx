import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../../shared/kit/time.ts';
import type { ReplayFrame } from '../../../shared/protocol/console-api/replay-calls.ts';
import type { EntityRow, FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import { LiveCollection } from '../../state/live-collection.ts';
import { useCityMap } from '../../state/names.ts';
import { useFormat } from '../../text/use-text.ts';
import { MapEngine, type MapCollections } from '../../widgets/map/map-engine.ts';
import { useHiddenLayers } from '../../widgets/map/use-hidden-layers.ts';
import styles from './replay.module.css';

const NOBODY = { place: idle, hover: idle, pick: idle, pickArea: idle, pointer: idle };
const NO_RED: ReadonlySet<string> = new Set();

function idle(): void {
  // A replay is looked at; nothing on it can be chosen or ordered.
}

/** The map of a moment that is played: the engine of the live map over collections of its own (RE1). */
export function ReplayMap({ frame }: { readonly frame: ReplayFrame | null }) {
  const { t } = useTranslation('map');
  const container = useRef<HTMLDivElement>(null);
  const format = useFormat();
  const city = useCityMap();
  const [hidden] = useHiddenLayers();
  const [collections] = useState<MapCollections>(() => ({
    incidents: new LiveCollection<EntityRow<'incident'>>(),
    resources: new LiveCollection<EntityRow<'resource'>>(),
    alerts: new LiveCollection<EntityRow<'alert'>>(),
    hazards: new LiveCollection<EntityRow<'hazard'>>(),
    feeds: new LiveCollection<FeedRow>(),
  }));
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const now = useRef<Instant | null>(null);

  useEffect(() => {
    if (!container.current) return;
    const areaWords = {
      drill: t('area.drill'),
      test: t('area.test'),
      expired: t('area.expired'),
      open: t('area.open'),
    };
    const made = new MapEngine(
      container.current,
      collections,
      { format, areaWords, hidden, openRed: NO_RED, now: () => now.current ?? (0 as Instant) },
      NOBODY,
    );
    made.camera.isSide = true;
    setEngine(made);
    return () => {
      made.destroy();
      setEngine(null);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the map is made once; what may change reaches it below
  }, [collections]);
  useEffect(() => engine?.setCity(city), [engine, city]);
  useEffect(() => engine?.setSettings({ format, hidden }), [engine, format, hidden]);
  useEffect(() => {
    if (!frame) return;
    now.current = frame.at;
    show(collections.incidents, frame.incidents);
    show(collections.resources, frame.resources);
    engine?.tick();
  }, [engine, collections, frame]);

  return <div ref={container} className={styles.map} role="img" aria-label={t('label')} data-replay-map="" />;
}

/** Brings a collection to the rows of another moment by what differs. */
function show<Row extends { readonly id: string; readonly rev: number }>(
  collection: LiveCollection<Row>,
  rows: readonly Row[],
): void {
  const ids = new Set<string>(rows.map(({ id }) => id));
  const put = rows.filter((row) => collection.rows.get(row.id)?.rev !== row.rev);
  const remove = [...collection.rows.keys()].filter((id) => !ids.has(id));
  if (put.length > 0 || remove.length > 0 || !collection.complete) {
    collection.take({ put, remove, complete: true, restart: false });
  }
}
