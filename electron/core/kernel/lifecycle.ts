import type { Log } from './ports.ts';

/** A long-lived part of the core. Each step may be missing. */
export interface Service {
  readonly name: string;
  run?(): void;
  /** Take no new work and finish what was begun. */
  drain?(): void | Promise<void>;
  /** Let go of sockets, timers, files. */
  stop?(): void | Promise<void>;
}

/**
 * Runs services in the order they were added; drains, then stops them in the opposite order (K4). A service that fails to
 * end is logged and does not keep the others from ending: the store must close whatever a socket does.
 */
export class Lifecycle {
  readonly #services: Service[] = [];
  readonly #log: Log;
  #ending: Promise<void> | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  add<S extends Service>(service: S): S {
    this.#services.push(service);
    return service;
  }

  run(): void {
    for (const service of this.#services) service.run?.();
  }

  /** Calling it twice gives the same end. */
  stop(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const lastFirst = this.#services.toReversed();
    for (const step of ['drain', 'stop'] as const) {
      for (const service of lastFirst) {
        try {
          await service[step]?.();
        } catch (error) {
          this.#log.error(`${service.name} failed to ${step}`, { error: String(error) });
        }
      }
    }
  }
}
