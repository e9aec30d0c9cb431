import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseStep } from '../../../shared/protocol/console-api/case-calls.ts';
import type { CallArgs } from '../../../shared/protocol/console-api/calls.ts';
import { useConsole } from '../../state/console.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useSend } from '../../state/use-send.ts';
import { caseNo, type CaseRow } from './case-state.ts';

type Target = Pick<CaseRow, 'id' | 'rev'>;

export interface CaseActions {
  /** The new case's id, or null when it was not stored. */
  report(told: CallArgs<'reportCase'>): Promise<string | null>;
  step(row: Target, step: CaseStep): Promise<boolean>;
  merge(lead: Target, others: readonly Target[]): Promise<boolean>;
  split(row: Target): Promise<boolean>;
  keepApart(row: Target, others: readonly string[]): Promise<boolean>;
}

/** What an officer can do to a case: stored in the outbox and said so with its number, or said why not. */
export function useCaseActions(): CaseActions {
  const { link } = useConsole();
  const { t } = useTranslation('citizenCase');
  const department = useDepartmentName();
  const send = useSend();
  return useMemo(() => {
    const target = ({ id, rev }: Target) => ({ id, expectedRev: rev });
    const done = async (work: Parameters<typeof send>[0], said: string): Promise<boolean> =>
      (await send(work, said)) !== null;
    const saying = (row: Target, step: CaseStep): string => {
      const no = caseNo(row.id);
      if (step.do === 'entrust') return t('done.entrust', { no, department: department(step.department) });
      return t(step.do === 'link' && step.incident === null ? 'done.unlink' : `done.${step.do}`, { no });
    };
    return {
      async report(told) {
        const said = t(told.isUrgent ? 'done.reportUrgent' : 'done.report');
        return (await send(link.call('reportCase', told), said))?.answer.id ?? null;
      },
      step: (row, step) => done(link.call('stepCase', { ...target(row), step }), saying(row, step)),
      merge: (lead, others) =>
        done(
          link.call('mergeCases', { ...target(lead), others: others.map(target) }),
          t('done.merge', { count: others.length }),
        ),
      split: (row) => done(link.call('splitCase', target(row)), t('done.split', { no: caseNo(row.id) })),
      keepApart: (row, others) =>
        done(link.call('keepCasesApart', { ...target(row), others: [...others] }), t('done.keepApart')),
    };
  }, [link, t, department, send]);
}
