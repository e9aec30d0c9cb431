import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { useCityMap } from '../../state/names.ts';
import { useSelection } from '../../state/selection.ts';
import { usePast } from '../../state/use-moment.ts';
import { AskDesk } from './ask/ask-desk.tsx';
import { useHasBase } from './base/use-tile-sources.ts';
import { FollowLayer } from './follow/follow-layer.tsx';
import { FocusMarker } from './focus-marker.tsx';
import { MapControls } from './map-controls.tsx';
import { MapDrawn } from './map-drawn.tsx';
import { MapFoot } from './map-foot.tsx';
import { MapLegend } from './map-legend.tsx';
import { MapPopup } from './map-popup.tsx';
import { MapTooltip } from './map-tooltip.tsx';
import type { Picked } from './map-input.ts';
import { MapToolbar } from './tools/map-toolbar.tsx';
import { walkDirection } from './marker-walk.ts';
import { useMapEngine } from './use-map-engine.ts';
import styles from './map.module.css';

/** How long the pointer rests on a symbol before it is named, ms. */
const TOOLTIP_MS = 400;

export interface MapViewProps {
  /** Width on the right that a drawer covers, px. */
  readonly covered?: number;
  /** What is selected is shown in full beside the map: it needs no card at its symbol. */
  readonly detailed?: boolean;
}

/** The live map with its controls, filling its parent. Selection goes through `state/selection`. */
export function MapView({ covered = 0, detailed = false }: MapViewProps) {
  const { t } = useTranslation('map');
  const city = useCityMap();
  const hasBase = useHasBase();
  const past = usePast();
  const canvas = useRef<HTMLDivElement>(null);
  const select = useSelection((state) => state.select);
  const clear = useSelection((state) => state.clear);
  const [opened, setOpened] = useState<Picked | null>(null);
  const [hovered, setHovered] = useState<Picked | null>(null);
  const [walked, setWalked] = useState<Picked | null>(null);
  const [pointer, setPointer] = useState<LonLat | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const signal = useMemo(createPlaceSignal, []);

  const engine = useMapEngine(canvas, {
    place: signal.tell,
    hover: (picked) => {
      clearTimeout(rest.current);
      setHovered(null);
      if (picked) rest.current = setTimeout(() => setHovered(picked), TOOLTIP_MS);
    },
    pick: (picked) => {
      setWalked(null);
      open(picked);
    },
    pickArea: (id) => {
      setOpened(null);
      select('alert', id, 'map');
    },
    pointer: setPointer,
  });
  useEffect(() => () => clearTimeout(rest.current), []);
  useEffect(() => engine?.setCovered(covered), [engine, covered]);

  function open(picked: Picked | null): void {
    clearTimeout(rest.current);
    setHovered(null);
    if (!picked) {
      setOpened(null);
      clear();
      return;
    }
    if (picked.members) {
      setOpened(engine?.camera.part(picked.members) ? null : picked);
      return;
    }
    select(picked.item.topic, picked.item.id, 'map');
    setOpened(detailed ? null : picked);
  }

  const close = useCallback(() => setOpened(null), []);

  // A record chosen elsewhere is not the one whose card is open.
  const selected = useSelection((state) => state.selected);
  useEffect(() => {
    setOpened((card) => {
      const same =
        card && (card.members !== null || (card.item.topic === selected?.topic && card.item.id === selected.id));
      return same ? card : null;
    });
  }, [selected]);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (!engine || event.ctrlKey || event.metaKey || event.altKey) return;
    // A field of a tool's panel has its digits and arrows for itself.
    if (event.target instanceof Element && event.target.closest('input, textarea, select, [role=listbox]')) return;
    const direction = walkDirection(event.key);
    if (direction) {
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) engine.camera.panBy(direction);
      else {
        const next = engine.walk(walked?.item.key ?? null, direction);
        if (next) setWalked(next);
      }
      return;
    }
    if (event.key === '+' || event.key === '=') engine.camera.zoomBy(1);
    else if (event.key === '-') engine.camera.zoomBy(-1);
    else if (event.key === '0') engine.camera.fitCity();
    else if (event.key === 'Escape' && (opened || walked)) {
      if (opened) setOpened(null);
      else {
        setWalked(null);
        canvas.current?.focus();
      }
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles.view} onKeyDown={onKeyDown} data-map="" data-past={past !== null} data-covered={covered > 0}>
      <div
        ref={canvas}
        className={styles.canvas}
        tabIndex={0}
        role="application"
        aria-label={t('label')}
        aria-roledescription={t('roleDescription')}
      />
      {city === null && !hasBase && <p className={styles.noGround}>{t('noGround')}</p>}
      {engine && (
        <>
          {hovered && !opened && <MapTooltip engine={engine} signal={signal} picked={hovered} />}
          {walked && <FocusMarker engine={engine} signal={signal} picked={walked} onOpen={() => open(walked)} />}
          {opened && (opened.members !== null || !detailed) && (
            <MapPopup engine={engine} signal={signal} picked={opened} onClose={close} onOpen={open} />
          )}
          <MapDrawn engine={engine} />
          <AskDesk engine={engine} />
          <FollowLayer engine={engine} covered={covered} />
          <MapToolbar engine={engine} />
          <MapControls engine={engine} hasCity={city !== null && city !== undefined} />
          <MapLegend />
          <MapFoot engine={engine} signal={signal} city={city} pointer={pointer} />
        </>
      )}
    </div>
  );
}

function createPlaceSignal() {
  const listeners = new Set<() => void>();
  return {
    subscribe(place: () => void): () => void {
      listeners.add(place);
      place();
      return () => listeners.delete(place);
    },
    tell(): void {
      for (const place of listeners) place();
    },
  };
}
