import { useEffect, useRef, useState } from 'react';
import { toProblem, type Problem } from '../../../../shared/kit/problem.ts';
import { useLinkState } from '../../../state/use-console.ts';

/** A question on its way or answered; `last` stands on screen until the next answer is there. */
export type Asked<Answer> =
  | { readonly is: 'none' }
  | { readonly is: 'asking'; readonly last: Answer | null }
  | { readonly is: 'told'; readonly answer: Answer }
  | { readonly is: 'refused'; readonly problem: Problem };

/** A cordon's corner that is dragged, or a unit that moves, does not ask anew at each step, ms. */
const SETTLE = 250;

export function answerOf<Answer>(asked: Asked<Answer>): Answer | null {
  if (asked.is === 'told') return asked.answer;
  return asked.is === 'asking' ? asked.last : null;
}

/** Asks the core when `key` changes; null asks nothing. Only the newest question's answer counts. */
export function useAsked<Answer>(key: string | null, ask: () => Promise<Answer>): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({ is: 'none' });
  const link = useLinkState();
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (key === null) {
      setAsked({ is: 'none' });
      return;
    }
    if (link !== 'open') return;
    let isStale = false;
    setAsked((before) => ({ is: 'asking', last: answerOf(before) }));
    const timer = setTimeout(() => {
      latest.current().then(
        (answer) => {
          if (!isStale) setAsked({ is: 'told', answer });
        },
        (error: unknown) => {
          if (!isStale) setAsked({ is: 'refused', problem: toProblem(error, 'window') });
        },
      );
    }, SETTLE);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [key, link]);
  return asked;
}
