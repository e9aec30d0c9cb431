/** One letter of a name that follows a line: centre and turn (radians). */
export interface PlacedLetter {
  readonly letter: string;
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}

/** Interleaved x, y in px. */
export type PixelLine = readonly number[];

export function lineLength(line: PixelLine): number {
  let length = 0;
  for (let i = 2; i + 1 < line.length; i += 2) length += segmentLength(line, i);
  return length;
}

function segmentLength(line: PixelLine, i: number): number {
  return Math.hypot((line[i] as number) - (line[i - 2] as number), (line[i + 1] as number) - (line[i - 1] as number));
}

interface Station {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
}

/** The place `distance` px along the line; null before its start or past its end. */
export function stationAt(line: PixelLine, distance: number): Station | null {
  if (distance < 0) return null;
  let left = distance;
  for (let i = 2; i + 1 < line.length; i += 2) {
    const length = segmentLength(line, i);
    if (left <= length && length > 0) {
      const fromX = line[i - 2] as number;
      const fromY = line[i - 1] as number;
      const dx = (line[i] as number) - fromX;
      const dy = (line[i + 1] as number) - fromY;
      const share = left / length;
      return { x: fromX + dx * share, y: fromY + dy * share, turn: Math.atan2(dy, dx) };
    }
    left -= length;
  }
  return null;
}

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % (2 * Math.PI);
  return turn > Math.PI ? 2 * Math.PI - turn : turn;
}

function reversed(line: PixelLine): PixelLine {
  const turned: number[] = [];
  for (let i = line.length - 2; i >= 0; i -= 2) turned.push(line[i] as number, line[i + 1] as number);
  return turned;
}

function place(
  line: PixelLine,
  letters: readonly string[],
  widths: readonly number[],
  from: number,
  maxTurn: number,
): PlacedLetter[] | null {
  let distance = from;
  const placed: PlacedLetter[] = [];
  for (const [i, letter] of letters.entries()) {
    const width = widths[i] as number;
    const station = stationAt(line, distance + width / 2);
    if (!station) return null;
    const before = placed.at(-1);
    if (before && turnBetween(before.turn, station.turn) > maxTurn) return null;
    placed.push({ letter, ...station });
    distance += width;
  }
  return placed;
}

/** Whether letters in this order would stand on their head; stacked ones are read downwards where the line is steep. */
function wrongWay(placed: readonly PlacedLetter[], stacked: boolean): boolean {
  const first = placed[0];
  const last = placed.at(-1);
  if (!first || !last) return false;
  const dx = last.x - first.x || Math.cos(first.turn);
  const dy = last.y - first.y || Math.sin(first.turn);
  return stacked && Math.abs(dy) > Math.abs(dx) ? dy < 0 : dx < 0;
}

/**
 * Letters along a line, centred at `centre` px from its start, or null when the line is too short or bends too sharply
 * (more than `maxTurn` between two letters) to be read. `widths[i]` is the advance of letter i, px. Which way the word
 * runs is decided where it stands: a ring road goes up on one side of the city and down on the other. `stacked`: letters
 * stay upright on steep lines, so that these are read downwards.
 */
export function lettersOnLine(
  line: PixelLine,
  letters: readonly string[],
  widths: readonly number[],
  centre: number,
  stacked: boolean,
  maxTurn = 0.45,
): PlacedLetter[] | null {
  const half = widths.reduce((sum, width) => sum + width, 0) / 2;
  const length = lineLength(line);
  if (centre < half || centre + half > length) return null;
  const placed = place(line, letters, widths, centre - half, maxTurn);
  if (!placed || !wrongWay(placed, stacked)) return placed;
  return place(reversed(line), letters, widths, length - centre - half, maxTurn);
}
