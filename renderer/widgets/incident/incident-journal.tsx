import { useTranslation } from 'react-i18next';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import { journal, type JournalEntry, type JournalLine } from '../../state/incident-history.ts';
import { useDepartmentName, useSourceName } from '../../state/names.ts';
import { useNow } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../chip.tsx';
import { fieldName } from '../command/field-words.ts';
import { Section } from '../panel.tsx';
import { useChannelName } from './use-channel-name.ts';
import { cx } from '../../styles/cx.ts';
import styles from './drawer.module.css';

function Entry({ entry }: { readonly entry: JournalEntry }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { t: conflict } = useTranslation('conflict');
  const { t: command } = useTranslation(['command', 'common', 'incident']);
  const format = useFormat();
  const channel = useChannelName();
  const department = useDepartmentName();
  switch (entry.kind) {
    case 'created':
      return [t('journal.created'), entry.channel !== null && channel(entry.channel)]
        .filter(Boolean)
        .join(common('comma'));
    case 'removed':
      return t('journal.removed');
    case 'note':
      return <Local text={entry.text} />;
    case 'state': {
      const state = t(`state.${entry.state}`);
      return entry.by === null ? state : t('journal.stateBy', { state, by: department(entry.by) });
    }
    case 'conflict':
      return conflict('journal.conflict', {
        fields: entry.fields.map((field) => fieldName({ t: command }, field)).join(command('value.and')),
      });
    case 'resolved':
      return conflict('journal.resolved', {
        choice: conflict(`choice.${entry.choice}`),
        reason: format.text(entry.reason),
      });
    case 'level':
      return t('journal.level', { level: common(`level.${entry.level}`) });
    case 'reports':
      return t('journal.reports', { count: entry.count });
    case 'lead':
      return t('journal.lead', { lead: department(entry.lead) });
    case 'figure':
      return (
        <>
          <Local text={entry.label} />
          {common('colon')}
          {entry.value === null ? <Unknown /> : format.figure(entry.value)}{' '}
          {entry.unit && entry.value !== null && <Local text={entry.unit} />}
        </>
      );
  }
}

function Line({ line, wide }: { readonly line: JournalLine; readonly wide: boolean }) {
  const format = useFormat();
  const source = useSourceName();
  const now = useNow();
  const by = line.entry.kind === 'note' && line.entry.by !== '' ? line.entry.by : line.source;
  const name = source(by);
  return (
    <li className={styles.entry} data-wide={wide}>
      <time dateTime={new Date(line.at).toISOString()} title={format.moment(line.entered, now, true)}>
        {format.moment(line.at, now)}
      </time>
      <span className={cx(styles.source, 'lz-cut')} title={`${name} ${by}`}>
        <bdi>{name}</bdi>
      </span>
      <span className={styles.text}>
        <Entry entry={line.entry} />
      </span>
    </li>
  );
}

export interface IncidentJournalProps {
  readonly history: readonly TimelineRow[];
  readonly complete: boolean;
}

/** What happened, newest first, each with its source and time. */
export function IncidentJournal({ history, complete }: IncidentJournalProps) {
  const { t } = useTranslation('incident');
  const lines = journal(history);
  const today = new Date(useNow()).toDateString();
  const wide = lines.some(({ at }) => new Date(at).toDateString() !== today);
  return (
    <Section title={t('journal.title')} hint={t('journal.hint')}>
      {lines.length === 0 && complete && <p className={styles.quiet}>{t('journal.none')}</p>}
      <ol className={styles.rows}>
        {lines.map((line) => (
          <Line key={line.id} line={line} wide={wide} />
        ))}
      </ol>
    </Section>
  );
}
