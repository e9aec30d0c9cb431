import { create } from 'zustand';
import type { MapToolId } from './map-tool.ts';

interface MapToolState {
  readonly open: MapToolId | null;
  show(tool: MapToolId | null): void;
}

/** Which tool of this window's map is open; one at a time. Commands may open one from elsewhere. */
export const useMapTool = create<MapToolState>()((set) => ({
  open: null,
  show: (open) => set({ open }),
}));
