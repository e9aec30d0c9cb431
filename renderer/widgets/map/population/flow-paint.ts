import type { Format } from '../../../text/use-text.ts';
import type { Frame } from '../frame.ts';
import type { LabelSpace } from '../label-space.ts';
import type { MapTheme } from '../map-theme.ts';
import { arrowLine, FLOW_CLASSES } from './flow-arrows.ts';
import type { ArrowLine, FlowArrow } from './flow-arrows.ts';

const HALO = 2;
const WORDS_HEIGHT = 18;
/** Where along an arrow its persons may stand: the middle before the ends. */
const ALONG = [0.5, 0.38, 0.62, 0.28] as const;

/** Arrows by width, the largest on top, with their persons where `space` has room. */
export function paintFlows(
  context: CanvasRenderingContext2D,
  { scale, left, top }: Frame,
  theme: MapTheme,
  arrows: readonly FlowArrow[],
  format: Format,
  space: LabelSpace,
): void {
  const drawn = arrows.flatMap((arrow) => {
    const px = ([x, y]: FlowArrow['from']): [number, number] => [x * scale - left, y * scale - top];
    const line = arrowLine(...px(arrow.from), ...px(arrow.to));
    return line ? [{ arrow, line, width: FLOW_CLASSES[arrow.rank]?.width ?? 1 }] : [];
  });
  context.lineCap = 'butt';
  for (const { line, width } of drawn) {
    paintArrow(context, line, width + HALO * 2, width, theme.halo);
    paintArrow(context, line, width, width, theme.textQuiet);
  }
  context.font = `600 12px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  for (const { arrow, line } of drawn.toReversed()) {
    const words = format.number(arrow.persons);
    const half = context.measureText(words).width / 2 + 4;
    const place = space.takeFirst(
      ALONG.map((t) => {
        const [x, y] = at(line, t);
        return { x: x - half, y: y - WORDS_HEIGHT / 2, width: half * 2, height: WORDS_HEIGHT };
      }),
    );
    if (!place) continue;
    const [x, y] = [place.x + half, place.y + WORDS_HEIGHT / 2];
    context.strokeStyle = theme.halo;
    context.fillStyle = theme.text;
    context.strokeText(words, x, y);
    context.fillText(words, x, y);
  }
}

function paintArrow(
  context: CanvasRenderingContext2D,
  line: ArrowLine,
  stroke: number,
  width: number,
  colour: string,
): void {
  const { start, bend, end } = line;
  const head = 6 + width * 1.7;
  const way = Math.atan2(end[1] - bend[1], end[0] - bend[0]);
  const neck = [end[0] - Math.cos(way) * head * 0.8, end[1] - Math.sin(way) * head * 0.8] as const;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = stroke;
  context.beginPath();
  context.moveTo(...start);
  context.quadraticCurveTo(...bend, ...neck);
  context.stroke();
  const wing = head * 0.55;
  context.beginPath();
  context.moveTo(...end);
  for (const side of [1, -1]) {
    context.lineTo(
      end[0] - Math.cos(way) * head - Math.sin(way) * wing * side,
      end[1] - Math.sin(way) * head + Math.cos(way) * wing * side,
    );
  }
  context.closePath();
  context.fill();
  if (stroke <= width) return;
  context.lineWidth = stroke - width;
  context.lineJoin = 'round';
  context.stroke();
}

/** A point of the curve, 0 start … 1 end. */
function at({ start, bend, end }: ArrowLine, t: number): [number, number] {
  const mix = (axis: 0 | 1): number => start[axis] * (1 - t) ** 2 + 2 * bend[axis] * t * (1 - t) + end[axis] * t ** 2;
  return [mix(0), mix(1)];
}
