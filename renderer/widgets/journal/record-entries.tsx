import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../../shared/domain/topics.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { Local } from '../../text/local.tsx';
import { Moment } from '../age.tsx';
import { Button } from '../button.tsx';
import { Section } from '../panel.tsx';
import { useOpenRecord } from './use-record-names.ts';
import styles from './journal.module.css';

/** More than these are counted. */
const SHOWN = 5;

/** The other end of an entry's links: what the duty journal has on a record, newest first, and the way to enter more. */
export function RecordEntries({ topic, id }: { readonly topic: Topic; readonly id: string }) {
  const { t } = useTranslation('journal');
  const open = useOpenRecord();
  const may = useMay()('journal.enter') === null;
  const find = useCallback(
    (journal: LiveCollection<EntityRow<'journal'>>) =>
      [...journal.rows.values()]
        .filter(({ data }) => data.links.some((link) => link.topic === topic && link.id === id))
        .sort((a, b) => b.data.happenedAt - a.data.happenedAt),
    [topic, id],
  );
  const rows = useSampled(useCollection('journal', {}), find, 500);
  const enter = (): void => {
    window.location.hash = `#/journal?topic=${topic}&id=${encodeURIComponent(id)}`;
  };
  return (
    <Section title={t('title')} hint={rows.length === 0 ? t('noneHere') : t('count', { count: rows.length })}>
      {rows.length > 0 && (
        <ol className={styles.entries}>
          {rows.slice(0, SHOWN).map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className={styles.entry}
                data-corrected={row.data.correctedBy !== undefined}
                onClick={() => open({ topic: 'journal', id: row.id })}
              >
                <Moment at={row.data.happenedAt} />
                <span className={styles.topic}>{t('no', { no: row.data.number })}</span>
                <span className="lz-cut">
                  <Local text={row.data.text} />
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      <Button icon="note" disabled={!may} onClick={enter}>
        {t('enterHere')}
      </Button>
    </Section>
  );
}
