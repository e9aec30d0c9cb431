import { useState } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { Level } from '../../../shared/domain/common.ts';
import { useConsole } from '../../state/console.ts';
import { useMay } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { Button } from '../button.tsx';
import styles from './overrule.module.css';
import { useColourWord } from './use-colour-word.ts';

export interface OverruleWarningProps {
  readonly id: string;
  readonly alert: Pick<Alert, 'level' | 'own' | 'headline'>;
}

/** Puts a warning that the console worked out lower than its figures say; only with a reason, and never higher. */
export function OverruleWarning({ id, alert: { level, own } }: OverruleWarningProps) {
  const { t } = useTranslation('rule');
  const colourWord = useColourWord();
  const { t: common } = useTranslation();
  const { link } = useConsole();
  const send = useSend();
  const isAllowed = useMay()('alert.overrule') === null;
  const lower = ([2, 3, 4] as const).filter((one) => one > (level || 5));
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState<Level | null>(null);
  const [reason, setReason] = useState('');
  if (!own || own.state.is === 'over' || lower.length === 0) return null;
  if (!isOpen) {
    return (
      <div className={styles.line}>
        <Button disabled={!isAllowed} onClick={() => setOpen(true)}>
          {t('overrule.open')}
        </Button>
      </div>
    );
  }
  const isReady = isAllowed && to !== null && reason.trim() !== '';
  const give = async (): Promise<void> => {
    if (!isReady) return;
    const done = await send(link.call('overruleWarning', { id, level: to, reason: reason.trim() }), t('overrule.said'));
    if (done) setOpen(false);
  };
  return (
    <form
      className={styles.form}
      aria-label={t('overrule.open')}
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <Select
        label={t('overrule.to')}
        data={lower.map((one) => ({ value: String(one), label: colourWord(one) }))}
        value={to === null ? null : String(to)}
        allowDeselect={false}
        autoFocus
        onChange={(chosen) => setTo(lower.find((one) => String(one) === chosen) ?? null)}
      />
      <TextInput
        label={t('overrule.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p>{t('overrule.says')}</p>
      <span className={styles.buttons}>
        <Button type="submit" look="primary" disabled={!isReady}>
          {t('overrule.do')}
        </Button>
        <Button onClick={() => setOpen(false)}>{common('cancel')}</Button>
      </span>
    </form>
  );
}
