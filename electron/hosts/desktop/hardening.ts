import type { Session, WebContents, WebPreferences } from 'electron';
import { APP_PAGE, isOwnUrl } from './scheme.ts';

/** What every window is made with (R26). Defaults of Electron are repeated, because a default can change. */
export function hardenedPreferences(preload: string, devTools: boolean): WebPreferences {
  return {
    preload,
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  };
}

const REQUIRED_TRUE = ['sandbox', 'contextIsolation'] as const;
const REQUIRED_FALSE = ['nodeIntegration'] as const;
const NEVER_TRUE = [
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'webviewTag',
  'allowRunningInsecureContent',
  'experimentalFeatures',
] as const;

/**
 * Reads back what a window really runs with and names what is wrong (D1). What cannot be read counts as wrong.
 * `getLastWebPreferences` is what Electron itself decides by; it is not in its published types.
 */
export function weaknesses(contents: WebContents): string[] {
  const read = (contents as { getLastWebPreferences?: () => Record<string, unknown> | null }).getLastWebPreferences;
  const found = read?.call(contents);
  if (!found) return ['unreadable'];
  return [
    ...REQUIRED_TRUE.filter((name) => found[name] !== true),
    ...REQUIRED_FALSE.filter((name) => found[name] !== false),
    ...NEVER_TRUE.filter((name) => found[name] === true),
    ...(found['webSecurity'] === false ? ['webSecurity'] : []),
    ...(found['enableBlinkFeatures'] ? ['enableBlinkFeatures'] : []),
  ];
}

/** Electron grants every permission by default; here a page asks for nothing and gets nothing (D2). */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * A page stays where it is (D3). It may load itself again, and `window.open` of our own page asks for another window of
 * ours; every other way out is denied.
 */
export function confine(contents: WebContents, openWindow: () => void): void {
  contents.on('will-navigate', (details) => {
    if (details.url !== APP_PAGE) details.preventDefault();
  });
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || details.url !== APP_PAGE) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwnUrl(url)) openWindow();
    return { action: 'deny' };
  });
}
