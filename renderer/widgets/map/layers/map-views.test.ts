import { describe, expect, it } from 'vitest';
import { FIRST_SETTINGS, nameFault, parseViews, SHIPPED_VIEWS } from './map-views.ts';
import type { SavedView } from './map-views.ts';

const view: SavedView = {
  ...FIRST_SETTINGS,
  id: 'v1',
  name: '夜班',
  hidden: ['unit:boat'],
  base: { base: 'city', labels: [] },
  bounds: [30.2, 117.4, 30.4, 117.7],
};

describe('map views', () => {
  it('L5: come back as they were stored; what cannot be read is left out alone', () => {
    const stored: unknown = JSON.parse(
      JSON.stringify([view, { id: 'v2' }, 7, { ...view, id: 'v3', bounds: [1, 2, 0, 3] }]),
    );
    expect(parseViews(stored)).toEqual([view, { ...view, id: 'v3', bounds: null }]);
    expect(parseViews('x')).toEqual([]);
  });

  it('L5: a name is needed, and is there once', () => {
    expect(nameFault('  ', [view], null)).toBe('empty');
    expect(nameFault(' 夜班 ', [view], null)).toBe('taken');
    expect(nameFault('夜班', [view], 'v1')).toBe(null);
  });

  it('L6: no view that comes with the console hides incidents, warnings, or filters anything', () => {
    expect(SHIPPED_VIEWS.map(({ id }) => id)).toEqual(['whole', 'water', 'evacuation', 'supplies']);
    for (const { hidden, filter } of SHIPPED_VIEWS) {
      expect(hidden.filter((name) => name.startsWith('incident') || name === 'area' || name === 'unit')).toEqual([]);
      expect(filter).toEqual(FIRST_SETTINGS.filter);
    }
  });
});
