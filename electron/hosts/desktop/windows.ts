import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  MessageChannelMain,
  MessagePortMain,
  Rectangle,
} from 'electron';
import { LOST_CHANNEL, PORT_CHANNEL } from '../../../shared/protocol/bridge.ts';
import type { HostToCore } from '../../core/kernel/channel.ts';
import { readBounds, saveBounds, sizeOf } from './bounds.ts';
import { hardenedPreferences, weaknesses } from './hardening.ts';
import { APP_PAGE } from './scheme.ts';

export interface WindowParts {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly MessageChannelMain: new () => MessageChannelMain;
  readonly preload: string;
  readonly boundsFile: string;
  readonly devTools: boolean;
  readonly title: string;
  /** The usable areas of the screens. */
  screens(): readonly Rectangle[];
  /** False when there is no core to take the port. */
  toCore(message: HostToCore, ports: readonly MessagePortMain[]): boolean;
  /** A window that does not run as it must was destroyed. */
  onWeak(names: readonly string[]): void;
}

/** The windows of this host and their lines to the core. */
export class Windows {
  readonly #parts: WindowParts;
  /** Whether the page is there to take a port. */
  readonly #windows = new Map<BrowserWindow, { loaded: boolean }>();

  constructor(parts: WindowParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#windows.size;
  }

  open(): void {
    const { BrowserWindow, preload, devTools, boundsFile, title } = this.#parts;
    // The first window comes back to its place; further ones are put where the system likes.
    const bounds = this.#windows.size === 0 ? readBounds(boundsFile, this.#parts.screens()) : null;
    const window = new BrowserWindow({
      ...sizeOf(bounds),
      title,
      show: true,
      backgroundColor: '#10151c',
      webPreferences: hardenedPreferences(preload, devTools),
    });
    const page = { loaded: false };
    this.#windows.set(window, page);
    if (bounds?.maximized) window.maximize();
    window.on('close', () => {
      saveBounds(boundsFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    });
    window.on('closed', () => this.#windows.delete(window));
    // Again after each reload: the port of the page before went with it.
    window.webContents.on('did-finish-load', () => {
      page.loaded = true;
      this.#connect(window);
    });
    void window.loadURL(APP_PAGE);
  }

  /** The core is (again) there. */
  connectAll(): void {
    for (const [window, page] of this.#windows) if (page.loaded) this.#connect(window);
  }

  /** The core's process ended; the ports to it are dead. */
  loseAll(): void {
    for (const window of this.#windows.keys()) window.webContents.send(LOST_CHANNEL);
  }

  focusFirst(): void {
    const [window] = this.#windows.keys();
    if (!window) return this.open();
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  /** D1 stands before the line: a window that is not hardened never reaches the core. */
  #connect(window: BrowserWindow): void {
    const weak = weaknesses(window.webContents);
    if (weak.length > 0) {
      this.#windows.delete(window);
      window.destroy();
      return this.#parts.onWeak(weak);
    }
    const { port1, port2 } = new this.#parts.MessageChannelMain();
    if (this.#parts.toCore({ type: 'port' }, [port1])) window.webContents.postMessage(PORT_CHANNEL, null, [port2]);
  }
}
