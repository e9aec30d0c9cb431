import type { LocalText } from '../../../shared/domain/common.ts';
import type { RoadsInfo } from '../../../shared/domain/roads.ts';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';

/** In place of a travel time: this direction may not be driven. */
export const BARRED = 0xffff_ffff;
/** In place of an index into `names`. */
export const NO_NAME = 0xffff_ffff;
/** Bits of `flags`. */
export const BRIDGE = 1;
/** Positions are whole 10⁻⁷ degrees, the precision of OpenStreetMap (1 cm). */
export const DEGREE = 1e7;

/**
 * Roads between junctions, as they are kept in a file. A road is driven forward from `from` to `to` and backward; each
 * direction has its own time.
 */
export interface RoadData {
  readonly about: Pick<RoadsInfo, 'source' | 'name' | 'attribution'>;
  readonly names: readonly LocalText[];
  readonly nodeCount: number;
  /** Per road: its two junctions. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Per road and direction: milliseconds at the speed limit, at least 1; `BARRED` where it may not be driven. */
  readonly forwardMs: Uint32Array;
  readonly backwardMs: Uint32Array;
  readonly nameOf: Uint32Array;
  readonly flags: Uint8Array;
  /** The points of road r are `shapeStart[r]` up to, not including, `shapeStart[r + 1]`; both ends are among them. */
  readonly shapeStart: Uint32Array;
  /** lon, lat, lon, lat … */
  readonly shape: Int32Array;
}

/** One road while a graph is being built. Speeds in km/h; null where a direction may not be driven. */
export interface Road {
  readonly from: number;
  readonly to: number;
  readonly forward: number | null;
  readonly backward: number | null;
  readonly name: number;
  readonly flags: number;
  /** With both ends. */
  readonly line: readonly LonLat[];
}

/** Collects roads into the compact form. */
export class RoadBuilder {
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #forwardMs: number[] = [];
  readonly #backwardMs: number[] = [];
  readonly #nameOf: number[] = [];
  readonly #flags: number[] = [];
  readonly #shapeStart: number[] = [0];
  readonly #shape: number[] = [];

  get count(): number {
    return this.#from.length;
  }

  add({ from, to, forward, backward, name, flags, line }: Road): void {
    let metres = 0;
    line.forEach((point, index) => {
      const before = line[index - 1];
      if (before) metres += distance(before, point);
      this.#shape.push(Math.round(point[0] * DEGREE), Math.round(point[1] * DEGREE));
    });
    this.#from.push(from);
    this.#to.push(to);
    this.#forwardMs.push(milliseconds(metres, forward));
    this.#backwardMs.push(milliseconds(metres, backward));
    this.#nameOf.push(name);
    this.#flags.push(flags);
    this.#shapeStart.push(this.#shape.length / 2);
  }

  build(about: RoadData['about'], names: readonly LocalText[], nodeCount: number): RoadData {
    return {
      about,
      names,
      nodeCount,
      from: Uint32Array.from(this.#from),
      to: Uint32Array.from(this.#to),
      forwardMs: Uint32Array.from(this.#forwardMs),
      backwardMs: Uint32Array.from(this.#backwardMs),
      nameOf: Uint32Array.from(this.#nameOf),
      flags: Uint8Array.from(this.#flags),
      shapeStart: Uint32Array.from(this.#shapeStart),
      shape: Int32Array.from(this.#shape),
    };
  }
}

function milliseconds(metres: number, kmh: number | null): number {
  if (kmh === null) return BARRED;
  return Math.max(1, Math.round((metres * 3_600) / kmh));
}
