import type { Problem } from '../kit/problem.ts';

/** What a source plays. Each becomes one or more feeds of the hub. */
export type HubSource =
  /** The demo city's storyline: eight feeds (hotline, fire, ambulance, police, water, health, supplies, weather). */
  | { readonly kind: 'scenario'; readonly seed: number }
  /**
   * A file or folder: `.csv` needs a mapping file; `.gpx` and folders of them move units; a `.cap`/`.xml`/`.atom` file or a
   * folder of them gives alerts. One feed each, named after the file.
   */
  | { readonly kind: 'replay'; readonly path: string; readonly mapping?: string }
  /** A folder from which warnings are taken as they are put there. One feed, `watch-<folder>`. */
  | { readonly kind: 'watch'; readonly path: string }
  /**
   * An address that is asked for warnings again and again. One feed, `poll-<host>-<hash>`. `hosts`: other hosts to which its
   * links and redirects may lead; `seconds` between two questions, 60 when absent.
   */
  | { readonly kind: 'poll'; readonly url: string; readonly hosts?: readonly string[]; readonly seconds?: number };

/** How warnings from outside are read, by whatever way they come. */
export interface WarningIntake {
  /** Folder of certificates and public keys whose signatures hold. */
  readonly trust?: string | undefined;
  /** GeoJSON files of outlines by geocode. */
  readonly areas?: readonly string[] | undefined;
}

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
  readonly warnings?: WarningIntake;
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
