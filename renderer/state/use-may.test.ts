import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/kit/time.ts';
import type { OfficerRow, SeatRow } from '../../shared/protocol/console-api/rows.ts';
import { heldPost } from './use-may.ts';

const posts = [
  { post: 'lead', postName: { en: 'Lead' }, authority: 'dispatch-iv', allowed: ['unit.assign'] },
  { post: 'stores', postName: { en: 'Stores' }, authority: 'move-supplies', allowed: ['stock.move'] },
];
const officer: OfficerRow = {
  id: 'zhou',
  name: { en: 'Zhou' },
  post: 'lead',
  postName: { en: 'Lead' },
  authority: 'dispatch-iv',
  allowed: ['unit.assign'],
  posts,
  lockedUntil: null,
};
const seat = (post: string): SeatRow => ({
  id: 'seat',
  status: { state: 'signedIn', officer: 'zhou', post, since: instant(0) },
  idleLockMinutes: 0,
});

describe('K5: authority is that of the post held, not of the person', () => {
  it('takes the post that the officer signed in as', () => {
    expect(heldPost(seat('stores'), officer)?.allowed).toEqual(['stock.move']);
    expect(heldPost(seat('lead'), officer)?.allowed).toEqual(['unit.assign']);
  });

  it('knows nothing of a post that is not his, of nobody, and of an officer who is not listed', () => {
    expect(heldPost(seat('mayor'), officer)).toBeNull();
    expect(heldPost({ ...seat('lead'), status: { state: 'signedOut' } }, officer)).toBeNull();
    expect(heldPost(seat('lead'), undefined)).toBeNull();
  });
});
