import { useState } from 'react';
import { Modal, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useMay } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useSitting } from '../../state/use-seat.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import { Icon } from '../../widgets/icon.tsx';
import { waitsForRatifying, type DecisionRow } from './decision-groups.ts';
import { openDecision } from './open-decision.ts';
import { newSheet } from './sheet.ts';
import { useSheets } from './sheet-store.ts';
import styles from './sheet.module.css';

type Asking = 'return' | 'withdraw' | 'review' | null;

/** What can still be done with it: the second person's word, taking it back before that, ratifying, looking at it again. */
export function RecordActions({ row }: { readonly row: DecisionRow }) {
  const { t } = useTranslation('decision');
  const { link } = useConsole();
  const send = useSend();
  const may = useMay();
  const sitting = useSitting();
  const reachable = useReachable(row.feed);
  const [asking, setAsking] = useState<Asking>(null);
  const { id, rev, data } = row;
  const { status, writtenBy } = data;
  const target = { id, expectedRev: Math.max(1, rev) };
  const isOwn = writtenBy.some(({ officer }) => officer === sitting?.officer.id);
  const waits = status.state === 'submitted';
  const ratifies = waitsForRatifying(data);
  const isOpen = status.state === 'drafted' || status.state === 'returned';
  const isDecided = status.state === 'decided' && !ratifies;
  const moves = data.chosen === undefined ? undefined : data.options[data.chosen]?.moves;
  const isBare = status.state === 'decided' && (moves === undefined || moves.length === 0);
  const standing = waits ? (isOwn ? 'own' : 'waits') : ratifies ? 'ratify' : isBare ? 'decidedBare' : status.state;
  const actions: CommandTypeName[] = waits
    ? isOwn
      ? ['decision.withdraw']
      : ['decision.approve', 'decision.return']
    : ratifies
      ? ['decision.ratify']
      : isDecided
        ? ['decision.review']
        : [];
  const can = (action: CommandTypeName): boolean => actions.includes(action) && may(action) === null;
  const approve = (): void => void send(link.call('approveDecision', target), t('done.approved'));
  const ratify = (): void => void send(link.call('ratifyDecision', target), t('done.ratified'));
  const mayApprove = waits && !isOwn && can('decision.approve');
  const mayRatify = ratifies && !isOwn && can('decision.ratify');
  useCommand(
    mayApprove || mayRatify
      ? {
          id: 'decision.second',
          group: 'list',
          key: 'Ctrl Enter',
          title: t(mayApprove ? 'act.approve' : 'act.ratify'),
          run: mayApprove ? approve : ratify,
        }
      : null,
  );
  const primary = (words: string): string => (reachable ? words : t('foot.offline', { verb: words }));
  return (
    <footer className={styles.foot}>
      <Icon name="log" size={20} />
      <span className={styles.footWords}>
        <span>{t(`standing.${standing}`)}</span>
        <small>{t('standing.log')}</small>
      </span>
      <span className="lz-spring" />
      <Refusals actions={actions} />
      {waits && isOwn && (
        <Button size="grave" disabled={!can('decision.withdraw')} onClick={() => setAsking('withdraw')}>
          {t('act.withdraw')}
        </Button>
      )}
      {waits && !isOwn && (
        <>
          <Button size="grave" disabled={!can('decision.return')} onClick={() => setAsking('return')}>
            {t('act.return')}
          </Button>
          <Button look="primary" size="grave" shortcut="Ctrl ↵" disabled={!mayApprove} onClick={approve}>
            {primary(t('act.approve'))}
          </Button>
        </>
      )}
      {isOpen && (
        <Button look="primary" size="grave" disabled={may('decision.draft') !== null} onClick={() => openDecision(row)}>
          {t('act.resume')}
        </Button>
      )}
      {ratifies && (
        <Button
          look="primary"
          size="grave"
          shortcut="Ctrl ↵"
          disabled={!mayRatify}
          title={isOwn ? t('standing.own') : undefined}
          onClick={ratify}
        >
          {primary(t('act.ratify'))}
        </Button>
      )}
      {isDecided && (
        <>
          <Button
            size="grave"
            disabled={may('decision.draft') !== null}
            onClick={() =>
              useSheets.getState().begin(
                newSheet(data.kind, {
                  incidents: data.incidents,
                  response: data.response ?? null,
                  own: data.options.every(({ isComputed }) => !isComputed) ? data.options : [],
                }),
              )
            }
          >
            {t('act.again')}
          </Button>
          <Button size="grave" disabled={!can('decision.review')} onClick={() => setAsking('review')}>
            {t('act.review')}
          </Button>
        </>
      )}
      {asking && <WordsDialog asking={asking} row={row} onClose={() => setAsking(null)} />}
    </footer>
  );
}

interface WordsDialogProps {
  readonly asking: NonNullable<Asking>;
  readonly row: DecisionRow;
  onClose(): void;
}

/** A reason or a finding in words; it stands in the record. */
function WordsDialog({ asking, row, onClose }: WordsDialogProps) {
  const { t } = useTranslation('decision');
  const { t: common } = useTranslation();
  const { link } = useConsole();
  const send = useSend();
  // What he read: a decision that moves on under the dialog is refused by the core, not answered unread.
  const [target] = useState({ id: row.id as string, expectedRev: Math.max(1, row.rev) });
  const [words, setWords] = useState('');
  const text = words.trim();
  const isReady = text !== '' || asking === 'withdraw';
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    onClose();
    if (asking === 'return') await send(link.call('returnDecision', { ...target, reason: text }), t('done.returned'));
    if (asking === 'withdraw')
      await send(
        link.call('withdrawDecision', { ...target, ...(text !== '' && { reason: text }) }),
        t('done.withdrawn'),
      );
    if (asking === 'review') await send(link.call('reviewDecision', { ...target, finding: text }), t('done.reviewed'));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`act.${asking}`)}
      size={520}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void submit();
        }}
      >
        <Textarea
          data-autofocus
          label={t(asking === 'review' ? 'act.finding' : 'act.reason')}
          value={words}
          maxLength={asking === 'review' ? 4_000 : 2_000}
          autosize
          minRows={3}
          maxRows={10}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <div className={styles.dialogButtons}>
          <Button size="grave" shortcut="Esc" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" size="grave" look="primary" shortcut="Ctrl ↵" disabled={!isReady}>
            {t(`act.${asking}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
