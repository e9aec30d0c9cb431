import { useEffect, useRef } from 'react';
import { useFormat } from '../../text/use-text.ts';
import { MapAnchor } from './map-anchor.tsx';
import type { PlaceSignal } from './map-anchor.tsx';
import type { MapEngine } from './map-engine.ts';
import type { Picked } from './map-input.ts';
import { useItemTitle } from './use-item-title.ts';
import styles from './map.module.css';

export interface FocusMarkerProps {
  readonly engine: MapEngine;
  readonly signal: PlaceSignal;
  readonly picked: Picked;
  readonly onOpen: () => void;
}

/** The marker reached by keyboard: a real button over the canvas, so that focus and screen readers know it. */
export function FocusMarker({ engine, signal, picked, onOpen }: FocusMarkerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const title = useItemTitle();
  const { number } = useFormat();
  useEffect(() => button.current?.focus({ preventScroll: true }), [picked]);
  const { item, members } = picked;
  return (
    <MapAnchor engine={engine} signal={signal} itemKey={item.key} at="centre">
      <button
        ref={button}
        type="button"
        className={styles.focus}
        data-family={item.family}
        aria-label={members ? `${title(item)} +${number(members.length - 1)}` : title(item)}
        onClick={onOpen}
      />
    </MapAnchor>
  );
}
