import { createRandom } from '../../shared/kit/random.ts';
import type { Point, Ring } from './geometry.ts';

/** A smooth field of x, y (km) with values in about [-1, 1]. */
export type Noise = (x: number, y: number) => number;

/**
 * Value noise on a seeded 256-cell lattice, two octaves.
 * @param wavelength distance in km over which the value changes
 */
export function createNoise(seed: number, wavelength: number): Noise {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: 256 }, () => random.next() * 2 - 1);
  const lattice = (i: number, j: number): number =>
    values[(Math.imul(i, 73) + Math.imul(j, 151) + ((i * j) & 7)) & 255]!;
  const ease = (t: number): number => t * t * (3 - 2 * t);
  function octave(x: number, y: number): number {
    const i = Math.floor(x);
    const j = Math.floor(y);
    const u = ease(x - i);
    const v = ease(y - j);
    const low = lattice(i, j) * (1 - u) + lattice(i + 1, j) * u;
    const high = lattice(i, j + 1) * (1 - u) + lattice(i + 1, j + 1) * u;
    return low * (1 - v) + high * v;
  }
  return (x, y) =>
    0.7 * octave(x / wavelength, y / wavelength) +
    0.3 * octave((x * 2.1) / wavelength + 17.3, (y * 2.1) / wavelength + 5.9);
}

/**
 * An organic closed shape: an ellipse whose radius swells and shrinks with a seeded harmonic sum.
 * @param radii half axes in km · @param roughness share of the radius that varies, 0..0.6 · @param turn rotation in radians
 */
export function blob(seed: number, centre: Point, radii: Point, roughness = 0.25, turn = 0, points = 60): Ring {
  const random = createRandom(seed);
  const waves = [2, 3, 4, 5, 7, 9].map((order) => ({
    order,
    size: (random.next() + 0.3) / order ** 1.15,
    phase: random.next() * 6.283,
  }));
  const norm = waves.reduce((sum, wave) => sum + wave.size, 0) * 0.6;
  return Array.from({ length: points }, (_, i) => {
    const angle = (i / points) * 2 * Math.PI;
    const swell = waves.reduce((sum, wave) => sum + wave.size * Math.sin(wave.order * angle + wave.phase), 0) / norm;
    const grow = Math.max(0.25, 1 + roughness * swell);
    const x = Math.cos(angle) * radii[0] * grow;
    const y = Math.sin(angle) * radii[1] * grow;
    return [centre[0] + x * Math.cos(turn) - y * Math.sin(turn), centre[1] + x * Math.sin(turn) + y * Math.cos(turn)];
  });
}
