import type { LeadRow } from '../../../../shared/protocol/console-api/lead-calls.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { useFollow, WINDOW } from './follow-store.ts';

/** Who leads, without where he looks: that changes eight times a second and goes to the map past React. */
export type Lead = Omit<LeadRow, 'view'>;

/** What this window has to do with the lead. */
export type LeadPart =
  | { readonly is: 'none' }
  | { readonly is: 'leading' | 'following' | 'left' | 'lost'; readonly lead: Lead; readonly name: string };

export function useLeadPart(): LeadPart {
  const lead = useLive(useCollection('lead', {}), leadOf, isSameLead);
  const left = useFollow((state) => state.left);
  const { text } = useFormat();
  if (!lead) return { is: 'none' };
  const name = lead.name ? text(lead.name) : lead.officer;
  return { is: partIn(lead, left), lead, name };
}

function partIn({ window, since, state }: Lead, left: number | null): 'leading' | 'following' | 'left' | 'lost' {
  if (window === WINDOW) return 'leading';
  if (left === since) return 'left';
  return state === 'lost' ? 'lost' : 'following';
}

function leadOf({ rows }: LiveCollection<LeadRow>): Lead | null {
  return rows.get('lead') ?? null;
}

function isSameLead(a: Lead | null, b: Lead | null): boolean {
  if (!a || !b) return a === b;
  return (
    a.officer === b.officer &&
    a.since === b.since &&
    a.window === b.window &&
    a.state === b.state &&
    a.reach === b.reach
  );
}
