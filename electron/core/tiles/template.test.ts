import { describe, expect, it } from 'vitest';
import { readTemplate } from './template.ts';

const tile = { z: 3, x: 5, y: 2 };

describe('T7: addresses of tile servers', () => {
  it.each([
    ['XYZ', 'https://tiles.example/{z}/{x}/{y}.png', [], 'https://tiles.example/3/5/2.png'],
    ['TMS', 'https://tiles.example/{z}/{x}/{-y}.png', [], 'https://tiles.example/3/5/5.png'],
    ['servers in turn', 'https://t{s}.example/{z}/{x}/{y}', ['0', '1', '2'], 'https://t1.example/3/5/2'],
    [
      'WMTS, REST',
      'https://wmts.example/layer/default/grid/{TileMatrix}/{TileRow}/{TileCol}.png',
      [],
      'https://wmts.example/layer/default/grid/3/2/5.png',
    ],
    [
      'WMTS, KVP with a key',
      'https://t{s}.example/vec_w/wmts?REQUEST=GetTile&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}',
      ['0'],
      'https://t0.example/vec_w/wmts?REQUEST=GetTile&TILEMATRIX=3&TILEROW=2&TILECOL=5&tk=a%2Fb%20c',
    ],
  ])('%s', (_name, text, servers, address) => {
    expect(readTemplate(text, servers).fill(tile, 'a/b c')).toBe(address);
  });

  it.each([
    ['another scheme', 'file:///etc/{z}/{x}/{y}', 'tiles-template'],
    ['a name and password', 'https://me:secret@tiles.example/{z}/{x}/{y}', 'tiles-template'],
    ['no row', 'https://tiles.example/{z}/{x}', 'tiles-template'],
    ['no address at all', 'tiles {z} {x} {y}', 'tiles-template'],
    ['a tile number in the host', 'https://{x}.example/{z}/{x}/{y}', 'tiles-template'],
    ['a key in the host', 'https://{key}.example/{z}/{x}/{y}', 'tiles-template'],
    ['servers that are not named', 'https://t{s}.example/{z}/{x}/{y}', 'tiles-template'],
    ['a place that nobody can fill', 'https://tiles.example/{style}/{z}/{x}/{y}', 'tiles-place-unknown'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => readTemplate(text, [])).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code }) }),
    );
  });
});
