import { useEffect, useState } from 'react';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import { useConsole } from '../../state/console.ts';
import { useLinkState } from '../../state/use-console.ts';

let known: CaseRules | null | undefined;

/** Limits, departments and templates; they do not change while the console runs. Undefined: on their way · null: not readable. */
export function useCaseRules(): CaseRules | null | undefined {
  const { link } = useConsole();
  const isOpen = useLinkState() === 'open';
  const [rules, setRules] = useState(known);
  useEffect(() => {
    if (known || !isOpen) return;
    let isGone = false;
    link.call('caseRules', {}).then(
      (answer) => {
        known = answer;
        if (!isGone) setRules(answer);
      },
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [link, isOpen]);
  return rules;
}
