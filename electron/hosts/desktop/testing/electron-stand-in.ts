import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { ElectronParts } from '../host.ts';
import { StandInChannel, UtilityWorker, type StandInPort } from './utility-worker.ts';

/** What Electron would decide by if a window were made with these options; a test can make it weaker. */
export type Weaken = (preferences: Record<string, unknown>) => Record<string, unknown> | null;

export class StandInContents extends EventEmitter {
  readonly sent: string[] = [];
  readonly ports: StandInPort[] = [];
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  readonly #preferences: Record<string, unknown> | null;

  constructor(preferences: Record<string, unknown> | null) {
    super();
    this.#preferences = preferences;
  }

  getLastWebPreferences(): Record<string, unknown> | null {
    return this.#preferences;
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  send(channel: string): void {
    this.sent.push(channel);
    this.emit('to-preload', channel, []);
  }

  postMessage(channel: string, _message: unknown, ports: StandInPort[]): void {
    this.ports.push(...ports);
    this.emit('to-preload', channel, ports);
  }

  /** The page asks to go somewhere; true when it was let. */
  navigate(event: string, url: string, isMainFrame = true): boolean {
    let prevented = false;
    this.emit(event, { url, isMainFrame, preventDefault: () => (prevented = true) });
    return !prevented;
  }
}

export class StandInWindow extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: StandInContents;
  url = '';
  destroyed = false;
  focused = 0;
  minimized = false;

  constructor(options: Electron.BrowserWindowConstructorOptions, contents: StandInContents) {
    super();
    this.options = options;
    this.webContents = contents;
  }

  /** The page has loaded: Electron says so in a later turn. */
  loadURL(url: string): Promise<void> {
    this.url = url;
    setImmediate(() => this.destroyed || this.webContents.emit('did-finish-load'));
    return Promise.resolve();
  }

  destroy(): void {
    this.destroyed = true;
    this.emit('closed');
  }

  close(): void {
    this.emit('close');
    this.destroy();
  }

  getNormalBounds(): Electron.Rectangle {
    return { x: 10, y: 20, width: 1_200, height: 800 };
  }

  isMaximized(): boolean {
    return false;
  }

  maximize(): void {
    this.emit('maximize');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
  }

  focus(): void {
    this.focused += 1;
  }
}

type Fork = { readonly program: string; readonly options: Electron.ForkOptions; readonly child: UtilityWorker };
type PermissionRequest = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;

/** The `electron` module as far as the desktop host uses it; everything that it was asked to do can be looked at. */
export class StandInElectron {
  readonly windows: StandInWindow[] = [];
  readonly forks: Fork[] = [];
  readonly switches = new Set<string>();
  readonly calls: string[] = [];
  readonly exits: number[] = [];
  readonly schemes: Electron.CustomScheme[] = [];
  readonly paths = new Map<string, string>();
  readonly app = new EventEmitter();
  hasLock = true;
  weaken: Weaken = (preferences) => preferences;
  permissionRequest: PermissionRequest | null = null;
  permissionCheck: (() => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  serve: ((request: Request) => Promise<Response>) | null = null;

  /** Typed as the real thing: what the host reads of it is there, the rest is not. */
  parts(): ElectronParts {
    const app = Object.assign(this.app, {
      isPackaged: false,
      commandLine: { hasSwitch: (name: string) => this.switches.has(name) },
      enableSandbox: () => this.calls.push('enableSandbox'),
      requestSingleInstanceLock: () => this.hasLock,
      setPath: (name: string, value: string) => this.paths.set(name, value),
      getVersion: () => '0.0.1',
      whenReady: () => {
        this.calls.push('whenReady');
        return Promise.resolve();
      },
      exit: (code: number) => this.exits.push(code),
      quit: () => this.app.emit('before-quit', { preventDefault: () => undefined }),
    });
    const session = {
      setPermissionRequestHandler: (handler: PermissionRequest) => (this.permissionRequest = handler),
      setPermissionCheckHandler: (handler: () => boolean) => (this.permissionCheck = handler),
      setDevicePermissionHandler: (handler: () => boolean) => (this.devicePermission = handler),
    };
    const parts = {
      app,
      dialog: { showErrorBox: () => this.calls.push('showErrorBox') },
      BrowserWindow: this.#windowClass(),
      Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined },
      MessageChannelMain: StandInChannel,
      protocol: {
        registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
          this.calls.push('registerSchemesAsPrivileged');
          this.schemes.push(...schemes);
        },
        handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => (this.serve = handler),
      },
      screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }] },
      session: { defaultSession: session },
      utilityProcess: {
        fork: (program: string, args: string[], options: Electron.ForkOptions) => {
          if (args.length > 0) throw new Error('no arguments expected');
          const child = new UtilityWorker(program);
          this.forks.push({ program, options, child });
          return child;
        },
      },
    };
    return parts as unknown as ElectronParts;
  }

  #windowClass() {
    const { windows, app } = this;
    const weaken = (preferences: Record<string, unknown>) => this.weaken(preferences);
    return class extends StandInWindow {
      constructor(options: Electron.BrowserWindowConstructorOptions) {
        super(options, new StandInContents(weaken({ ...options.webPreferences })));
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    };
  }
}
