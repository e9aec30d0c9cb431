import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallArgs } from '../../../shared/protocol/console-api/calls.ts';
import type { ReportField } from '../../../shared/domain/report.ts';
import { useConsole } from '../../state/console.ts';
import type { ReportRow } from '../../state/report-lines.ts';
import { useSend } from '../../state/use-send.ts';
import { useKindName } from './report-words.ts';

type Target = Pick<ReportRow, 'id' | 'rev' | 'data'>;

export interface ReportActions {
  /** The draft's id, or null when it was not stored. */
  draft(line: CallArgs<'draftReport'>): Promise<string | null>;
  change(row: Target, fields: readonly ReportField[]): Promise<boolean>;
  phone(row: Target): Promise<boolean>;
  send(row: Target): Promise<boolean>;
  receive(row: Target, by: string): Promise<boolean>;
}

/** What an officer can do to a report: stored in the outbox and said so with its number, or said why not. */
export function useReportActions(): ReportActions {
  const { link } = useConsole();
  const { t } = useTranslation('report');
  const kindName = useKindName();
  const send = useSend();
  return useMemo(() => {
    const target = ({ id, rev }: Target) => ({ id, expectedRev: rev });
    const done = async (work: Parameters<typeof send>[0], said: string): Promise<boolean> =>
      (await send(work, said)) !== null;
    return {
      async draft(line) {
        const what = kindName({ kind: line.kind, number: 0 });
        return (await send(link.call('draftReport', line), t('said.drafted', { what })))?.answer.id ?? null;
      },
      change: (row, fields) =>
        done(link.call('changeReport', { ...target(row), fields: [...fields] }), t('said.saved')),
      phone: (row) => done(link.call('phoneReport', target(row)), t('said.phoned')),
      send: (row) => done(link.call('sendReport', target(row)), t('said.sent', { what: kindName(row.data) })),
      receive: (row, by) => done(link.call('receiveReport', { ...target(row), by }), t('said.received')),
    };
  }, [link, t, kindName, send]);
}
