import { useTranslation } from 'react-i18next';
import { isCommandType } from '../../../shared/protocol/commands/command-types.ts';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { Button } from '../../widgets/button.tsx';
import { describeCommand, verbOf } from '../../widgets/command/describe-command.ts';
import { actionsOf } from '../../widgets/command/outbox-groups.ts';
import type { Words } from '../../widgets/command/words.ts';
import styles from './outbox.module.css';

const DESK_OF: Readonly<Record<string, string>> = { incident: 'incidents', resource: 'resources', supply: 'supplies' };

/** Shows what an order is about: its conflict, or its entity on its desk. */
export function useShowOrder(): (row: OutboxRow) => void {
  const select = useSelection((state) => state.select);
  return (row) => {
    const about = row.status.state === 'conflict' ? row.id : row.topic === 'conflict' ? row.entityId : null;
    if (about !== null) {
      select('conflict', about, 'command');
      goToDesk('conflicts');
      return;
    }
    const { topic, entityId } = row;
    if (topic === 'incident' || topic === 'resource' || topic === 'supply') select(topic, entityId, 'command');
    const desk = DESK_OF[topic];
    if (desk !== undefined) goToDesk(desk);
  };
}

export interface OrderBarProps {
  readonly row: OutboxRow;
  readonly words: Words;
  readonly isResent: boolean;
  readonly onEdit: () => void;
}

/** What can be done with the selected order, each with its key. */
export function OrderBar({ row, words, isResent, onEdit }: OrderBarProps) {
  const { t } = useTranslation('outbox');
  const { t: command } = useTranslation('command');
  const { link } = useConsole();
  const send = useSend();
  const may = useMay();
  const refusalText = useRefusalText();
  const show = useShowOrder();
  const actions = actionsOf(row, isResent);
  const what = describeCommand(words, row);
  const commandId = row.id;
  const refusal = isCommandType(row.type) ? may(row.type) : null;
  const mayGive = refusal === null;
  const why =
    refusal && isCommandType(row.type) ? refusalText(refusal, [command(`verb.${verbOf(row.type)}`)]) : undefined;
  const again = (): void => {
    if (actions.retry) void send(link.call('retryCommand', { commandId }), command('asked'));
    else if (mayGive) void send(link.call('resendCommand', { commandId }), t('resent', { what }));
  };
  const withdraw = (): void => void send(link.call('withdrawCommand', { commandId }), command('withdrawn'));
  const againWord = t(actions.retry ? 'action.retry' : 'action.confirm');
  const canAgain = actions.retry || (actions.resend && mayGive);
  const group = 'list';
  useCommand(canAgain ? { id: 'order.again', group, key: 'R', title: againWord, run: again } : null);
  useCommand(
    actions.edit && mayGive ? { id: 'order.edit', group, key: 'E', title: t('action.edit'), run: onEdit } : null,
  );
  useCommand(
    actions.withdraw ? { id: 'order.withdraw', group, key: 'W', title: t('action.withdraw'), run: withdraw } : null,
  );
  return (
    <div className={styles.bar} role="toolbar" aria-label={what}>
      <span className={styles.barWhat} title={what}>
        <span className={styles.number}>{row.stationSeq}</span>
        <b className="lz-cut">{what}</b>
      </span>
      <Button shortcut="↵" onClick={() => show(row)}>
        {t(row.status.state === 'conflict' ? 'action.conflict' : 'action.open')}
      </Button>
      {actions.withdraw && (
        <Button shortcut="W" onClick={withdraw}>
          {t('action.withdraw')}
        </Button>
      )}
      {actions.edit && (
        <Button shortcut="E" disabled={!mayGive} title={why} onClick={onEdit}>
          {t('action.edit')}
        </Button>
      )}
      {(actions.retry || actions.resend) && (
        <Button
          look={actions.resend ? 'primary' : 'edge'}
          shortcut="R"
          disabled={!canAgain}
          title={why}
          onClick={again}
        >
          {againWord}
        </Button>
      )}
    </div>
  );
}
