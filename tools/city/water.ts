import { createRandom } from '../../shared/kit/random.ts';
import { offsetLine, resample, smoothLine } from './geometry.ts';
import type { Point, Polygon, Ring } from './geometry.ts';
import { blob, createNoise } from './noise.ts';
import type { Name } from './names.ts';

export interface WaterBody {
  kind: 'river' | 'stream' | 'lake' | 'reservoir';
  name: Name;
  polygon: Polygon;
}

export interface Water {
  bodies: WaterBody[];
  /** River axis west to east, every 0.06 km; it is also the border of Liupu and Wangjiang. */
  axis: Point[];
  /** Left (north) and right (south) bank, point for point beside the axis. */
  north: Point[];
  south: Point[];
}

/** [x, y, width] in km. The course is bound by the gazetteer: three bridges on the axis, gauges and pump stations beside it. */
const RIVER: [number, number, number][] = [
  [-2.6, 14.95, 0.3],
  [-1, 14.6, 0.31],
  [0.7, 13.95, 0.32],
  [2.4, 13.35, 0.36],
  [4.1, 13.4, 0.33],
  [5.5, 13.78, 0.31],
  [6.8, 13.55, 0.35],
  [8.2, 13.12, 0.38],
  [9.6, 13.4, 0.36],
  [11.2, 14.36, 0.34],
  [12.6, 14.72, 0.42],
  [13.7, 14.5, 0.52],
  [14.6, 14.2, 0.56],
  [16.1, 14.3, 0.66],
  [17.4, 14.06, 0.5],
  [18.8, 13.62, 0.52],
  [20.3, 13.5, 0.48],
  [21.6, 13.9, 0.5],
  [22.8, 14.28, 0.46],
  [24.2, 14.42, 0.5],
  [25.5, 14.16, 0.52],
  [26.6, 14.22, 0.54],
  [27.9, 14.5, 0.5],
  [29.3, 14.98, 0.5],
  [30.7, 15.18, 0.64],
  [31.9, 14.85, 0.7],
  [33.2, 14.3, 0.66],
  [34.7, 14.1, 0.6],
  [36.3, 14.5, 0.62],
  [38.6, 14.8, 0.66],
];

interface Course {
  name: Name;
  /** Width at the source and at the mouth, km. */
  width: [number, number];
  line: Point[];
}

const STREAMS: Course[] = [
  {
    name: { zh: '柳溪', en: 'Liuxi Creek' },
    width: [0.035, 0.1],
    line: [
      [16.9, 25.5],
      [16.6, 24],
      [15.8, 22.6],
      [15.95, 21.2],
      [15.3, 20],
      [15.5, 18.9],
      [15.2, 18],
      [15.42, 17.1],
      [15.62, 16.4],
      [15.64, 15.9],
      [15.86, 15.3],
      [15.95, 14.4],
    ],
  },
  {
    name: { zh: '北闸河', en: 'Beizha Canal' },
    width: [0.04, 0.045],
    line: [
      [20.75, 17.9],
      [20.3, 17],
      [19.85, 16.2],
      [19.76, 15.4],
      [19.95, 14.6],
      [20, 13.6],
    ],
  },
  {
    name: { zh: '江湾港', en: 'Jiangwan Canal' },
    width: [0.035, 0.045],
    line: [
      [21.3, 8.5],
      [21, 9.6],
      [20.95, 11],
      [21.05, 12],
      [20.85, 12.8],
      [20.8, 13.6],
    ],
  },
  {
    name: { zh: '南塘河', en: 'Nantang Creek' },
    width: [0.03, 0.06],
    line: [
      [12.2, -0.5],
      [12.6, 2],
      [12.9, 4],
      [13.5, 5.8],
      [13.3, 7.6],
      [13.7, 9.2],
      [13.55, 10.8],
      [14.15, 12.2],
      [14.55, 13],
      [14.65, 14.1],
    ],
  },
  {
    name: { zh: '石溪', en: 'Shixi Creek' },
    width: [0.035, 0.05],
    line: [
      [4.7, 17.4],
      [4.68, 16.6],
      [5.2, 15.9],
      [5.7, 15.3],
      [5.85, 14.6],
      [6.25, 13.7],
    ],
  },
  {
    name: { zh: '桃溪', en: 'Taoxi Creek' },
    width: [0.025, 0.055],
    line: [
      [4.2, -0.5],
      [5.6, 2.2],
      [6.3, 4],
      [7.7, 5.6],
      [7.9, 7.4],
      [9, 8.8],
      [9, 10.3],
      [9.6, 11.6],
      [9.5, 13.3],
    ],
  },
  {
    name: { zh: '东湾河', en: 'Dongwan Creek' },
    width: [0.03, 0.07],
    line: [
      [27.6, 25.5],
      [28.4, 23],
      [28.2, 21.5],
      [29.3, 20.2],
      [29.1, 18.7],
      [29.7, 17.5],
      [29.6, 16.4],
      [30.3, 15.2],
    ],
  },
  {
    name: { zh: '渔港河', en: 'Yugang Creek' },
    width: [0.035, 0.09],
    line: [
      [31.6, -0.5],
      [31.3, 2],
      [32, 4],
      [31.6, 6],
      [32.3, 7.8],
      [31.9, 9.6],
      [32.4, 11.4],
      [32.2, 12.8],
      [32.8, 14.3],
    ],
  },
  {
    name: { zh: '江东河', en: 'Jiangdong Creek' },
    width: [0.025, 0.05],
    line: [
      [24.6, -0.5],
      [25.2, 2.4],
      [26.6, 4.3],
      [26.7, 6.4],
      [27, 8.2],
      [26.4, 9.8],
      [26.7, 11.6],
      [26.35, 12.9],
      [26.5, 14.1],
    ],
  },
  {
    name: { zh: '荷溪', en: 'Hexi Creek' },
    width: [0.02, 0.045],
    line: [
      [8.8, 25.5],
      [9.3, 23],
      [10.5, 21.2],
      [10.4, 19.3],
      [11.6, 17.8],
      [11.9, 16],
      [12.4, 14.7],
    ],
  },
];

/** name, kind, centre, half axes, roughness, turn */
type LakeRow = [
  zh: string,
  en: string,
  kind: 'lake' | 'reservoir',
  centre: Point,
  radii: Point,
  roughness: number,
  turn: number,
];
const LAKES: LakeRow[] = [
  ['石岭水库', 'Shiling Reservoir', 'reservoir', [3.75, 18.25], [1.5, 0.8], 0.5, 2.1],
  ['莲湖', 'Lianhu Lake', 'lake', [20.95, 18.2], [0.62, 0.4], 0.3, 0.5],
  ['雁湖', 'Yanhu Lake', 'lake', [21.55, 8.25], [0.5, 0.3], 0.3, 2.4],
  ['镜湖', 'Jinghu Lake', 'lake', [16.4, 6.9], [0.62, 0.36], 0.32, 0.3],
  ['南塘', 'Nantang Pond', 'lake', [14.25, 12.72], [0.2, 0.14], 0.25, 0.9],
  ['芦荡湖', 'Ludang Lake', 'lake', [26.6, 18.9], [1.05, 0.52], 0.4, 0.6],
  ['白鹭湖', 'Bailu Lake', 'lake', [29.9, 6.6], [0.8, 0.45], 0.38, 2.6],
  ['月牙塘', 'Yueya Pond', 'lake', [12.1, 11.2], [0.24, 0.13], 0.3, 0.7],
  ['黄泥塘水库', 'Huangnitang Reservoir', 'reservoir', [2.4, 6.3], [0.62, 0.3], 0.45, 1.2],
  ['青龙水库', 'Qinglong Reservoir', 'reservoir', [8.4, 21.4], [0.5, 0.28], 0.45, 2.3],
  ['下荡', 'Xiadang Mere', 'lake', [24.1, 21.6], [0.45, 0.3], 0.35, 0.2],
  ['柳园湖', 'Liuyuan Lake', 'lake', [17.2, 19.75], [0.22, 0.15], 0.25, 0.2],
  ['会展湖', 'Huizhan Lake', 'lake', [27.75, 10.35], [0.2, 0.13], 0.2, 2.8],
];

/** Fish ponds lie in rows on the low ground; [centre, rows, columns, turn]. */
const POND_FIELDS: [Point, number, number, number][] = [
  [[31.9, 16.9], 4, 6, 0.35],
  [[30.9, 18.2], 3, 5, -0.2],
  [[32.6, 18.3], 3, 4, 0.15],
  [[34.6, 13], 2, 5, 0.1],
  [[28, 17.6], 3, 4, 0.5],
  [[23.2, 2.9], 3, 4, -0.3],
  [[34.3, 6.4], 3, 5, 0.2],
];

function bankWidth(index: number, widths: readonly number[]): number {
  return widths[Math.min(widths.length - 1, index)]! / 2;
}

/** A mid-stream island shaped like a leaf, along the axis between two x positions. */
function island(axis: Point[], from: number, to: number, halfWidth: number, shift: number): Ring {
  const part = axis.filter((point) => point[0] > from && point[0] < to);
  const half = (i: number): number => halfWidth * Math.sin((Math.PI * (i + 0.3)) / (part.length - 0.4)) ** 0.8;
  const upper = offsetLine(part, (i) => shift + half(i));
  const lower = offsetLine(part, (i) => shift - half(i) * 0.75);
  return [...upper, ...lower.reverse()];
}

function streamPolygon(course: Course, seed: number): Polygon {
  const wander = createNoise(seed, 0.9);
  const line = resample(smoothLine(course.line, 0.1), 0.09).map((point, i, all): Point =>
    i === 0 || i === all.length - 1
      ? point
      : [point[0] + wander(point[0], point[1]) * 0.045, point[1] + wander(point[1] + 40, point[0]) * 0.045],
  );
  const half = (i: number): number => (course.width[0] + (course.width[1] - course.width[0]) * (i / line.length)) / 2;
  return [[...offsetLine(line, half), ...offsetLine(line, (i) => -half(i)).reverse()]];
}

function ponds(seed: number): Ring[] {
  const random = createRandom(seed);
  const rings: Ring[] = [];
  for (const [centre, rows, columns, turn] of POND_FIELDS) {
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        if (random.next() < 0.22) continue;
        const width = 0.075 + random.next() * 0.03;
        const height = 0.04 + random.next() * 0.015;
        const x = (column - columns / 2) * 0.21 + random.gaussian() * 0.012;
        const y = (row - rows / 2) * 0.125 + random.gaussian() * 0.008;
        rings.push(
          (
            [
              [-1, -1],
              [1, -1],
              [1, 1],
              [-1, 1],
            ] as Point[]
          ).map(([sx, sy]): Point => {
            const px = x + sx * width + random.gaussian() * 0.008;
            const py = y + sy * height + random.gaussian() * 0.006;
            return [
              centre[0] + px * Math.cos(turn) - py * Math.sin(turn),
              centre[1] + px * Math.sin(turn) + py * Math.cos(turn),
            ];
          }),
        );
      }
    }
  }
  return rings;
}

/** All water of the city: the river with two islands, creeks, lakes, reservoirs and fish ponds. */
export function createWater(seed: number): Water {
  const controls = RIVER.map(([x, y]): Point => [x, y]);
  const axis = resample(smoothLine(controls, 0.06), 0.06);
  const rough = createNoise(seed + 1, 0.8);
  const widths = axis.map((point) => {
    const next = RIVER.findIndex(([x]) => x >= point[0]);
    const right = RIVER[Math.max(1, next === -1 ? RIVER.length - 1 : next)]!;
    const left = RIVER[Math.max(0, RIVER.indexOf(right) - 1)]!;
    const t = Math.min(1, Math.max(0, (point[0] - left[0]) / (right[0] - left[0])));
    return left[2] + (right[2] - left[2]) * t * t * (3 - 2 * t);
  });
  const north = offsetLine(axis, (i) => bankWidth(i, widths) + rough(axis[i]![0], 3) * 0.03);
  const south = offsetLine(axis, (i) => -bankWidth(i, widths) + rough(axis[i]![0], 60) * 0.03);
  const river: Polygon = [
    [...north, ...south.slice().reverse()],
    island(axis, 31.1, 32.9, 0.1, 0.03),
    island(axis, 15.35, 16.35, 0.065, -0.06),
  ];
  const bodies: WaterBody[] = [{ kind: 'river', name: { zh: '清澜江', en: 'Qinglan River' }, polygon: river }];
  STREAMS.forEach((course, i) =>
    bodies.push({ kind: 'stream', name: course.name, polygon: streamPolygon(course, seed + 20 + i) }),
  );
  LAKES.forEach(([zh, en, kind, centre, radii, roughness, turn], i) =>
    bodies.push({
      kind,
      name: { zh, en },
      polygon: [blob(seed + 60 + i, centre, radii, roughness, turn, kind === 'reservoir' || radii[0] > 0.7 ? 96 : 56)],
    }),
  );
  for (const ring of ponds(seed + 90))
    bodies.push({ kind: 'lake', name: { zh: '鱼塘', en: 'Fish pond' }, polygon: [ring] });
  return { bodies, axis, north, south };
}
