/**
 * Names under which a record holds a point in time. A number under any of them is an offset; a position (`at: [lon, lat]`)
 * is a list and stays.
 */
const TIME_KEY = /^(at|since)$|At$/;

/** A copy of a draft's data with every offset turned into a wall time. */
export function anchorTimes<T>(data: T, toWall: (offset: number) => number): T {
  return walk(data, toWall) as T;
}

function walk(value: unknown, toWall: (offset: number) => number): unknown {
  if (Array.isArray(value)) {
    return typeof value[0] === 'number' ? value : value.map((item: unknown) => walk(item, toWall));
  }
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    copy[key] = typeof item === 'number' && TIME_KEY.test(key) ? toWall(item) : walk(item, toWall);
  }
  return copy;
}
