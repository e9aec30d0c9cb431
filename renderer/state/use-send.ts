import { useCallback } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../shared/kit/problem.ts';
import type { Queued } from '../../shared/protocol/console-api/calls.ts';
import { useProblemText } from '../text/use-problem.ts';

/** How long a receipt stays, ms. */
const RECEIPT = 8_000;

/** What a call that writes answers: a command, several, or nothing when it only changed one that was there. */
type Written = Queued | readonly Queued[] | null;

/**
 * Waits for a call that writes to the outbox, then says that it is stored and under which number, or why not. A failure stays
 * on screen until somebody has read it. Answers null when nothing was stored.
 */
export function useSend(): <A extends Written>(
  work: Promise<A>,
  said: string,
) => Promise<{ readonly answer: A } | null> {
  const { t } = useTranslation('command');
  const problemText = useProblemText();
  return useCallback(
    async (work, said) => {
      try {
        const answer = await work;
        const numbers = numbersOf(answer);
        const [first, last] = [numbers[0], numbers.at(-1)];
        const message =
          first === undefined || last === undefined
            ? undefined
            : first === last
              ? t('stored', { seq: first })
              : t('storedMany', { from: first, to: last });
        notifications.show({ title: said, message, autoClose: RECEIPT, withBorder: true });
        return { answer };
      } catch (error) {
        const message = problemText(toProblem(error, 'window'));
        notifications.show({ title: t('failed'), message, autoClose: false, withBorder: true });
        return null;
      }
    },
    [t, problemText],
  );
}

function numbersOf(answer: Written): number[] {
  if (answer === null) return [];
  const all = 'stationSeq' in answer ? [answer] : answer;
  return all.map(({ stationSeq }) => stationSeq).sort((a, b) => a - b);
}
