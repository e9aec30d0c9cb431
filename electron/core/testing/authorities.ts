import type { AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import { COMMAND_TYPES } from '../../../shared/protocol/commands/command-types.ts';

/** One authority that may do everything, one that may only look. */
export const TEST_MATRIX: AuthorityMatrix = {
  version: 1,
  authorities: {
    all: { name: { zh: '全部', en: 'All' }, may: [...COMMAND_TYPES] },
    look: { name: { zh: '只读', en: 'Look' }, may: [] },
  },
};
