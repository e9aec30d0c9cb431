import { mkdirSync } from 'node:fs';
import { createCore, type Core } from '../../../electron/core/core.ts';
import type { Clock, Log, Ports } from '../../../electron/core/kernel/ports.ts';
import { createSystemPorts, systemClock } from '../../../electron/core/kernel/system-ports.ts';
import { instant } from '../../../shared/kit/time.ts';
import { coreStart } from './console.ts';
import { WindowLine, type Seat } from './window.ts';

/** A wall clock that can be set, as an administrator or a broken time server sets it. The monotonic clock never jumps. */
export class JumpingClock implements Clock {
  /** ms that the wall clock is wrong by. */
  offset = 0;

  now(): ReturnType<Clock['now']> {
    return instant(Math.max(0, systemClock.now() + this.offset));
  }

  monotonic(): number {
    return systemClock.monotonic();
  }

  after(milliseconds: number, run: () => void): ReturnType<Clock['after']> {
    return systemClock.after(milliseconds, run);
  }

  every(milliseconds: number, run: () => void): ReturnType<Clock['every']> {
    return systemClock.every(milliseconds, run);
  }
}

/** The real core inside this process, because only there its ports can be chosen. */
export interface CoreInside extends Seat {
  readonly core: Core;
  /** Every line of its log. */
  readonly log: readonly string[];
}

export function openCoreInside(profile: string, feeds: readonly string[], clock: Clock): CoreInside {
  mkdirSync(profile, { recursive: true });
  const lines: string[] = [];
  const start = coreStart(profile, feeds);
  const system = createSystemPorts({ profile, resources: start.resources });
  const ports: Ports = { ...system, clock, log: logInto(lines) };
  const core = createCore(ports, start);
  const listeners: ((message: string) => void)[] = [];
  // A turn later, as over any real line.
  const line = new WindowLine((message) => setImmediate(() => listeners.forEach((listener) => listener(message))));
  core.serve({
    send: (message) => setImmediate(() => line.take(message)),
    onMessage: (listener) => void listeners.push(listener),
    onClose: () => undefined,
    close: () => undefined,
  });
  core.run();
  return { core, log: lines, isAlive: true, call: line.call.bind(line), watch: line.watch.bind(line) };
}

function logInto(lines: string[]): Log {
  const write = (message: string, fields?: Readonly<Record<string, unknown>>): void => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  return { info: write, warn: write, error: write };
}
