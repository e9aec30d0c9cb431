import 'leaflet.markercluster/dist/MarkerCluster.css';
import 'leaflet.markercluster/dist/MarkerCluster.Default.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import '../../renderer/styles/tokens.css';
import '../../renderer/styles/base.css';
import type { CityMap } from '../../shared/domain/city.ts';
import { circles, markerCluster, ours, type Contender } from './map-contenders.ts';
import { measure, type Measured } from './map-script.ts';
import { createTraffic, type Traffic } from './map-traffic.ts';

/** The page of `bench map`: one contender, one city's traffic, one script. The driver calls `bench` once per page. */
export type ContenderName = 'circles' | 'cluster' | 'ours';

const MAKE: Readonly<Record<ContenderName, (box: HTMLElement, traffic: Traffic, city: CityMap) => Contender>> = {
  circles,
  cluster: markerCluster,
  ours,
};

export interface BenchPage {
  /** Makes the map and puts everything on it; resolves when it has come to rest. */
  load(name: ContenderName, symbols: number, moving: number, city: CityMap): Promise<number>;
  run(milliseconds: number, movesPerSecond: number): Promise<Measured>;
  /** Shows a place without moving anything, for a picture. */
  show(zoom: number, lon: number, lat: number): void;
}

let traffic: Traffic | null = null;
let contender: Contender | null = null;

const page: BenchPage = {
  async load(name, symbols, moving, city) {
    const box = document.getElementById('map');
    if (!box) throw new Error('the page has no #map');
    traffic = createTraffic(20_260_718, symbols, moving);
    const began = performance.now();
    contender = MAKE[name](box, traffic, city);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    return performance.now() - began;
  },
  run(milliseconds, movesPerSecond) {
    if (!contender || !traffic) throw new Error('nothing is loaded');
    return measure(contender, traffic, milliseconds, movesPerSecond);
  },
  show(zoom, lon, lat) {
    contender?.map.setView([lat, lon], zoom, { animate: false });
  },
};
(window as unknown as { benchPage: BenchPage }).benchPage = page;
