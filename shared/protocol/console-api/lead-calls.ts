import * as z from 'zod';
import type { LocalText } from '../../domain/common.ts';
import { instantSchema } from '../../domain/common.ts';
import type { Instant } from '../../kit/time.ts';
import { leadView, type LeadView } from '../feed/lead.ts';
import { call } from './call.ts';

/** Who leads; one row, id `lead`, or none. It goes a while after the line of the leader was lost. */
export interface LeadRow {
  readonly id: string;
  readonly officer: string;
  readonly post: string;
  readonly name: LocalText | null;
  readonly since: Instant;
  /** The window of this console that leads; null: another station does. */
  readonly window: string | null;
  /** `lost`: nothing is heard of him any more, and nobody has said that the lead is over. */
  readonly state: 'leading' | 'lost';
  /** Who can follow now: the windows of this console only, or other stations too. */
  readonly reach: 'console' | 'city';
  readonly view: LeadView;
}

const window = z.string().min(1).max(64);

/** Leading a map is no order: it needs somebody signed in, and is written down nowhere. `window`: its name for itself. */
export const leadCalls = {
  /**
   * Takes the lead for a window. `over`: since when the leader leads from whom it is taken; null: nobody. Refused with `lead-taken`
   * when somebody else has it by now, so that nobody's lead is taken unasked.
   */
  takeLead: call<null>()(z.object({ window, view: leadView, over: instantSchema.nullable() })),
  /** Where the leading window looks now; again every `LEAD_AGAIN` while it stands. Nothing when the window does not lead. */
  showLead: call<null>()(z.object({ window, view: leadView })),
  endLead: call<null>()(z.object({ window })),
};
