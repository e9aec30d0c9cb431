import type { CallHandlers } from '../api/call-handlers.ts';
import type { People } from './people.ts';

type PeopleCalls = Pick<
  CallHandlers,
  'signIn' | 'signOut' | 'lockSeat' | 'unlockSeat' | 'setIdleLock' | 'touchSeat' | 'createOfficer' | 'authorities'
>;

/** What a window may ask of the people room. Passwords come in here and go no further than `password.ts`. */
export function peopleCalls(people: People): PeopleCalls {
  const { seat } = people;
  return {
    async signIn(args) {
      await people.signIn(args);
      return null;
    },
    signOut() {
      seat.signOut();
      return null;
    },
    lockSeat() {
      seat.lock();
      return null;
    },
    async unlockSeat({ password }) {
      await people.unlock(password);
      return null;
    },
    setIdleLock({ minutes }) {
      seat.setIdleLock(minutes);
      return null;
    },
    touchSeat() {
      seat.touch();
      return null;
    },
    async createOfficer(args) {
      await people.createOfficer(args);
      return null;
    },
    authorities: () => people.authorities(),
  };
}
