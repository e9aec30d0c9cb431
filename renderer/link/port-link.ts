import type { DesktopBridge } from '../../shared/protocol/bridge.ts';
import type { LinkState, Transport } from './link.ts';

/** The desktop's transport: the MessagePort that the preload holds for this window. */
export function createPortTransport(bridge: DesktopBridge): Transport {
  let onMessage: (message: string) => void = () => undefined;
  let onState: (state: LinkState) => void = () => undefined;
  let state: LinkState = 'connecting';
  const send = bridge.connect(
    (message) => onMessage(message),
    (next) => {
      state = next;
      onState(next);
    },
  );
  return {
    send,
    onMessage: (listener) => {
      onMessage = listener;
    },
    onState: (listener) => {
      onState = listener;
      // The port may have been there before anybody listened.
      if (state !== 'connecting') listener(state);
    },
  };
}
