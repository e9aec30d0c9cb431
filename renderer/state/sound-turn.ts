/** The name is per origin, which is per console: two consoles on one computer have two. */
const LOCK = 'lianzhi.sound';

/**
 * One window of a console sounds, not all of them (N5): the one that has this lock. It is given up with the window, and then the
 * next one has it. Where there are no locks every window sounds: twice is better than never.
 */
export function takeSoundTurn(onTurn: () => void): () => void {
  if (!('locks' in navigator)) {
    onTurn();
    return () => undefined;
  }
  const over = new AbortController();
  let release: () => void = () => undefined;
  navigator.locks
    .request(LOCK, { signal: over.signal }, () => {
      onTurn();
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    })
    .catch(() => {
      // Given up before its turn came.
    });
  return () => {
    over.abort();
    release();
  };
}
