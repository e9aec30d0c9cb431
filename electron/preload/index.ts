import { contextBridge, ipcRenderer } from 'electron';
import { LOST_CHANNEL, PORT_CHANNEL, type DesktopBridge } from '../../shared/protocol/bridge.ts';

type OnMessage = Parameters<DesktopBridge['connect']>[0];
type OnState = Parameters<DesktopBridge['connect']>[1];

let port: MessagePort | null = null;
let page: { readonly onMessage: OnMessage; readonly onState: OnState } | null = null;

/** Joins the newest port with the page, whichever of the two came last. */
function join(): void {
  if (!port || !page) return;
  const { onMessage, onState } = page;
  const joined = port;
  joined.addEventListener('message', (event) => {
    if (port === joined && typeof event.data === 'string') onMessage(event.data);
  });
  joined.addEventListener('close', () => lose(joined));
  onState('open');
  joined.start();
}

function lose(which: MessagePort | null): void {
  if (!which || which !== port) return;
  port.close();
  port = null;
  page?.onState('lost');
}

ipcRenderer.on(PORT_CHANNEL, (event) => {
  lose(port);
  port = event.ports[0] ?? null;
  join();
});
ipcRenderer.on(LOST_CHANNEL, () => lose(port));

const bridge: DesktopBridge = {
  connect(onMessage, onState) {
    page = { onMessage, onState };
    join();
    return (message) => {
      if (typeof message === 'string') port?.postMessage(message);
    };
  },
};
contextBridge.exposeInMainWorld('lianzhi', bridge);
