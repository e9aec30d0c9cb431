import { useState } from 'react';
import { Menu, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../../shared/domain/common.ts';
import { useCommand } from '../../state/commands.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useLinkState } from '../../state/use-console.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { Button } from '../button.tsx';
import { LevelWord } from '../level.tsx';
import styles from './drawer.module.css';

const LEVELS: readonly Level[] = [1, 2, 3, 4, 0];

function NoteForm({ row, onDone }: { readonly row: IncidentRow; readonly onDone: () => void }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { addNote } = useIncidentActions();
  const [text, setText] = useState('');
  const submit = (): void => {
    if (text.trim() === '') return;
    void addNote(row, text.trim()).then((stored) => stored && onDone());
  };
  return (
    <form
      className={styles.note}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        aria-label={t('dialog.noteTitle')}
        placeholder={t('dialog.noteHint')}
        autoFocus
        minRows={3}
        autosize
        maxRows={8}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          }
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" look="primary" size="grave" shortcut="Ctrl ↵" disabled={text.trim() === ''}>
          {t('dialog.submitNote')}
        </Button>
        <Button size="grave" shortcut="Esc" onClick={onDone}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** What can be done to this incident now. Without the hub the same works, and the foot says where it goes first. */
export function IncidentActionsFoot({ row }: { readonly row: IncidentRow }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { acknowledge, setLevel } = useIncidentActions();
  const [levels, setLevels] = useState(false);
  const [noting, setNoting] = useState(false);
  const reachable = useReachable(row.feed);
  const linked = useLinkState() === 'open';
  const fresh = row.data.status.state === 'reported';
  const verb = (word: string): string => (reachable ? word : `${word}${common('comma')}${t('action.keptHere')}`);
  const shared = { group: 'incident' } as const;
  const doAcknowledge = (): void => void acknowledge(row);
  useCommand(
    fresh && linked
      ? { ...shared, id: 'incident.acknowledge', key: 'A', title: t('action.acknowledge'), run: doAcknowledge }
      : null,
  );
  useCommand(
    linked ? { ...shared, id: 'incident.level', key: 'L', title: t('action.level'), run: () => setLevels(true) } : null,
  );
  useCommand(
    linked ? { ...shared, id: 'incident.note', key: 'E', title: t('action.note'), run: () => setNoting(true) } : null,
  );
  if (noting) {
    return (
      <footer className={styles.foot}>
        <NoteForm row={row} onDone={() => setNoting(false)} />
      </footer>
    );
  }
  return (
    <footer className={styles.foot}>
      <div className={styles.actions}>
        {fresh && (
          <Button look="primary" size="grave" shortcut="A" disabled={!linked} onClick={doAcknowledge}>
            {verb(t('action.acknowledge'))}
          </Button>
        )}
        <Button
          look={fresh ? 'edge' : 'primary'}
          size="grave"
          shortcut="E"
          disabled={!linked}
          onClick={() => setNoting(true)}
        >
          {fresh ? t('action.note') : verb(t('action.note'))}
        </Button>
        <Menu opened={levels} onChange={setLevels} position="top-end" trapFocus returnFocus>
          <Menu.Target>
            <Button size="grave" shortcut="L" disabled={!linked}>
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
      </div>
    </footer>
  );
}
