/**
 * What the preload gives a window of the desktop host as `window.lianzhi`: its line to the core, and nothing else.
 * Functions and strings only, because that is what crosses the context bridge unchanged.
 */
export interface DesktopBridge {
  /**
   * Called once per page. `onState` says `open` when the core is there and `lost` when its process ended; it opens again by
   * itself. Returns the function that sends one message; what is sent while the line is lost is dropped.
   */
  connect(onMessage: (message: string) => void, onState: (state: 'open' | 'lost') => void): (message: string) => void;
}

/** Host → preload. There is no channel the other way: a page speaks to the core only, through its port. */
export const PORT_CHANNEL = 'lianzhi:port';
export const LOST_CHANNEL = 'lianzhi:lost';
