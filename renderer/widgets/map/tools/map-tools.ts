import { LayersPanel } from '../layers-panel.tsx';
import type { MapTool } from './map-tool.ts';

/** All of them, in the order of the bar. A new one is added here, and its word in `text/{zh,en}/map.ts`. */
export const mapTools: readonly MapTool[] = [{ id: 'layers', icon: 'layers', light: true, Panel: LayersPanel }];
