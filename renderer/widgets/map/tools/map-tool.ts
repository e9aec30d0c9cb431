import type { ComponentType } from 'react';
import type { IconName } from '../../icon-paths.ts';
import type { MapEngine } from '../map-engine.ts';

export interface MapToolPanelProps {
  readonly engine: MapEngine;
  readonly close: () => void;
}

/** Something to do with the map: a button in its bar, and the panel that opens under it. */
export interface MapTool {
  /** Its name is the text `map:tool.<id>`. */
  readonly id: MapToolId;
  readonly icon: IconName;
  /** A look-up that is over with the next click beside it. Others stay until they are closed: they work on the map. */
  readonly light?: true;
  readonly Panel: ComponentType<MapToolPanelProps>;
  /** Said in its button while it works on the map with the panel closed. */
  readonly Badge?: ComponentType;
}

export type MapToolId = 'base' | 'layers' | 'draw' | 'ask' | 'lead' | 'export';
