import type { DecisionRow } from './decision-groups.ts';
import { useSheets } from './sheet-store.ts';
import { newSheet, type Sheet } from './sheet.ts';

/** A draft is opened where it can be worked on; what was handed in or decided as it stands. */
export function openDecision({ id, data }: DecisionRow): void {
  const { resume, show } = useSheets.getState();
  const { state } = data.status;
  if (state === 'drafted' || state === 'returned') resume(id, () => sheetOf(id, data));
  else show({ is: 'decision', id });
}

function sheetOf(
  id: string,
  { kind, incidents, response, options, question, reason, chosen }: DecisionRow['data'],
): Sheet {
  const text = question.zh ?? question.en ?? '';
  return newSheet(kind, {
    decision: id,
    question: text,
    incidents,
    response: response ?? null,
    // Only these cannot be computed again.
    own: options.some(({ isComputed }) => isComputed) ? [] : options,
    reason: reason?.zh ?? reason?.en ?? '',
    chosen: chosen ?? null,
  });
}
