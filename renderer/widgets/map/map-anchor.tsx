import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { cx } from '../../styles/cx.ts';
import type { MapEngine } from './map-engine.ts';
import styles from './map.module.css';

export interface PlaceSignal {
  /** Calls `place` now and after every drawing. Returns the function that stops. */
  subscribe(place: () => void): () => void;
}

export interface MapAnchorProps {
  readonly engine: MapEngine;
  readonly signal: PlaceSignal;
  /** The item that the overlay belongs to. */
  readonly itemKey: string;
  /** `centre`: over the symbol · `beside`: a card next to it, on the side where there is room. */
  readonly at: 'centre' | 'beside';
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

const GAP = 12;
const EDGE = 8;

/** Holds DOM at a symbol while the canvas under it moves. It is placed by the drawing itself, not by React. */
export function MapAnchor({ engine, signal, itemKey, at, className, children }: MapAnchorProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      signal.subscribe(() => {
        const element = box.current;
        if (!element) return;
        const place = engine.placeOf(itemKey);
        element.style.visibility = place ? 'visible' : 'hidden';
        if (!place) return;
        const { x, y } = at === 'centre' ? place : besidePlace(element, engine.camera.visibleSize, place);
        element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      }),
    [engine, signal, itemKey, at],
  );
  return (
    <div ref={box} className={cx(styles.anchor, className)} style={{ visibility: 'hidden' }}>
      {children}
    </div>
  );
}

function besidePlace(
  element: HTMLElement,
  size: { x: number; y: number },
  place: { x: number; y: number; radius: number },
) {
  const { offsetWidth: width, offsetHeight: height } = element;
  const right = place.x + place.radius + GAP;
  const left = place.x - place.radius - GAP - width;
  const x = right + width + EDGE <= size.x || left < EDGE ? right : left;
  const y = place.y - 24;
  return {
    x: Math.max(EDGE, Math.min(size.x - width - EDGE, x)),
    y: Math.max(EDGE, Math.min(size.y - height - EDGE, y)),
  };
}
