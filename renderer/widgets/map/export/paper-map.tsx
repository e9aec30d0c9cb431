import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { I18nextProvider } from 'react-i18next';
import type { ThemeName } from '../../../state/display.ts';
import { createI18n } from '../../../text/i18n.ts';
import type { Language } from '../../../text/language.ts';
import { createFormat } from '../../../text/use-text.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import { useBaseCounts } from '../base/base-counts.ts';
import { useHasBase } from '../base/use-tile-sources.ts';
import { fitted, seenOf } from '../follow/lead-view.ts';
import { MapDrawn } from '../map-drawn.tsx';
import type { MapCollections, MapEngine } from '../map-engine.ts';
import { setResolution } from '../resolution.ts';
import { layoutOf, type PaperName, type Resolution } from './paper.ts';
import { settled } from './settled.ts';
import styles from './export.module.css';

/** What is drawn, from when the officer asked for it: nothing of it changes while it is drawn. */
export interface PaperOrder {
  readonly paper: PaperName;
  readonly resolution: Resolution;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly collections: MapCollections;
  readonly at: Instant;
  /** A drawer covers so many px on the right of the map. */
  readonly covered: number;
  readonly signal: AbortSignal;
}

export interface PaperMapProps {
  /** The map that is copied. */
  readonly engine: MapEngine;
  readonly order: PaperOrder;
  /** Drawn, with so many tiles of its base map missing. */
  readonly onDrawn: (copy: MapEngine, missing: number) => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * A second map beside the window, as large as its place on the page: sharper than the screen's pixels, and the officer's own map
 * does not flicker. It shows the middle and at least all of what he sees.
 */
export function PaperMap({ engine, order, onDrawn, onFailed }: PaperMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [copy, setCopy] = useState<MapEngine | null>(null);
  const hasTiles = useHasBase();
  const i18n = useMemo(() => createI18n(order.language), [order.language]);
  const { map: place } = layoutOf(order.paper);

  useEffect(() => {
    if (!box.current) return;
    const counts = useBaseCounts.getState();
    const t = i18n.getFixedT(null, 'map');
    const made = engine.copy(box.current, order.collections, {
      format: createFormat(order.language),
      areaWords: { drill: t('area.drill'), test: t('area.test'), expired: t('area.expired'), open: t('area.open') },
      now: () => order.at,
    });
    setResolution(made.leaflet, order.resolution);
    const { x, y } = engine.leaflet.getSize();
    const { lng, lat } = engine.leaflet.getCenter();
    const zooms = [engine.leaflet.getMinZoom(), engine.leaflet.getMaxZoom()] as const;
    const seen = seenOf({ centre: [lng, lat], zoom: engine.leaflet.getZoom() }, { width: x, height: y }, order.covered);
    const { centre, zoom } = fitted(seen, place, 0, zooms);
    made.leaflet.setView([centre[1], centre[0]], zoom, { animate: false });
    setCopy(made);
    return () => {
      made.destroy();
      // The copy counted its own tiles and remembered its own view; both are the window's.
      counts.tell(counts);
      engine.camera.remember();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- one order, one copy
  }, [engine, order, i18n]);

  useEffect(() => {
    if (!copy) return;
    settled(copy, hasTiles, order.signal).then((missing) => onDrawn(copy, missing), onFailed);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a copy is drawn once
  }, [copy]);

  return createPortal(
    <div className={styles.beside} data-theme={order.theme} aria-hidden="true" inert>
      <div ref={box} style={{ width: place.width, height: place.height }} />
      {copy && (
        <I18nextProvider i18n={i18n}>
          <MapDrawn engine={copy} />
        </I18nextProvider>
      )}
    </div>,
    document.body,
  );
}
