import { AskPanel } from '../ask/ask-panel.tsx';
import { DrawPanel } from '../draw/draw-panel.tsx';
import { FilterBadge } from '../layers/filter-badge.tsx';
import { LayersPanel } from '../layers/layers-panel.tsx';
import { BasePanel } from '../base/base-panel.tsx';
import { ExportPanel } from '../export/export-panel.tsx';
import { LeadPanel } from '../follow/lead-panel.tsx';
import type { MapTool } from './map-tool.ts';

/** All of them, in the order of the bar. A new one is added here, and its word in `text/{zh,en}/map.ts`. */
export const mapTools: readonly MapTool[] = [
  { id: 'layers', icon: 'layers', Panel: LayersPanel, Badge: FilterBadge },
  { id: 'base', icon: 'map', Panel: BasePanel },
  { id: 'draw', icon: 'note', Panel: DrawPanel },
  { id: 'ask', icon: 'search', Panel: AskPanel },
  { id: 'lead', icon: 'link', light: true, Panel: LeadPanel },
  { id: 'export', icon: 'printer', Panel: ExportPanel },
];
