/**
 * Runs in the page. Collects, without touching the product: for the map, each drawing's newest hub entry time (the container's
 * `data-drawn-entered`) with the time after the frame was painted; for a table, each stamp `@<ms>@` that appears in a text,
 * with the same. "After paint" is a message posted from the frame's animation callback: the first task after its rendering.
 */
export function installPaintProbe(): void {
  const samples: { kind: 'map' | 'text'; stamp: number; painted: number }[] = [];
  (window as unknown as { paintSamples: typeof samples }).paintSamples = samples;

  function afterPaint(then: () => void): void {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  }

  function take(kind: 'map' | 'text', stamp: number): void {
    if (Number.isFinite(stamp)) afterPaint(() => samples.push({ kind, stamp, painted: Date.now() }));
  }

  /** A title counts when it appears for the first time; rows that only move carry old ones. */
  const seen = new Set<string>();
  function stampOf(node: Node): number {
    const [text, stamp] = /\S+ @(\d{13})@/.exec(node.textContent ?? '') ?? [];
    if (text === undefined || seen.has(text)) return Number.NaN;
    seen.add(text);
    return Number(stamp);
  }

  new MutationObserver((mutations) => {
    for (const mutation of mutations) {
      const { target } = mutation;
      if (mutation.type === 'attributes') take('map', Number((target as HTMLElement).dataset['drawnEntered']));
      else if (mutation.type === 'characterData') take('text', stampOf(target));
      else for (const node of mutation.addedNodes) take('text', stampOf(node));
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-drawn-entered'],
  });
}
