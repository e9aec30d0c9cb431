import { mkdirSync } from 'node:fs';
import { createCore, type Core } from '../../../electron/core/core.ts';
import type { Clock, Log, Ports } from '../../../electron/core/kernel/ports.ts';
import { createSystemPorts } from '../../../electron/core/kernel/system-ports.ts';
import { coreStart } from './console.ts';
import { WindowLine, type Seat } from './window.ts';

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
