import { compileGround } from './ground-model.ts';
import type { GroundModel } from './ground-model.ts';
import type { GroundAnswer, GroundOrder } from './ground-orders.ts';
import { paintGround } from './ground-paint.ts';

/** Draws the city beside the window's own thread. Orders come one at a time; each `draw` gets one answer. */
let model: GroundModel | null = null;
let canvas = new OffscreenCanvas(1, 1);

self.onmessage = ({ data: order }: MessageEvent<GroundOrder>): void => {
  if (order.kind === 'city') {
    model = compileGround(order.city);
    return;
  }
  const { frame, colours } = order;
  const width = Math.round(frame.width * frame.dpr);
  const height = Math.round(frame.height * frame.dpr);
  if (canvas.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context || !model) throw new Error('the ground cannot be drawn here');
  context.setTransform(frame.dpr, 0, 0, frame.dpr, 0, 0);
  paintGround(context, frame, model, colours);
  const bitmap = canvas.transferToImageBitmap();
  const answer: GroundAnswer = { frame, bitmap };
  self.postMessage(answer, { transfer: [bitmap] });
};
