import { useCallback, useState } from 'react';
import { toProblem } from '../../../../shared/kit/problem.ts';
import { useProblemText } from '../../../text/use-problem.ts';

export interface Attempt {
  /** Why the last one failed, in words; null when it did not. */
  readonly reason: string | null;
  readonly isBusy: boolean;
  /** Null when it failed. */
  run<Answer>(work: () => Promise<Answer>): Promise<{ readonly answer: Answer } | null>;
}

/** One thing that is tried at a time, with its reason beside it when it fails. */
export function useAttempt(): Attempt {
  const problemText = useProblemText();
  const [reason, setReason] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const run = useCallback(
    async <Answer>(work: () => Promise<Answer>) => {
      setBusy(true);
      setReason(null);
      try {
        return { answer: await work() };
      } catch (error) {
        setReason(problemText(toProblem(error, 'window')));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [problemText],
  );
  return { reason, isBusy, run };
}
