import { useEffect, useState } from 'react';
import type { CallArgs } from '../../../shared/protocol/console-api/calls.ts';
import type { CaseMatch } from '../../../shared/protocol/console-api/case-rows.ts';
import { useConsole } from '../../state/console.ts';

/** Between the last key and the question, ms. */
const SETTLE = 250;
/** With fewer letters everything is like everything. */
const LEAST = 4;

const NONE: readonly CaseMatch[] = [];

/** What a report that is being written may be the same as, a moment after the last key; the last answer stands until the next. */
export function useMatches(words: CallArgs<'matchCase'>): readonly CaseMatch[] {
  const { link } = useConsole();
  const [matches, setMatches] = useState(NONE);
  const isEnough = [...words.text.trim()].length >= LEAST || (words.callerPhone ?? '').length >= LEAST;
  const asked = isEnough ? JSON.stringify(words) : '';
  useEffect(() => {
    if (asked === '') {
      setMatches(NONE);
      return;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      link.call('matchCase', JSON.parse(asked) as CallArgs<'matchCase'>).then(
        (found) => {
          if (!isStale) setMatches(found);
        },
        // A report is taken also when nobody can say what it is like.
        () => {
          if (!isStale) setMatches(NONE);
        },
      );
    }, SETTLE);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [link, asked]);
  return matches;
}
