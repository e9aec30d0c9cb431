import { homedir } from 'node:os';
import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  protocol,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { runDesktopApp } from './app.ts';

// Built into out/main/, two folders below the project (or below app.asar).
const programs = import.meta.dirname;
const root = path.resolve(programs, '../..');

// `quit` is what a signal means to Electron; it ends in `before-quit`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());

void runDesktopApp({
  electron: { app, BrowserWindow, dialog, Menu, MessageChannelMain, protocol, screen, session, utilityProcess },
  argv: process.argv,
  machine: { platform: process.platform, home: homedir(), env: process.env, cwd: process.cwd() },
  programs,
  renderer: path.join(root, 'out/renderer'),
  preload: path.join(root, 'out/preload/index.cjs'),
  resources: app.isPackaged ? path.join(process.resourcesPath, 'data') : path.join(root, 'resources'),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
});
