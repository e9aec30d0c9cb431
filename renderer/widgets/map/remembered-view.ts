/** Where a window looked last. It lives as long as the window, through desks and reloads, and is nobody else's. */
export interface RememberedView {
  readonly ground: string;
  readonly lat: number;
  readonly lng: number;
  readonly zoom: number;
}

const KEY = 'lz.map.view';

/** The view this window had over the same ground; null when there is none. */
export function recallView(ground: string): RememberedView | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isView(stored) && stored.ground === ground ? stored : null;
  } catch {
    return null;
  }
}

export function rememberView(view: RememberedView): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(view));
  } catch {
    // Storage may be refused; the next visit starts with the whole city.
  }
}

function isView(value: unknown): value is RememberedView {
  if (typeof value !== 'object' || value === null) return false;
  const { ground, lat, lng, zoom } = value as Record<string, unknown>;
  return (
    typeof ground === 'string' &&
    [lat, lng, zoom].every((number) => typeof number === 'number' && Number.isFinite(number))
  );
}
