import { useTranslation } from 'react-i18next';
import { nextClock } from '../../../shared/domain/report-clocks.ts';
import { sentAt, sentReports } from '../../../shared/domain/report-told.ts';
import type { ReportKind } from '../../../shared/domain/report.ts';
import { useCommand } from '../../state/commands.ts';
import { clocksOf, type OwedLine, type ReportRow } from '../../state/report-lines.ts';
import { useNow } from '../../state/use-console.ts';
import { useMay } from '../../state/use-may.ts';
import { Local } from '../../text/local.tsx';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { LevelChip } from '../../widgets/level.tsx';
import { Panel, Section } from '../../widgets/panel.tsx';
import { ReportClocks } from './report-due.tsx';
import { useKindName } from './report-words.ts';
import { useReportActions } from './use-report-actions.ts';
import styles from './orders.module.css';

interface LinePageProps {
  readonly line: OwedLine;
  onReport(id: string): void;
}

/** What may be drafted next in a row of reports; a draft that is there is opened instead (RP8). */
function nextKinds({ reports, clocks }: OwedLine): readonly ReportKind[] {
  const all = reports.map(({ data }) => data);
  const sent = sentReports(all);
  if (all.some(({ kind }) => kind === 'final')) return [];
  if (sent.length === 0 && clocks.first !== null) return all.some(({ kind }) => kind === 'first') ? [] : ['first'];
  return all.some((report) => report.kind === 'followUp' && sentAt(report) === null)
    ? ['final']
    : ['followUp', 'final'];
}

/** One incident, one set of clocks, one recipient: what is due, what was sent, what comes next. */
export function LinePage({ line, onReport }: LinePageProps) {
  const { t } = useTranslation('report');
  const now = useNow();
  const kindName = useKindName();
  const { draft } = useReportActions();
  const may = useMay();
  const verb = useVerb(null);
  const { row, recipient, clocks, reports } = line;
  const kinds = nextKinds(line);
  const duty = nextClock(clocksOf(line, now))?.duty;
  // What the clock wants stands first.
  const [first, ...more] = kinds.toSorted((a, b) => Number(b === duty) - Number(a === duty));
  const open = reports.find(({ data }) => sentAt(data) === null);
  const mayDraft = may('report.draft') === null && row !== undefined;
  const begin = (kind: ReportKind): void =>
    void draft({ incident: line.incident, set: line.set, recipient, kind }).then((id) => id !== null && onReport(id));
  const run = (): void => {
    if (open) onReport(open.id);
    else if (first !== undefined && mayDraft) begin(first);
  };
  const label = open
    ? t('line.openDraft')
    : first === undefined
      ? null
      : t('line.draft', { what: kindName({ kind: first, number: 0 }) });
  useCommand(label === null ? null : { id: 'report.next', group: 'list', key: 'A', title: label, run });
  return (
    <Panel className={styles.centre} label={t('title')}>
      <div className={styles.body}>
        <Section>
          <div className={styles.chips}>
            {row && <LevelChip level={row.data.level} />}
            <span>
              <Local text={clocks.name} />
            </span>
          </div>
          <h2 className={styles.words}>{row ? <Local text={row.data.title} /> : t('line.gone')}</h2>
          <p className={styles.quiet}>
            <Local text={recipient} />
            {clocks.basis && (
              <span className={styles.basis}>
                <Local text={clocks.basis} />
              </span>
            )}
          </p>
        </Section>
        <Section title={t('sheet.clocks')}>
          <ReportClocks line={line} />
        </Section>
        {reports.length > 0 && (
          <Section title={t('title')}>
            <Reports rows={reports} onReport={onReport} />
          </Section>
        )}
      </div>
      {label !== null && (
        <footer className={styles.foot}>
          <Refusals actions={['report.draft']} />
          {!open && <p className={styles.says}>{t('form.fromRecord')}</p>}
          <div className={styles.actions}>
            <Button look="primary" size="grave" shortcut="A" disabled={!open && !mayDraft} onClick={run}>
              {open ? label : verb(label)}
            </Button>
            {more.map((kind) => (
              <Button key={kind} size="grave" disabled={!mayDraft} onClick={() => begin(kind)}>
                {t('line.draft', { what: kindName({ kind, number: 0 }) })}
              </Button>
            ))}
          </div>
        </footer>
      )}
    </Panel>
  );
}

/** The reports of a row, oldest first. */
export function Reports({ rows, onReport }: { readonly rows: readonly ReportRow[]; onReport(id: string): void }) {
  const { t } = useTranslation('report');
  const kindName = useKindName();
  const at = ({ data }: ReportRow): number => sentAt(data) ?? Number.MAX_SAFE_INTEGER;
  return (
    <ul className={styles.rows}>
      {rows
        .toSorted((a, b) => at(a) - at(b))
        .map(({ id, data }) => {
          const sent = sentAt(data);
          return (
            <li key={id}>
              <button type="button" className={styles.tie} onClick={() => onReport(id)}>
                {kindName(data)}
              </button>
              <span>{t(`state.${data.status.state}`)}</span>
              <span className={styles.quiet}>{sent !== null && <Moment at={sent} />}</span>
            </li>
          );
        })}
    </ul>
  );
}
