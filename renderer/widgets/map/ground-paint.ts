import type { Frame } from './frame.ts';
import type { GroundArea, GroundGroup, GroundModel, GroundRoad, RoadRank } from './ground-model.ts';
import { traceLine, traceRings } from './ground-path.ts';
import { CASING_ZOOM, MINOR_CASING_ZOOM, ROUND_WIDTH, roadWidth } from './ground-style.ts';
import { hatchPattern } from './hatch.ts';
import type { Pen } from './hatch.ts';
import type { GroundColours } from './map-theme.ts';
import { boxesMeet } from './world.ts';

const RANKS: readonly RoadRank[] = [5, 4, 3, 2, 1, 0];

/** A city without its names, in px of the frame. Needs neither document nor fonts: it is drawn by a worker. */
export function paintGround(context: Pen, frame: Frame, model: GroundModel, colours: GroundColours): void {
  context.fillStyle = colours.land;
  context.fillRect(0, 0, frame.width, frame.height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  drawAreas(context, frame, model, colours);
  drawRail(context, frame, model, colours);
  drawRoads(context, frame, model, colours);
  drawBorders(context, frame, model, colours);
}

function fillOf(area: GroundArea, colours: GroundColours): string | null {
  switch (area.group) {
    case 'built':
      return colours.built[area.density];
    case 'green':
      return area.kind === 'farmland' ? colours.field : colours.green;
    case 'industrial':
      return colours.industrial;
    case 'water':
      return colours.water;
    case 'detention':
      return null;
  }
}

function strokeOf(area: GroundArea, colours: GroundColours, zoom: number): [colour: string, width: number] | null {
  const group: GroundGroup = area.group;
  if (group === 'water') return [colours.bank, zoom >= 13 ? 1.2 : 0.8];
  if (group === 'industrial') return [colours.industrialLine, 0.8];
  if (group === 'green' && area.kind !== 'farmland') return [colours.greenLine, 0.9];
  return null;
}

/** Areas lie in the order in which the model lists them: built, green, industrial, detention, water. */
function drawAreas(context: Pen, frame: Frame, model: GroundModel, colours: GroundColours): void {
  for (const area of model.areas) {
    if (!boxesMeet(area.box, frame.box)) continue;
    // Smaller than a pixel or two: nothing to see.
    if ((area.box.maxX - area.box.minX) * frame.scale < 1.5 && (area.box.maxY - area.box.minY) * frame.scale < 1.5)
      continue;
    context.beginPath();
    traceRings(context, area.rings, frame);
    const fill = fillOf(area, colours);
    if (fill) {
      context.fillStyle = fill;
      context.fill('evenodd');
    }
    const stroke = strokeOf(area, colours, frame.zoom);
    if (stroke) {
      context.strokeStyle = stroke[0];
      context.lineWidth = stroke[1];
      context.stroke();
    }
    if (area.group === 'detention') drawDetention(context, frame, colours);
  }
}

/** The current path as an area that may be flooded on purpose: hatch and a dashed edge, without hazard colour. */
function drawDetention(context: Pen, frame: Frame, colours: GroundColours): void {
  const pattern = hatchPattern(context, colours.flood, 10, 1, frame.left, frame.top);
  context.save();
  if (pattern) {
    context.globalAlpha = 0.22;
    context.fillStyle = pattern;
    context.fill('evenodd');
  }
  context.globalAlpha = 0.6;
  context.strokeStyle = colours.flood;
  context.lineWidth = 1.1;
  context.setLineDash([2, 4]);
  context.stroke();
  context.restore();
}

function drawRail(context: Pen, frame: Frame, model: GroundModel, colours: GroundColours): void {
  const width = frame.zoom >= 14 ? 3.2 : 2.2;
  context.save();
  context.lineCap = 'butt';
  for (const { points, box } of model.rail) {
    if (!boxesMeet(box, frame.box)) continue;
    context.beginPath();
    traceLine(context, points, frame);
    context.strokeStyle = colours.rail;
    context.lineWidth = width;
    context.stroke();
    context.strokeStyle = colours.land;
    context.lineWidth = width - 1.2;
    context.setLineDash([7, 7]);
    context.stroke();
    context.setLineDash([]);
  }
  context.restore();
}

function drawRoads(context: Pen, frame: Frame, model: GroundModel, colours: GroundColours): void {
  const plain = new Map<RoadRank, GroundRoad[]>(RANKS.map((rank) => [rank, []]));
  const bridges = new Map<RoadRank, GroundRoad[]>(RANKS.map((rank) => [rank, []]));
  const { zoom } = frame;
  model.roads.query(frame.box, (road) => {
    if (roadWidth(road.rank, zoom) > 0) (road.bridge && zoom >= 12 ? bridges : plain).get(road.rank)?.push(road);
  });
  const stroke = (roads: readonly GroundRoad[] | undefined, colour: string, width: number): void => {
    if (!roads || roads.length === 0) return;
    context.beginPath();
    for (const road of roads) traceLine(context, road.points, frame);
    context.strokeStyle = colour;
    context.lineWidth = width;
    // Round ends cost half of a frame, and on a line this thin nobody sees them.
    const thin = width < ROUND_WIDTH;
    context.lineCap = thin ? 'butt' : 'round';
    context.lineJoin = thin ? 'bevel' : 'round';
    context.stroke();
  };
  const colourOf = (rank: RoadRank): string => (rank >= 4 ? colours.roadMinor : colours.road);
  if (zoom >= CASING_ZOOM) {
    for (const rank of RANKS) {
      if (rank < 4 || zoom >= MINOR_CASING_ZOOM)
        stroke(plain.get(rank), colours.casing, roadWidth(rank, zoom) + (rank < 4 ? 2 : 1.4));
    }
  }
  for (const rank of RANKS) {
    stroke(plain.get(rank), colourOf(rank), roadWidth(rank, zoom));
    if (rank === 0) drawMedian(plain.get(rank));
  }
  for (const rank of RANKS)
    stroke(bridges.get(rank), colours.bridgeEdge, roadWidth(rank, zoom) + (zoom >= 13 ? 3 : 1.8));
  for (const rank of RANKS) {
    stroke(bridges.get(rank), colourOf(rank), roadWidth(rank, zoom));
    if (rank === 0) drawMedian(bridges.get(rank));
  }

  /** The two carriageways of a motorway. */
  function drawMedian(roads: readonly GroundRoad[] | undefined): void {
    const width = roadWidth(0, zoom);
    if (width >= 3) stroke(roads, colours.casing, Math.max(0.9, width * 0.14));
  }
}

function drawBorders(context: Pen, frame: Frame, model: GroundModel, colours: GroundColours): void {
  context.save();
  context.beginPath();
  for (const line of model.borders) traceLine(context, line, frame);
  context.strokeStyle = colours.border;
  context.lineWidth = 1.3;
  context.lineCap = 'butt';
  context.setLineDash([9, 4, 2, 4]);
  context.stroke();
  context.restore();
}
