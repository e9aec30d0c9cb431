import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../state/commands.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useMay } from '../../state/use-may.ts';
import { useSitting } from '../../state/use-seat.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { Icon } from '../../widgets/icon.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { FileOut } from './file-out.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import type { ReleaseRow } from './release-order.ts';
import styles from './release.module.css';

interface ReleaseActionsProps {
  readonly row: ReleaseRow;
  onChange(): void;
  onFollow(is: 'update' | 'cancel'): void;
}

/** The foot of a release: what can be done to it now, by whom, and why not. */
export function ReleaseActions(props: ReleaseActionsProps) {
  const { state } = props.row.data.status;
  if (state === 'submitted') return <Approval {...props} />;
  if (state === 'drafted' || state === 'rejected') return <Wording {...props} />;
  return state === 'released' ? <Out {...props} /> : null;
}

/** Two-person release: whoever worded it or handed it in is told so, and who can take his place. */
function Approval({ row }: ReleaseActionsProps) {
  const { t } = useTranslation('release');
  const format = useFormat();
  const sitting = useSitting();
  const may = useMay();
  const verb = useVerb(row.feed);
  const reachable = useReachable(row.feed);
  const [dialog, setDialog] = useState<'approve' | 'sendBack' | 'withdraw' | null>(null);
  const { writtenBy, submittedBy } = row.data;
  const hands = submittedBy ? [...writtenBy, submittedBy] : writtenBy;
  const isOwn = sitting !== null && hands.some(({ officer }) => officer === sitting.officer.id);
  const mayApprove = !isOwn && may('release.approve') === null;
  const close = (): void => setDialog(null);
  return (
    <footer className={styles.foot}>
      {isOwn ? (
        <p className={styles.refusal}>
          <Icon name="lock" size={14} />
          <span>{t('own', { name: format.text(sitting.officer.name) })}</span>
        </p>
      ) : (
        <Refusals actions={['release.approve']} />
      )}
      {!reachable && <p className={styles.says}>{t('offline')}</p>}
      <div className={styles.buttons}>
        <span className="lz-spring" />
        <Button size="grave" disabled={may('release.withdraw') !== null} onClick={() => setDialog('withdraw')}>
          {t('action.withdraw')}
        </Button>
        <ChangeOfficer />
        <Button size="grave" disabled={isOwn || may('release.sendBack') !== null} onClick={() => setDialog('sendBack')}>
          {t('action.reject')}
        </Button>
        <Button look="primary" size="grave" icon="lock" disabled={!mayApprove} onClick={() => setDialog('approve')}>
          {verb(t('action.approve'))}
        </Button>
      </div>
      {dialog === 'approve' && <ApproveDialog row={row} onClose={close} />}
      {(dialog === 'sendBack' || dialog === 'withdraw') && <ReasonDialog row={row} does={dialog} onClose={close} />}
    </footer>
  );
}

/** The shell's own change of officer: one way to sit down here, whatever the reason. */
function ChangeOfficer() {
  const { t } = useTranslation('release');
  const command = useCommands(({ commands }) => commands.findLast(({ id }) => id === 'seat.change'));
  if (!command) return null;
  return (
    <Button size="grave" icon="user" onClick={() => command.run()}>
      {t('action.officer')}
    </Button>
  );
}

function Wording({ row, onChange }: ReleaseActionsProps) {
  const { t } = useTranslation('release');
  const may = useMay();
  const [isWithdrawing, setWithdrawing] = useState(false);
  return (
    <footer className={styles.foot}>
      <Refusals actions={['release.change', 'release.withdraw']} />
      <div className={styles.buttons}>
        <span className="lz-spring" />
        <Button size="grave" disabled={may('release.withdraw') !== null} onClick={() => setWithdrawing(true)}>
          {t('action.withdraw')}
        </Button>
        <Button look="primary" size="grave" disabled={may('release.change') !== null} onClick={onChange}>
          {t('action.change')}
        </Button>
      </div>
      {isWithdrawing && <ReasonDialog row={row} does="withdraw" onClose={() => setWithdrawing(false)} />}
    </footer>
  );
}

function Out({ row, onFollow }: ReleaseActionsProps) {
  const { t } = useTranslation('release');
  const may = useMay();
  const { kind, replacedBy } = row.data;
  const isLast = replacedBy === undefined && kind.is !== 'cancel' && row.pending === undefined;
  const isAllowed = may('release.draft') === null;
  return (
    <footer className={styles.foot}>
      {row.pending === undefined && <FileOut row={row} />}
      {isLast && (
        <>
          <Refusals actions={['release.draft']} />
          <div className={styles.buttons}>
            <span className="lz-spring" />
            <Button size="grave" disabled={!isAllowed} onClick={() => onFollow('cancel')}>
              {t('action.cancel')}
            </Button>
            <Button look="primary" size="grave" disabled={!isAllowed} onClick={() => onFollow('update')}>
              {t('action.update')}
            </Button>
          </div>
        </>
      )}
    </footer>
  );
}
