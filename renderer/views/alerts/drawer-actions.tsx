import { useState } from 'react';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DISPOSITIONS } from '../../../shared/domain/handling.ts';
import { HOUR, instant, MINUTE } from '../../../shared/kit/time.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useMay } from '../../state/use-may.ts';
import { useWarningActions } from '../../state/use-warning-actions.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { ChoiceForm, TextForm, TieForm } from './action-forms.tsx';
import styles from './alerts.module.css';

type Mode = 'none' | 'acknowledge' | 'snooze' | 'note' | 'close' | 'assign' | 'tie';

const SNOOZES = [15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR] as const;

const ACTIONS: readonly CommandTypeName[] = ['warning.acknowledge', 'warning.snooze', 'warning.tie', 'warning.note'];

interface PartProps {
  readonly row: WarningLine;
  readonly onMode: (mode: Mode) => void;
}

/** Everything that can be done to a warning now, at the foot of its drawer; the keys hold while it is on screen. */
export function DrawerActions({ row }: { readonly row: WarningLine }) {
  const [mode, setMode] = useState<Mode>('none');
  return (
    <footer className={styles.foot}>
      {mode === 'none' ? (
        <Bar row={row} onMode={setMode} />
      ) : (
        <Form row={row} mode={mode} onDone={() => setMode('none')} />
      )}
    </footer>
  );
}

function Bar({ row, onMode }: PartProps) {
  const { t } = useTranslation('alert');
  const may = useMay();
  const verb = useVerb(row.feed);
  const { reopen, tie, join } = useWarningActions();
  const state = row.handling?.status.state ?? 'new';
  const isOpen = state === 'new' || state === 'seen';
  const isPutOff = row.handling?.snoozed !== undefined;
  const isDone = state === 'closed' || state === 'joined';
  const isRed = row.alert.level === 1;
  const offer = (action: CommandTypeName, title: string, key: string | null, run: () => void, isOffered = true) =>
    isOffered && may(action) === null
      ? ({ id: action, group: 'warning', title, run, ...(key !== null && { key }) } as const)
      : null;
  const first = row.suggestions[0];
  const accept = (): void => {
    if (first) void (first.topic === 'incident' ? tie(row, first.id) : join(row, first.id));
  };
  useCommand(offer('warning.acknowledge', t('action.acknowledge'), 'A', () => onMode('acknowledge'), isOpen));
  useCommand(offer('warning.snooze', t('action.snooze'), 'S', () => onMode('snooze'), isOpen && !isRed));
  useCommand(offer('warning.note', t('action.note'), 'E', () => onMode('note')));
  useCommand(offer('warning.tie', t('action.tie'), 'I', () => onMode('tie'), !isDone));
  useCommand(offer('warning.join', t('action.accept'), 'Y', accept, first !== undefined && !isDone));
  useCommand(offer('warning.reopen', t('action.reopen'), null, () => void reopen(row), !isOpen || isPutOff));
  useCommand(offer('warning.close', t('action.close'), null, () => onMode('close'), !isDone));
  useCommand(offer('warning.assign', t('action.assign'), null, () => onMode('assign'), !isDone));
  return (
    <>
      <Refusals actions={ACTIONS} />
      <div className={styles.actions}>
        {isOpen ? (
          <Button
            look="primary"
            size="grave"
            shortcut="A"
            disabled={may('warning.acknowledge') !== null}
            onClick={() => onMode('acknowledge')}
          >
            {verb(t('action.acknowledge'))}
          </Button>
        ) : (
          <Button size="grave" icon="undo" disabled={may('warning.reopen') !== null} onClick={() => void reopen(row)}>
            {verb(t('action.reopen'))}
          </Button>
        )}
        {isOpen && (
          <Button
            size="grave"
            shortcut="S"
            disabled={isRed || may('warning.snooze') !== null}
            title={isRed ? t('action.redNotSnoozed') : undefined}
            onClick={() => onMode('snooze')}
          >
            {t('action.snooze')}
          </Button>
        )}
        {!isDone && (
          <Button size="grave" shortcut="I" disabled={may('warning.tie') !== null} onClick={() => onMode('tie')}>
            {t('action.tie')}
          </Button>
        )}
        <Button size="grave" shortcut="E" disabled={may('warning.note') !== null} onClick={() => onMode('note')}>
          {t('action.note')}
        </Button>
        <More row={row} onMode={onMode} isDone={isDone} canReopen={isOpen && isPutOff} />
      </div>
    </>
  );
}

function More({
  row,
  onMode,
  isDone,
  canReopen,
}: PartProps & { readonly isDone: boolean; readonly canReopen: boolean }) {
  const { t } = useTranslation('alert');
  const may = useMay();
  const { openIncident, reopen } = useWarningActions();
  const select = useSelection((state) => state.select);
  const open = async (): Promise<void> => {
    const incident = await openIncident(row);
    if (incident === null) return;
    select('incident', incident, 'command');
    goToDesk('picture');
  };
  return (
    <Menu position="top-end" trapFocus returnFocus>
      <Menu.Target>
        <Button size="grave" icon="more" aria-label={t('action.more')} title={t('action.more')} />
      </Menu.Target>
      <Menu.Dropdown>
        {canReopen && (
          <Menu.Item disabled={may('warning.reopen') !== null} onClick={() => void reopen(row)}>
            {t('action.reopen')}
          </Menu.Item>
        )}
        <Menu.Item disabled={row.isDrill || may('incident.create') !== null} onClick={() => void open()}>
          {t('action.openIncident')}
        </Menu.Item>
        <Menu.Item disabled={isDone || may('warning.assign') !== null} onClick={() => onMode('assign')}>
          {t('action.assign')}
        </Menu.Item>
        <Menu.Item disabled={isDone || may('warning.close') !== null} onClick={() => onMode('close')}>
          {t('action.close')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ModeProps {
  readonly row: WarningLine;
  readonly mode: Exclude<Mode, 'none'>;
  readonly onDone: () => void;
}

function Form({ row, mode, onDone }: ModeProps) {
  const { t } = useTranslation('alert');
  const { clock } = useConsole();
  const actions = useWarningActions();
  const after = (stored: Promise<boolean>): void => void stored.then((isStored) => isStored && onDone());
  switch (mode) {
    case 'acknowledge':
      return (
        <ChoiceForm
          title={t('form.disposition')}
          onDone={onDone}
          choices={DISPOSITIONS.map((id) => ({
            id,
            label: t(`disposition.${id}`),
            run: () => after(actions.acknowledge(row, id)),
          }))}
        />
      );
    case 'snooze':
      return (
        <ChoiceForm
          title={t('form.snooze')}
          onDone={onDone}
          choices={[
            ...SNOOZES.map((span) => ({
              id: String(span),
              label:
                span < HOUR
                  ? t('form.snoozeMinutes', { count: span / MINUTE })
                  : t('form.snoozeHours', { count: span / HOUR }),
              run: () => after(actions.snooze(row, instant(clock.now + span))),
            })),
            { id: 'update', label: t('form.snoozeUpdate'), run: () => after(actions.snooze(row, 'update')) },
          ]}
        />
      );
    case 'note':
      return (
        <TextForm
          title={t('form.note')}
          hint={t('form.noteHint')}
          submit={t('form.submitNote')}
          onSubmit={(text) => actions.addNote(row, text)}
          onDone={onDone}
        />
      );
    case 'close':
      return (
        <TextForm
          title={t('form.closeReason')}
          hint={t('form.closeHint')}
          submit={t('form.submitClose')}
          onSubmit={(text) => actions.close(row, text)}
          onDone={onDone}
        />
      );
    case 'assign':
      return (
        <TextForm
          title={t('form.post')}
          hint={t('form.postHint')}
          submit={t('form.submitAssign')}
          short
          onSubmit={(post) => actions.assign(row, post)}
          onDone={onDone}
        />
      );
    case 'tie':
      return <TieForm title={t('action.tie')} onPick={(incident) => actions.tie(row, incident)} onDone={onDone} />;
  }
}
