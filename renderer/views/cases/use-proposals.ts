import type { CaseProposal } from '../../../shared/protocol/console-api/case-rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection } from '../../state/use-live.ts';

const NONE: readonly CaseProposal[] = [];

function byCase(proposals: LiveCollection<CaseProposal>): ReadonlyMap<string, readonly CaseProposal[]> {
  const found = new Map<string, CaseProposal[]>();
  for (const proposal of proposals.rows.values()) {
    const under = proposal.kind === 'matches' ? [proposal.id] : proposal.cases;
    for (const id of under) {
      const list = found.get(id);
      if (list) list.push(proposal);
      else found.set(id, [proposal]);
    }
  }
  return found;
}

/** What may be the same as what, by case; four times a second at most. */
export function useProposals(): ReadonlyMap<string, readonly CaseProposal[]> {
  return useSampled(useCollection('caseProposals', {}), byCase, 250);
}

export function proposalsOf(all: ReadonlyMap<string, readonly CaseProposal[]>, id: string): readonly CaseProposal[] {
  return all.get(id) ?? NONE;
}
