import { useSyncExternalStore } from 'react';

/** The desk of this window, from its address: `#/incidents`. Empty when the address names none. */
export function deskOf(hash: string): string {
  return /^#\/([a-z-]+)/.exec(hash)?.[1] ?? '';
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

export function useDesk(): string {
  return useSyncExternalStore(subscribe, () => deskOf(window.location.hash));
}

export function goToDesk(desk: string): void {
  window.location.hash = `#/${desk}`;
}

/** The desk that plays an exported package, with the folder that it is to open. */
export function goToReplay(folder: string): void {
  window.location.hash = `#/replay/${encodeURIComponent(folder)}`;
}
