import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeopleNames } from '../../state/post-names.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { useFormat } from '../../text/use-text.ts';
import { useRecordName } from '../../widgets/journal/use-record-names.ts';
import type { DiaryLine } from './diary-lines.ts';
import { useLineText, useSideName } from './use-diary.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** Local time that spreadsheets read and sort. */
export function tableTime(at: Instant): string {
  const date = new Date(at);
  const day = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** The lines as a table of texts: what is copied, saved and printed. */
export function useDiaryTable(
  numberOf: (id: string) => number | string,
): (lines: readonly DiaryLine[]) => readonly (readonly (string | number)[])[] {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const text = useLineText();
  const side = useSideName();
  const people = usePeopleNames();
  const name = useRecordName();
  return useCallback(
    (lines) => [
      (
        [
          'no',
          'happened',
          'received',
          'entered',
          'kind',
          'direction',
          'media',
          'from',
          'to',
          'text',
          'links',
          'by',
        ] as const
      ).map((column) => t(`column.${column}`)),
      ...lines.map((line) => {
        const data = line.origin === 'entry' ? line.row.data : null;
        const [from, to] = line.origin === 'entry' ? [line.row.data.from, line.row.data.to] : [line.by, line.to];
        const notes = [
          data?.corrects !== undefined && t('correction', { no: numberOf(data.corrects) }),
          data?.correctedBy !== undefined && t('corrected', { no: numberOf(data.correctedBy) }),
          data?.why && format.text(data.why),
        ].filter((note) => typeof note === 'string');
        return [
          data?.number ?? t('system'),
          tableTime(line.at),
          data ? tableTime(data.receivedAt) : '',
          data ? tableTime(data.enteredAt) : '',
          t(`kind.${line.kind}`),
          t(`direction.${line.direction}`),
          t(`media.${line.media}`),
          from === '' ? '' : side(from),
          to === '' ? '' : side(to),
          [text(line), ...notes.map((note) => `[${note}]`)].join(' '),
          line.links.map((link) => `${t(`topic.${link.topic}`)} ${name(link)}`).join('; '),
          data ? people.officer(data.by.officer) : '',
        ];
      }),
    ],
    [t, format, text, side, people, name, numberOf],
  );
}
