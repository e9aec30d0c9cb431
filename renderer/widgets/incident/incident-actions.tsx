import { useEffect, useState } from 'react';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import { useCommand } from '../../state/commands.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import { goToDesk } from '../../state/route.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { Button, type ButtonProps } from '../button.tsx';
import { CloseIncident } from '../command/close-incident.tsx';
import { DispatchUnits } from '../command/dispatch-units.tsx';
import { useDispatchWish } from '../command/dispatch-wish.ts';
import { EditIncident } from '../command/edit-incident.tsx';
import { LEVELS } from '../command/incident-fields.tsx';
import { MergeIncidents } from '../command/merge-incidents.tsx';
import { Refusals } from '../command/refusals.tsx';
import { verbOf } from '../command/describe-command.ts';
import { useVerb } from '../command/use-verb.ts';
import { LevelWord } from '../level.tsx';
import { NoteForm } from './note-form.tsx';
import styles from './drawer.module.css';

type Mode = 'none' | 'note' | 'edit' | 'close' | 'dispatch' | 'merge';

interface ActionProps extends Pick<ButtonProps, 'look' | 'shortcut' | 'onClick' | 'children' | 'icon' | 'aria-label'> {
  readonly action: CommandTypeName;
}

/** A grave button; where the authority does not reach it stays, grey, with the rule that refuses it. */
function Action({ action, ...rest }: ActionProps) {
  const { t } = useTranslation('command');
  const refusal = useMay()(action);
  const text = useRefusalText();
  const why = refusal ? text(refusal, [t(`verb.${verbOf(action)}`)]) : undefined;
  return <Button size="grave" {...rest} disabled={refusal !== null} title={why} />;
}

/** What an open incident offers; the keys hold while its drawer is on screen. */
function OpenActions({ row, onMode }: { readonly row: IncidentRow; readonly onMode: (mode: Mode) => void }) {
  const { t } = useTranslation('incident');
  const { t: command } = useTranslation('command');
  const { t: common } = useTranslation();
  const { acknowledge, setLevel } = useIncidentActions();
  const [levels, setLevels] = useState(false);
  const may = useMay();
  const verb = useVerb(row.feed);
  const fresh = row.data.status.state === 'reported';
  const doAcknowledge = (): void => void acknowledge(row);
  const offer = (action: CommandTypeName, title: string, run: () => void, key?: string) => {
    if (may(action) !== null) return null;
    return { id: action, group: 'incident', title, run, ...(key !== undefined && { key }) } as const;
  };
  useCommand(fresh ? offer('incident.acknowledge', t('action.acknowledge'), doAcknowledge, 'A') : null);
  useCommand(offer('incident.change', t('action.level'), () => setLevels(true), 'L'));
  useCommand(offer('incident.addNote', t('action.note'), () => onMode('note'), 'E'));
  useCommand(offer('unit.assign', command('dispatch.title'), () => onMode('dispatch'), 'D'));
  useCommand(offer('incident.close', command('close.title'), () => onMode('close')));
  useCommand(offer('incident.join', command('merge.title'), () => onMode('merge')));
  const { t: decision } = useTranslation('decision');
  const plan = (): void => goToDesk(`decisions?incident=${encodeURIComponent(row.id)}`);
  useCommand(
    may('decision.draft') === null
      ? { id: 'incident.plan', group: 'incident', title: decision('askAbout'), run: plan }
      : null,
  );
  return (
    <>
      <Refusals actions={ACTIONS} />
      <div className={styles.actions}>
        {fresh && (
          <Action action="incident.acknowledge" look="primary" shortcut="A" onClick={doAcknowledge}>
            {verb(t('action.acknowledge'))}
          </Action>
        )}
        <Action action="unit.assign" look={fresh ? 'edge' : 'primary'} shortcut="D" onClick={() => onMode('dispatch')}>
          {fresh ? command('dispatch.title') : verb(command('dispatch.title'))}
        </Action>
        <Action action="incident.addNote" shortcut="E" onClick={() => onMode('note')}>
          {t('action.note')}
        </Action>
        <Menu opened={levels} onChange={setLevels} position="top-end" trapFocus returnFocus>
          <Menu.Target>
            <Button size="grave" shortcut="L" disabled={may('incident.change') !== null}>
              {t('action.level')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('dialog.levelNow', { level: common(`level.${row.data.level}`) })}</Menu.Label>
            {LEVELS.filter((level) => level !== row.data.level).map((level) => (
              <Menu.Item key={level} onClick={() => void setLevel(row, level)}>
                <LevelWord level={level} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Menu position="top-end" trapFocus returnFocus>
          <Menu.Target>
            <Button size="grave" icon="more" aria-label={t('action.more')} title={t('action.more')} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item disabled={may('decision.draft') !== null} onClick={plan}>
              {decision('askAbout')}
            </Menu.Item>
            <Menu.Item disabled={may('incident.change') !== null} onClick={() => onMode('edit')}>
              {command('edit.title')}
            </Menu.Item>
            <Menu.Item disabled={may('incident.join') !== null} onClick={() => onMode('merge')}>
              {command('merge.title')}
            </Menu.Item>
            <Menu.Item disabled={may('incident.close') !== null} onClick={() => onMode('close')}>
              {command('close.title')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </>
  );
}

const ACTIONS: readonly CommandTypeName[] = [
  'incident.acknowledge',
  'unit.assign',
  'incident.addNote',
  'incident.change',
  'incident.join',
  'incident.close',
];

/** One that became part of another can only be taken out again; a closed one takes notes. */
function PastActions({ row, onMode }: { readonly row: IncidentRow; readonly onMode: (mode: Mode) => void }) {
  const { t } = useTranslation('incident');
  const { t: command } = useTranslation('command');
  const { split } = useIncidentActions();
  const verb = useVerb(row.feed);
  const isMerged = row.data.status.state === 'merged';
  return (
    <>
      <Refusals actions={isMerged ? ['incident.split', 'incident.addNote'] : ['incident.addNote']} />
      <div className={styles.actions}>
        {isMerged && (
          <Action action="incident.split" look="primary" onClick={() => void split(row)}>
            {verb(command('split.submit'))}
          </Action>
        )}
        <Action action="incident.addNote" shortcut="E" onClick={() => onMode('note')}>
          {t('action.note')}
        </Action>
      </div>
    </>
  );
}

/** What can be done to this incident now. Without the hub the same works, and the buttons say where it goes first. */
export function IncidentActionsFoot({ row }: { readonly row: IncidentRow }) {
  const [mode, setMode] = useState<Mode>('none');
  const isWished = useDispatchWish(({ wish }) => wish?.incident === row.id);
  useEffect(() => {
    if (isWished) setMode('dispatch');
  }, [isWished]);
  const done = (): void => setMode('none');
  const { state } = row.data.status;
  const Bar = state === 'closed' || state === 'merged' ? PastActions : OpenActions;
  return (
    <>
      <footer className={styles.foot}>
        {mode === 'note' ? <NoteForm row={row} onDone={done} /> : <Bar row={row} onMode={setMode} />}
      </footer>
      {mode === 'edit' && <EditIncident row={row} onClose={done} />}
      {mode === 'close' && <CloseIncident row={row} onClose={done} />}
      {mode === 'dispatch' && <DispatchUnits row={row} onClose={done} />}
      {mode === 'merge' && <MergeIncidents row={row} onClose={done} />}
    </>
  );
}
