import { useCallback, useState } from 'react';
import { toProblem, type Problem } from '../../shared/kit/problem.ts';
import type { CallAnswer, CallArgs, CallName } from '../../shared/protocol/console-api/calls.ts';
import { useConsole } from './console.ts';

export interface Asking {
  readonly isBusy: boolean;
  /** Why the last call was refused; null when it was not. */
  readonly problem: Problem | null;
  /** Makes a call; null when it was refused. */
  ask<N extends CallName>(name: N, args: CallArgs<N>): Promise<{ readonly answer: CallAnswer<N> } | null>;
  forget(): void;
}

/** Calls of a form, one at a time, whose refusal is said where it was asked. */
export function useCall(): Asking {
  const { link } = useConsole();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = useCallback(
    async <N extends CallName>(name: N, args: CallArgs<N>): Promise<{ readonly answer: CallAnswer<N> } | null> => {
      setBusy(true);
      setProblem(null);
      try {
        return { answer: await link.call(name, args) };
      } catch (error) {
        setProblem(toProblem(error, 'window'));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [link],
  );
  const forget = useCallback(() => setProblem(null), []);
  return { isBusy, problem, ask, forget };
}
