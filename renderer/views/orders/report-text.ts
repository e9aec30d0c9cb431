import { useTranslation } from 'react-i18next';
import { sentAt } from '../../../shared/domain/report-told.ts';
import type { Report } from '../../../shared/domain/report.ts';
import type { ReportSet } from '../../../shared/domain/report-set.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useFormat } from '../../text/use-text.ts';
import { orderedKeys, useFieldName, useKindName, useSaid } from './report-words.ts';

export interface ReportText {
  readonly heading: string;
  /** Above the fields: to whom, which one. */
  readonly head: readonly string[];
  readonly lines: readonly { readonly field: string; readonly text: string }[];
  readonly corrections: readonly string[];
  readonly foot: readonly string[];
}

/** OR9: a report as its recipient reads it, in the language of the window. */
export function useReportText(): (report: Report, set: ReportSet | undefined, incident: string) => ReportText {
  const { t } = useTranslation('report');
  const format = useFormat();
  const fieldName = useFieldName();
  const kindName = useKindName();
  const said = useSaid();
  const people = usePeopleNames();
  return (report, set, incident) => {
    const kind = kindName(report);
    const at = sentAt(report);
    const by = report.status.state === 'drafted' ? report.writtenBy.at(-1) : undefined;
    const sender = report.status.state === 'sent' ? report.status.by : report.status.state === 'received' ? report.status.sent : by; // prettier-ignore
    return {
      heading: t('paper.heading', { incident, kind }),
      head: [
        t('paper.to', { recipient: format.text(report.recipient) }),
        t('paper.number', { kind, set: set ? format.text(set.name) : report.set }),
      ],
      lines: orderedKeys(set, report).flatMap((key) => {
        const field = report.fields.find((one) => one.key === key);
        return field ? [{ field: fieldName(key), text: said(field.text) }] : [];
      }),
      corrections: report.corrections.map(({ key, was, is }) =>
        t('paper.correction', { field: fieldName(key), was: said(was), is: said(is) }),
      ),
      foot: [
        ...(sender ? [t('paper.sender', { who: people.officer(sender.officer) })] : []),
        at === null ? t('paper.draft') : `${format.date(at)} ${format.time(at)}`,
      ],
    };
  };
}

/** Lines of plain text, to be copied into whatever carries it. */
export function plainText({ heading, head, lines, corrections, foot }: ReportText, colon: string): string {
  const fields = lines.map(({ field, text }) => `${field}${colon}${text}`);
  return [heading, ...head, '', ...fields, ...(corrections.length > 0 ? ['', ...corrections] : []), '', ...foot].join('\n'); // prettier-ignore
}
