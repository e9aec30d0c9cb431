import { MAX_HITS } from '../../../shared/protocol/console-api/search-calls.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import type { Search } from './search.ts';

/** Only reads, so that a locked seat may ask it too. */
export function searchCalls(search: Search): Pick<CallHandlers, 'search'> {
  return { search: ({ limit = MAX_HITS, ...question }) => search.ask({ ...question, limit }) };
}
