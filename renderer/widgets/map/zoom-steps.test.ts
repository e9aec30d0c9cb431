import { afterEach, expect, it, vi } from 'vitest';
import { ZoomSteps } from './zoom-steps.ts';

afterEach(() => vi.unstubAllGlobals());

/** Frames come when the test says so: there is no page here. */
function setUp() {
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => void (frames[id - 1] = () => undefined));
  const asked: number[] = [];
  const steps = new ZoomSteps((sum) => asked.push(sum));
  const nextFrame = (): void => frames.splice(0).forEach((run) => run());
  return { steps, asked, nextFrame };
}

it('M10: steps before a frame are one zoom, and Leaflet is not asked before that frame', () => {
  const { steps, asked, nextFrame } = setUp();
  for (const step of [1, 1, 1, -1]) steps.add(step);
  expect(asked).toEqual([]);
  nextFrame();
  expect(asked).toEqual([2]);
  nextFrame();
  expect(asked).toEqual([2]);
});

it('M10: steps that come to nothing ask for no zoom, and the next ones count from there', () => {
  const { steps, asked, nextFrame } = setUp();
  steps.add(1);
  steps.add(-1);
  nextFrame();
  expect(asked).toEqual([]);
  steps.add(-2);
  nextFrame();
  expect(asked).toEqual([-2]);
});

it('M10: a map that is gone is not zoomed by the frame after it', () => {
  const { steps, asked, nextFrame } = setUp();
  steps.add(1);
  steps.cancel();
  nextFrame();
  expect(asked).toEqual([]);
});
