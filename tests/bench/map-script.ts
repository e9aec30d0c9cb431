import type { Contender } from './map-contenders.ts';
import type { Traffic } from './map-traffic.ts';

export interface Measured {
  /** Milliseconds between animation frames, as the page was given them. */
  readonly frames: readonly number[];
  /** Main-thread time of a frame's own task: from its first animation callback until the frame has been handed over. */
  readonly work: readonly number[];
  /** Tasks of more than 50 ms, as the browser reports them. */
  readonly long: readonly number[];
  /** Share of the moves that the map was given; less than 1 where the page came to a stop for longer than a second. */
  readonly taken: number;
}

/** Data arrives so often, ms: the core sends its changes in parts of a frame or three. */
const BATCH_MS = 50;

type Act = readonly [at: number, act: (contender: Contender) => void];

function pan(x: number, y: number): (contender: Contender) => void {
  return ({ map }) => map.panBy([x, y], { animate: true, duration: 0.6 });
}

function zoom(by: number): (contender: Contender) => void {
  return ({ map }) => map.setZoom(map.getZoom() + by);
}

/** Twenty seconds of an officer's hand: looks around, goes in three levels, looks around there, comes out again. */
const SCRIPT: readonly Act[] = [
  [300, pan(420, 0)], [1_300, pan(-300, 260)], [2_300, pan(-300, -300)],
  [3_300, zoom(1)], [4_200, pan(500, 120)], [5_200, pan(-420, 260)],
  [6_200, zoom(1)], [7_100, pan(460, -300)], [8_100, pan(-500, 0)],
  [9_000, zoom(1)], [10_000, pan(600, 200)], [11_000, pan(-500, -360)],
  [12_000, zoom(-1)], [12_800, zoom(-1)], [13_600, zoom(-1)], [14_400, zoom(-1)],
  [15_300, pan(300, 0)], [16_300, pan(-200, 200)], [17_200, zoom(1)], [18_200, pan(200, -260)], [19_200, pan(-300, 0)],
]; // prettier-ignore

/** Runs the script while data comes in, and measures. Each of the contenders gets the same calls at the same times. */
export function measure(
  contender: Contender,
  traffic: Traffic,
  milliseconds: number,
  movesPerSecond: number,
): Promise<Measured> {
  const frames: number[] = [];
  const work: number[] = [];
  const long: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) long.push(Math.round(duration));
  });
  observer.observe({ type: 'longtask' });
  const began = performance.now();
  let moves = 0;
  let given = 0;
  // Like a socket: what was not taken in time is not lost, it comes with the next part, of at most a second.
  const feed = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1_000) * movesPerSecond) - moves;
    const count = Math.min(due, movesPerSecond);
    moves += due;
    given += count;
    if (count > 0) contender.take(traffic.move(count));
  }, BATCH_MS);
  let acts = 0;
  let last = 0;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    let frameBegan = 0;
    port1.onmessage = () => work.push(performance.now() - frameBegan);
    requestAnimationFrame(function step(time) {
      frameBegan = performance.now();
      // A message posted here is the first task after this frame's rendering.
      port2.postMessage(null);
      if (last > 0) frames.push(time - last);
      last = time;
      const elapsed = performance.now() - began;
      const act = SCRIPT[acts];
      if (act && elapsed >= act[0]) {
        acts += 1;
        act[1](contender);
      }
      if (elapsed < milliseconds) {
        requestAnimationFrame(step);
        return;
      }
      clearInterval(feed);
      setTimeout(() => {
        observer.disconnect();
        port1.close();
        resolve({ frames, work, long, taken: given / moves });
      }, 200);
    });
  });
}
