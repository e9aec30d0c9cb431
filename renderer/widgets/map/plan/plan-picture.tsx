import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Instant } from '../../../../shared/kit/time.ts';
import { useBaseCounts } from '../base/base-counts.ts';
import { useHasBase } from '../base/use-tile-sources.ts';
import { frozen } from '../export/frozen.ts';
import { settled, stackCanvases } from '../export/settled.ts';
import { fitted, seenOf } from '../follow/lead-view.ts';
import { useFilteredLayers } from '../layers/use-filtered-layers.ts';
import { MapDrawn } from '../map-drawn.tsx';
import type { MapEngine } from '../map-engine.ts';
import { setResolution } from '../resolution.ts';
import { packPicture, PICTURE_SIZE, type TakenPicture } from './pack-picture.ts';
import type { PlanLine } from './plan-lines.ts';
import { PlanOverlay } from './plan-overlay.tsx';
import styles from './plan.module.css';

export interface PlanPictureProps {
  /** The map that is on the screen: the picture shows its middle and at least all that is seen of it. */
  readonly engine: MapEngine;
  readonly lines: readonly PlanLine[];
  readonly at: Instant;
  onTaken(picture: TakenPicture): void;
  onFailed(error: unknown): void;
}

/** Draws the map once more beside the window, at one moment, and hands its picture over (MP3). */
export function PlanPicture({ engine, lines, at, onTaken, onFailed }: PlanPictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const [copy, setCopy] = useState<MapEngine | null>(null);
  const hasTiles = useHasBase();
  // A small map leaves out what would cover it; the picture has all that the officer has on his map.
  const hidden = useFilteredLayers();
  const theme = document.documentElement.dataset['theme'];

  useEffect(() => {
    if (!box.current) return;
    const counts = useBaseCounts.getState();
    const made = engine.copy(box.current, frozen(engine.collections), { now: () => at, hidden });
    made.camera.isSide = true;
    setResolution(made.leaflet, 1);
    const { x, y } = engine.leaflet.getSize();
    const { lng, lat } = engine.leaflet.getCenter();
    const seen = seenOf({ centre: [lng, lat], zoom: engine.leaflet.getZoom() }, { width: x, height: y }, 0);
    const { centre, zoom } = fitted(seen, PICTURE_SIZE, 0, [engine.leaflet.getMinZoom(), engine.leaflet.getMaxZoom()]);
    made.leaflet.setView([centre[1], centre[0]], zoom, { animate: false });
    made.camera.take();
    setCopy(made);
    return () => {
      made.destroy();
      // The copy counted its own tiles; they are the window's.
      counts.tell(counts);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- one order, one copy
  }, [engine, at]);

  useEffect(() => {
    if (!copy) return;
    const giveUp = new AbortController();
    settled(copy, hasTiles, giveUp.signal)
      .then(() => {
        const { lng, lat } = copy.leaflet.getCenter();
        const canvas = new OffscreenCanvas(PICTURE_SIZE.width, PICTURE_SIZE.height);
        const pen = canvas.getContext('2d');
        if (!pen) throw new Error('this window has no 2D canvas');
        pen.fillStyle = getComputedStyle(copy.leaflet.getContainer()).backgroundColor;
        pen.fillRect(0, 0, canvas.width, canvas.height);
        stackCanvases(copy, pen);
        return packPicture(canvas, { center: [lng, lat], zoom: copy.leaflet.getZoom() });
      })
      .then(onTaken, (error: unknown) => {
        if (!giveUp.signal.aborted) onFailed(error);
      });
    return () => giveUp.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a copy is drawn once
  }, [copy]);

  return createPortal(
    <div className={styles.beside} data-theme={theme} aria-hidden="true" inert>
      <div ref={box} className={styles.canvas} style={{ position: 'relative', ...PICTURE_SIZE }} />
      {copy && (
        <>
          <MapDrawn engine={copy} />
          <PlanOverlay engine={copy} lines={lines} />
        </>
      )}
    </div>,
    document.body,
  );
}
