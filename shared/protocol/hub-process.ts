import type { Problem } from '../kit/problem.ts';

/** What a source plays. Each becomes one or more feeds of the hub. */
export type HubSource =
  /** The demo city's storyline: eight feeds (hotline, fire, ambulance, police, water, health, supplies, weather). */
  | { readonly kind: 'scenario'; readonly seed: number }
  /**
   * A file or folder: `.csv` needs a mapping file; `.gpx` and folders of them move units; a `.cap`/`.xml`/`.atom` file or a
   * folder of them gives alerts. One feed each, named after the file.
   */
  | { readonly kind: 'replay'; readonly path: string; readonly mapping?: string };

/** First message to a hub that a host started as a child process (structured clone). */
export interface HubStart {
  readonly type: 'start';
  readonly dataDir: string;
  readonly resources: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** What stations must show, on connecting and at the HTTP intake (`Authorization: Bearer …`). */
  readonly token: string;
  readonly sources: readonly HubSource[];
  /** Times real time, 1…1000; `max` plays as fast as the log takes it. */
  readonly speed: number | 'max';
}

export type HubToHost =
  | {
      readonly type: 'listening';
      readonly origin: string;
      readonly feeds: readonly { readonly id: string; readonly url: string }[];
    }
  /** The hub could not start; the process ends after it. */
  | { readonly type: 'failed'; readonly problem: Problem };

export type HostToHub = HubStart | { readonly type: 'stop' };
