const waiting = new Set<() => void>();
let scheduled = false;

function flush(): void {
  scheduled = false;
  const due = [...waiting];
  waiting.clear();
  for (const run of due) run();
}

/**
 * Runs `run` once in the next animation frame, however often it is asked for until then (rule S2). A window nobody
 * sees has no frames and does no work; it catches up with its next one.
 */
export function onNextFrame(run: () => void): void {
  waiting.add(run);
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(flush);
}
