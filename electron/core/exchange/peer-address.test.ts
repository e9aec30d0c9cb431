import { describe, expect, it } from 'vitest';
import { codeOf } from '../people/testing/cast.ts';
import { peerAddress } from './peer-address.ts';

describe('peer address', () => {
  it.each([
    ['192.168.1.20:42100', '192.168.1.20:42100'],
    [' Desk-2.City.Local:1 ', 'desk-2.city.local:1'],
    ['[FE80::1]:65535', '[fe80::1]:65535'],
  ])('X11: %s', (given, address) => {
    expect(peerAddress(given)).toBe(address);
  });

  it.each([
    '',
    'desk-2',
    ':1',
    'desk-2:',
    'desk-2:0',
    'desk-2:65536',
    'http://desk-2:1',
    'desk-2:1/x',
    'user@desk-2:1',
    '300.1.1.1:5',
    '1.2.3:4',
    'fe80::1:5',
    '[desk]:1',
    '-a:1',
    'a b:1',
    '席位:1',
  ])('X11: refuses “%s”', (given) => {
    expect(codeOf(() => peerAddress(given))).toBe('peer-address');
  });
});
