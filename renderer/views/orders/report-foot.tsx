import { useTranslation } from 'react-i18next';
import type { ReportField } from '../../../shared/domain/report.ts';
import { useCommand } from '../../state/commands.ts';
import type { ReportRow } from '../../state/report-lines.ts';
import { useMay } from '../../state/use-may.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { Icon } from '../../widgets/icon.tsx';
import type { Completeness } from './report-draft.ts';
import { useFieldName } from './report-words.ts';
import { useReportActions } from './use-report-actions.ts';
import styles from './orders.module.css';

interface ReportFootProps {
  readonly row: ReportRow;
  readonly state: Completeness;
  /** What is written and not stored; null when nothing is. */
  readonly changed: readonly ReportField[] | null;
  onSaved(): void;
  onReceive(): void;
}

/** What comes next: the call, saving, sending, the receipt. Ctrl S saves, Ctrl Enter sends. */
export function ReportFoot({ row, state, changed, onSaved, onReceive }: ReportFootProps) {
  const { t } = useTranslation('report');
  const { t: common } = useTranslation();
  const fieldName = useFieldName();
  const actions = useReportActions();
  const may = useMay();
  const verb = useVerb(row.feed);
  const { status, phonedAt, kind } = row.data;
  const isDraft = status.state === 'drafted';
  const isComplete = state.missing.length === 0;
  const mayCall = may('report.phone') === null && kind === 'first' && phonedAt === undefined;
  const maySave = isDraft && changed !== null && may('report.change') === null;
  const maySend = isDraft && isComplete && may('report.send') === null && (changed === null || maySave);
  const mayReceive = status.state === 'sent' && may('report.receive') === null;
  const save = async (): Promise<boolean> => {
    if (!maySave) return changed === null;
    const isStored = await actions.change(row, changed);
    if (isStored) onSaved();
    return isStored;
  };
  const send = async (): Promise<void> => {
    if (maySend && (await save())) await actions.send(row);
  };
  useCommand(
    maySave ? { id: 'report.save', group: 'list', key: 'Ctrl S', title: t('form.save'), run: () => void save() } : null,
  );
  useCommand(
    maySend
      ? { id: 'report.send', group: 'list', key: 'Ctrl Enter', title: t('form.send'), run: () => void send() }
      : null,
  );
  useCommand(
    mayReceive ? { id: 'report.receive', group: 'list', key: 'A', title: t('form.receive'), run: onReceive } : null,
  );
  if (status.state === 'received' && !mayCall) return null;
  return (
    <footer className={styles.foot}>
      <Refusals actions={isDraft ? ['report.change', 'report.send'] : ['report.receive']} />
      {isDraft && (
        <p className={styles.complete} data-complete={isComplete} role="status">
          <Icon name={isComplete ? 'check' : 'note'} size={14} />
          <span>
            {isComplete
              ? state.unknown > 0
                ? t('form.completeUnknown', { count: state.unknown })
                : t('form.complete')
              : `${t('form.missingCount', { count: state.missing.length })}${common('colon')}${state.missing.map(fieldName).join(common('comma'))}`}
          </span>
          <span className="lz-spring" />
          {changed !== null && <span>{t('form.unsaved')}</span>}
        </p>
      )}
      <div className={styles.actions}>
        {isDraft && (
          <Button look="primary" size="grave" shortcut="Ctrl ↵" disabled={!maySend} onClick={() => void send()}>
            {verb(t('form.send'))}
          </Button>
        )}
        {status.state === 'sent' && (
          <Button look="primary" size="grave" shortcut="A" disabled={!mayReceive} onClick={onReceive}>
            {verb(t('form.receive'))}
          </Button>
        )}
        {isDraft && (
          <Button size="grave" shortcut="Ctrl S" disabled={!maySave} onClick={() => void save()}>
            {t('form.save')}
          </Button>
        )}
        {kind === 'first' && phonedAt === undefined && (
          <Button size="grave" icon="phone" disabled={!mayCall} onClick={() => void actions.phone(row)}>
            {t('form.phone')}
          </Button>
        )}
      </div>
    </footer>
  );
}
