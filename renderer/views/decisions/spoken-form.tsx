import { useState } from 'react';
import { Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MEDIA, type Media } from '../../../shared/domain/decision.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { useConsole } from '../../state/console.ts';
import { useSend } from '../../state/use-send.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { IncidentPick } from './incident-pick.tsx';
import { useSheets } from './sheet-store.ts';
import styles from './list.module.css';

const AGO = [0, 5, 10, 20, 30, 60, 120] as const;
const EMPTY = { question: '', choice: '', reason: '', by: '' };

/** Said by telephone or at the table, entered afterwards; it is marked as such for ever (DE-V8). */
export function SpokenForm({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('decision');
  const { t: common } = useTranslation();
  const { link, clock } = useConsole();
  const send = useSend();
  const [fields, setFields] = useState(EMPTY);
  const [media, setMedia] = useState<Media>('phone');
  const [ago, setAgo] = useState(0);
  const [incidents, setIncidents] = useState<readonly string[]>([]);
  const isReady = Object.values(fields).every((text) => text.trim() !== '');
  const enter = async (): Promise<void> => {
    if (!isReady) return;
    const at = instant(clock.now - ago * MINUTE);
    const entered = await send(
      link.call('enterSpoken', { ...fields, media, at, incidents: [...incidents] }),
      t('done.spoken'),
    );
    if (!entered) return;
    onClose();
    useSheets.getState().show({ is: 'decision', id: entered.answer.id });
  };
  const set = (part: Partial<typeof EMPTY>): void => setFields((before) => ({ ...before, ...part }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('spoken.title')}
      size={640}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void enter();
        }}
      >
        <p className={styles.quiet}>{t('spoken.hint')}</p>
        <TextInput
          size="xs"
          required
          data-autofocus
          label={t('spoken.question')}
          value={fields.question}
          maxLength={500}
          onChange={({ currentTarget }) => set({ question: currentTarget.value })}
        />
        <TextInput
          size="xs"
          required
          label={t('spoken.choice')}
          value={fields.choice}
          maxLength={500}
          onChange={({ currentTarget }) => set({ choice: currentTarget.value })}
        />
        <Textarea
          size="xs"
          required
          label={t('reason.title')}
          value={fields.reason}
          maxLength={4_000}
          autosize
          minRows={2}
          maxRows={6}
          onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
        />
        <TextInput
          size="xs"
          required
          label={t('spoken.by')}
          value={fields.by}
          maxLength={64}
          onChange={({ currentTarget }) => set({ by: currentTarget.value })}
        />
        <Select
          size="xs"
          label={t('spoken.media')}
          allowDeselect={false}
          data={MEDIA.map((value) => ({ value, label: t(`media.${value}`) }))}
          value={media}
          onChange={(value) => setMedia(MEDIA.find((known) => known === value) ?? 'phone')}
        />
        <Select
          size="xs"
          label={t('spoken.at')}
          allowDeselect={false}
          data={AGO.map((minutes) => ({
            value: String(minutes),
            label: minutes === 0 ? t('spoken.now') : t('spoken.ago', { minutes }),
          }))}
          value={String(ago)}
          onChange={(value) => setAgo(Number(value))}
        />
        <IncidentPick chosen={incidents} onChange={setIncidents} />
        <Refusals actions={['decision.spoken']} />
        <div className={styles.buttons}>
          <Button size="grave" shortcut="Esc" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" size="grave" look="primary" shortcut="Ctrl ↵" disabled={!isReady}>
            {t('spoken.enter')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
