import type { DesktopBridge } from '../../shared/protocol/bridge.ts';
import { LINK_PATH } from '../../shared/protocol/console-api/link.ts';
import { Line } from './line.ts';
import type { Link } from './link.ts';
import { createPortTransport } from './port-link.ts';
import { createSocketTransport } from './socket-link.ts';

declare global {
  interface Window {
    /** There in a window of the desktop host, missing in a browser. */
    readonly lianzhi?: DesktopBridge;
  }
}

/** This window's link: by the preload's port where there is one, else by the WebSocket of the host that served the page. */
export function connectLink(): Link {
  if (window.lianzhi) return new Line(createPortTransport(window.lianzhi));
  const address = new URL(LINK_PATH, window.location.href.replace(/^http/, 'ws'));
  return new Line(
    createSocketTransport({
      open: () => new WebSocket(address),
      random: Math.random,
      after: (milliseconds, run) => window.setTimeout(run, milliseconds),
    }),
  );
}
