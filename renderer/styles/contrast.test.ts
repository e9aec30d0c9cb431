import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Tokens = ReadonlyMap<string, string>;

/** The custom properties of one theme's rule in tokens.css. */
function themeOf(source: string, selector: string): Tokens {
  const start = source.indexOf(`${selector} {`);
  const block = source.slice(start, source.indexOf('\n}', start));
  return new Map([...block.matchAll(/--lz-([\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', found[2] ?? '']));
}

const source = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const themes: Readonly<Record<string, Tokens>> = {
  night: themeOf(source, "[data-theme='night']"),
  day: themeOf(source, "[data-theme='day']"),
  wall: themeOf(source, "[data-theme='wall']"),
};

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: string, ink: string, ground: string): number {
  const [a, b] = [ink, ground].map((name) => {
    const hex = themes[theme]?.get(name);
    if (!hex?.startsWith('#')) throw new Error(`${theme} has no colour ${name}`);
    return luminance(hex);
  });
  const [light, dark] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = ['text-1', 'text-2', 'text-3', 'act', 'sev-1-text', 'sev-2-text', 'sev-3-text', 'sev-4-text'];
const STATES = ['live', 'stale', 'offline', 'pending', 'conflict', 'unknown', 'drill', 'past'];
const ON_FILL = ['sev-1', 'sev-2', 'sev-3', 'sev-4', 'sev-0', 'act', 'past'];
const ON_TINT: readonly (readonly [string, string])[] = [
  ['sev-1-text', 'sev-1-soft'],
  ['sev-2-text', 'sev-2-soft'],
  ['sev-3-text', 'sev-3-soft'],
  ['sev-4-text', 'sev-4-soft'],
  ['stale', 'stale-soft'],
  ['offline', 'offline-soft'],
  ['conflict', 'conflict-soft'],
  ['drill', 'drill-soft'],
  ['act', 'act-soft'],
];

describe.each(['night', 'day', 'wall'])('D3: contrast floors of the %s theme', (theme) => {
  const floor = theme === 'wall' ? 7 : 4.5;

  it.each([...TEXT, ...STATES])('%s is readable on the panel', (ink) => {
    expect(contrast(theme, ink, 'bg-1')).toBeGreaterThanOrEqual(floor);
  });

  it.each(['text-1', 'text-2'])('%s is readable on every surface', (ink) => {
    for (const ground of ['bg-0', 'bg-1', 'bg-2', 'bg-3']) {
      expect(contrast(theme, ink, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(ON_FILL)('text on the fill %s', (fill) => {
    expect(contrast(theme, `${fill}-on`, fill)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(ON_TINT)('%s on %s', (ink, tint) => {
    expect(contrast(theme, ink, tint)).toBeGreaterThanOrEqual(theme === 'wall' ? 6.5 : 4.5);
  });

  it('control edges and the focus ring stand out at least 3:1', () => {
    for (const edge of ['line-3', 'act', 'sev-0']) {
      expect(contrast(theme, edge, 'bg-1')).toBeGreaterThanOrEqual(3);
    }
  });

  it('a severity fill that misses 3:1 carries an edge that does not', () => {
    for (const level of ['1', '2', '3', '4']) {
      if (contrast(theme, `sev-${level}`, 'bg-1') >= 3) continue;
      expect(contrast(theme, `sev-${level}-edge`, 'bg-1')).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('D3: the themes', () => {
  it('define the same roles', () => {
    const roles = [...(themes['night']?.keys() ?? [])].sort();
    expect(roles.length).toBeGreaterThan(50);
    expect([...(themes['day']?.keys() ?? [])].sort()).toEqual(roles);
    expect([...(themes['wall']?.keys() ?? [])].sort()).toEqual(roles);
  });

  it('rise in lightness from red over orange to yellow, so that a grey print keeps the order', () => {
    for (const tokens of Object.values(themes)) {
      const [red, orange, yellow] = ['sev-1', 'sev-2', 'sev-3'].map((name) => luminance(tokens.get(name) ?? ''));
      expect(red).toBeLessThan(orange ?? 0);
      expect(orange).toBeLessThan(yellow ?? 0);
    }
  });
});
