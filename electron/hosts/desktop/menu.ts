import type { MenuItemConstructorOptions } from 'electron';
import { MENU } from './text.ts';

export function menuTemplate(openWindow: () => void, devTools: boolean): MenuItemConstructorOptions[] {
  return [
    {
      label: MENU.file,
      submenu: [
        { label: MENU.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: () => openWindow() },
        { label: MENU.close, role: 'close' },
        { type: 'separator' },
        { label: MENU.quit, role: 'quit' },
      ],
    },
    {
      label: MENU.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: MENU.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(devTools ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
      ],
    },
  ];
}
