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

/**
 * The line from its other end, when text along it would otherwise stand on its head. `stacked`: letters stay upright on
 * steep lines, so that these are read downwards.
 */
export function readable(line: PixelLine, stacked: boolean): PixelLine {
  const dx = (line[line.length - 2] as number) - (line[0] as number);
  const dy = (line[line.length - 1] as number) - (line[1] as number);
  const turnIt = stacked && Math.abs(dy) > Math.abs(dx) ? dy < 0 : dx < 0;
  if (!turnIt) return line;
  const turned: number[] = [];
  for (let i = line.length - 2; i >= 0; i -= 2) turned.push(line[i] as number, line[i + 1] as number);
  return turned;
}

/**
 * Letters along a line, centred at `centre` px from its start, or null when the line is too short or bends too sharply
 * (more than `maxTurn` between two letters) to be read. `widths[i]` is the advance of letter i, px.
 */
export function lettersOnLine(
  line: PixelLine,
  letters: readonly string[],
  widths: readonly number[],
  centre: number,
  maxTurn = 0.45,
): PlacedLetter[] | null {
  const total = widths.reduce((sum, width) => sum + width, 0);
  let distance = centre - total / 2;
  if (distance < 0 || centre + total / 2 > lineLength(line)) return null;
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
