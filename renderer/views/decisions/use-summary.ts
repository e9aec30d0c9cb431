import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import { useNow } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';

/** An option in a sentence: its own, or what its moves come to. */
export function useSummary(): (option: DecisionOption) => string {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const now = useNow();
  return useCallback(
    ({ summary, moves }) => {
      if (summary) return format.text(summary);
      const assigned = moves.flatMap((move) => (move.is === 'assign' ? [move.seconds] : []));
      const shipped = moves.flatMap((move) => (move.is === 'ship' ? [move] : []));
      const due = moves.flatMap((move) => (move.is === 'task' ? [move.dueAt] : []));
      if (assigned.length > 0) {
        const [first, last] = [Math.min(...assigned), Math.max(...assigned)];
        return t('summary.assign', {
          count: assigned.length,
          first: format.duration(first * SECOND),
          last: format.duration(last * SECOND),
        });
      }
      if (shipped.length > 0) {
        const last = shipped.reduce(
          (latest, { arriveAt }) => (arriveAt > latest ? arriveAt : latest),
          shipped[0]?.arriveAt ?? now,
        );
        const trips = shipped.reduce((sum, move) => sum + move.trips, 0);
        return t('summary.ship', { count: shipped.length, trips, last: format.moment(last, now) });
      }
      if (due.length > 0) return t('summary.task', { count: due.length });
      return t('summary.none');
    },
    [t, format, now],
  );
}
