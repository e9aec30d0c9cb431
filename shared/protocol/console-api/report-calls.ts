import * as z from 'zod';
import { entityId, localText } from '../../domain/common.ts';
import { REPORT_KINDS, reportField } from '../../domain/report.ts';
import type { ReportSet } from '../../domain/report-set.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });

export const reportCalls = {
  /** Clocks and fields, by set; empty where the city has none. */
  reportSets: call<readonly ReportSet[]>()(z.object({})),
  /** Drafts one from what is on record: incident, orders, figures, people moved. Unknown stays unknown. */
  draftReport: call<Queued & { readonly id: string }>()(
    z.object({ incident: entityId, set: z.string().max(40), kind: z.enum(REPORT_KINDS), recipient: localText }),
  ),
  changeReport: call<Queued>()(target.extend({ fields: z.array(reportField).max(40) })),
  /** The telephone call before the written report. */
  phoneReport: call<Queued>()(target),
  /** Refused with `report-field-missing` (which). */
  sendReport: call<Queued>()(target),
  receiveReport: call<Queued>()(target.extend({ by: z.string().trim().min(1).max(64) })),
};
