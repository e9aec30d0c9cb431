import { describe, expect, it } from 'vitest';
import { nextMarker, walkDirection } from './marker-walk.ts';

const at = (name: string, x: number, y: number) => ({ name, x, y });

describe('nextMarker', () => {
  it('M10: goes to the nearest in the direction, not to the nearest of all', () => {
    const markers = [at('left', -10, 0), at('right', 60, 0), at('far right', 90, 0)];
    expect(nextMarker({ x: 0, y: 0 }, markers, 'right')?.name).toBe('right');
    expect(nextMarker({ x: 0, y: 0 }, markers, 'left')?.name).toBe('left');
  });

  it('M10: prefers the straight way over a nearer one far off the axis', () => {
    const markers = [at('diagonal', 40, 60), at('straight', 90, 4)];
    expect(nextMarker({ x: 0, y: 0 }, markers, 'right')?.name).toBe('straight');
  });

  it('M10: stays where it is when there is nothing there', () => {
    expect(nextMarker({ x: 0, y: 0 }, [at('below', 0, 50)], 'up')).toBeNull();
    expect(nextMarker({ x: 0, y: 0 }, [at('itself', 0, 0)], 'up')).toBeNull();
  });

  it('M10: reaches every marker of a scattered field by some walk', () => {
    const markers = Array.from({ length: 60 }, (_, i) => at(String(i), (i * 37) % 200, (i * 91) % 160));
    const reached = new Set(['0']);
    const queue = [markers[0]];
    for (let marker = queue.pop(); marker; marker = queue.pop()) {
      for (const direction of ['up', 'down', 'left', 'right'] as const) {
        const next = nextMarker(marker, markers, direction);
        if (next && !reached.has(next.name)) {
          reached.add(next.name);
          queue.push(next);
        }
      }
    }
    expect(reached.size).toBeGreaterThanOrEqual(57);
  });

  it('M10: knows the arrow keys only', () => {
    expect(walkDirection('ArrowUp')).toBe('up');
    expect(walkDirection('w')).toBeNull();
  });
});
