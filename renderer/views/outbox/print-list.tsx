import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { useSourceName, useStationName } from '../../state/names.ts';
import { useNow, useSession } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { describeCommand } from '../../widgets/command/describe-command.ts';
import { inLanguage, type Words } from '../../widgets/command/words.ts';
import styles from './print.module.css';

/**
 * The list on paper, black on white, for the desk with the telephone: beside the page, not in it, so that printing shows nothing of
 * the screen. Not to be seen on screen.
 */
export function PrintList({ rows, words }: { readonly rows: readonly OutboxRow[]; readonly words: Words }) {
  const { t } = useTranslation('outbox');
  const { t: common } = useTranslation();
  const format = useFormat();
  const source = useSourceName();
  const station = useStationName();
  const session = useSession();
  const now = useNow();
  const officer = session?.officerName ? format.text(session.officerName) : common('unknown');
  return createPortal(
    <section className={styles.paper} aria-hidden="true">
      <h1>{t('paper.title')}</h1>
      <p>
        {t('paper.head', {
          station: session?.stationId ?? common('unknown'),
          officer,
          time: `${format.date(now)} ${format.time(now, true)}`,
        })}
      </p>
      {rows.length === 0 ? (
        <p>{t('paper.none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{t('column.order')}</th>
              <th>{t('column.time')}</th>
              <th>{t('column.command')}</th>
              <th>{t('column.to')}</th>
              <th>{t('column.state')}</th>
              <th>{t('paper.phone')}</th>
              <th>{t('paper.sign')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{row.stationSeq}</td>
                <td>{format.moment(row.issuedAt, now)}</td>
                <td>
                  {describeCommand(words, row)}
                  <small>
                    {row.carriedFrom !== undefined &&
                      `${inLanguage(words, t('carried', { station: station(row.carriedFrom) }))} · `}
                    {row.entityId}
                  </small>
                </td>
                <td>{source(row.feed)}</td>
                <td>{t(`state.${row.status.state}`)}</td>
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>,
    document.body,
  );
}
