import { ProblemError } from '../../../shared/kit/problem.ts';
import type { QueryHandlers } from '../queries/live-queries.ts';
import { passOver, type LiveSource } from '../queries/live-source.ts';
import type { CallHandlers } from './call-handlers.ts';

const NOTHING: LiveSource = { pass: () => passOver([]), subscribe: () => () => undefined };

function refuse(): never {
  throw new ProblemError({ code: 'not-available', origin: 'api' });
}

/**
 * Names of the contract whose rooms are not built yet: a call is refused by name, a query has no rows. Whoever builds one
 * takes its line out of here.
 */
export const notYetCalls = {
  writePackage: refuse,
  readPackage: refuse,
  addPeer: refuse,
  removePeer: refuse,
} satisfies Partial<CallHandlers>;

export const notYetQueries = { peers: () => NOTHING } satisfies Partial<QueryHandlers>;
