import { opinion } from '../../../../shared/domain/opinion.ts';
import type { OpinionAssessment } from '../../../../shared/protocol/console-api/opinion-calls.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import { assessOpinion } from '../detect/opinion.ts';

/** Of a record whose counts cannot be read: nothing is known. */
const NOTHING: OpinionAssessment = {
  points: [],
  bursts: [],
  width: null,
  trend: null,
  timesUsual: null,
  negative: null,
};

/**
 * The records of topic `opinion` with what their counts say. Assessed when a row is sent, so that a window that looks back gets
 * the assessment of then; a subject has at most 144 intervals, which takes a millisecond or two.
 */
export function opinionSource(records: LiveSource): LiveSource {
  return {
    pass() {
      const { total, next } = records.pass();
      return { total, next: (limit) => next(limit).map(({ id, json }) => ({ id, json: withAssessment(json) })) };
    },
    subscribe: (changed) =>
      records.subscribe((id, json) =>
        changed(id, () => {
          const text = json();
          return text === null ? null : withAssessment(text);
        }),
      ),
  };
}

function withAssessment(json: string): string {
  const row = JSON.parse(json) as { readonly data?: { readonly series?: unknown } };
  const series = opinion.shape.series.safeParse(row.data?.series);
  return JSON.stringify({ ...row, assessment: series.success ? assessOpinion(series.data) : NOTHING });
}
