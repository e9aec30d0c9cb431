export interface Label {
  /** Middle of the text. */
  readonly x: number;
  readonly text: string;
}

export interface PlacedLabel extends Label {
  readonly above: boolean;
}

/** Width of a text at 12 px, near enough to keep labels apart: a Chinese character is a full em, others little more than half. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 12 : 6.8), 0);
}

/** A text that is no wider than `width`, ended with … where it was cut. */
export function cutTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('')}…`;
}

const GAP = 10;

/** Points in order of x, moved apart so far that none hides another; the last one stays within `right`. */
export function spread(points: readonly number[], least: number, right: number): number[] {
  const placed = [...points];
  for (let index = 1; index < placed.length; index += 1) {
    placed[index] = Math.max(placed[index] ?? 0, (placed[index - 1] ?? 0) + least);
  }
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const edge = index === placed.length - 1 ? right : (placed[index + 1] ?? right) - least;
    placed[index] = Math.min(placed[index] ?? 0, edge);
  }
  return placed;
}

/** Labels in order of x, in turn below and above the line; one that would run into its neighbour moves right, or left at the end. */
export function layOut(
  labels: readonly Label[],
  { left, right }: { readonly left: number; readonly right: number },
): PlacedLabel[] {
  const placed: { x: number; text: string; above: boolean }[] = labels.map(({ x, text }, index) => ({
    x: Math.min(right - textWidth(text) / 2, Math.max(left + textWidth(text) / 2, x)),
    text,
    above: index % 2 === 1,
  }));
  for (const above of [false, true]) {
    const side = placed.filter((label) => label.above === above);
    for (const [index, label] of side.entries()) {
      const before = side[index - 1];
      if (before) label.x = Math.max(label.x, before.x + apart(before.text, label.text));
    }
    let edge = right;
    for (const label of side.toReversed()) {
      label.x = Math.min(label.x, edge - textWidth(label.text) / 2);
      edge = label.x - textWidth(label.text) / 2 - GAP;
    }
  }
  return placed;
}

function apart(a: string, b: string): number {
  return (textWidth(a) + textWidth(b)) / 2 + GAP;
}
