import { useState } from 'react';
import { Modal, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConsole } from '../../state/console.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import type { ReleaseRow } from './release-order.ts';
import styles from './release.module.css';

interface ReasonDialogProps {
  readonly row: ReleaseRow;
  readonly does: 'sendBack' | 'withdraw';
  onClose(): void;
}

/** Back to who worded it, or out of the way: in either case the record says why. */
export function ReasonDialog({ row, does, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('release');
  const { t: common } = useTranslation();
  const { link } = useConsole();
  const format = useFormat();
  const send = useSend();
  const verb = useVerb(row.feed);
  const [{ id, rev, data }] = useState(row);
  const [reason, setReason] = useState('');
  const isReady = reason.trim() !== '';
  const title = t(does === 'sendBack' ? 'reason.rejectTitle' : 'reason.withdrawTitle');
  const give = async (): Promise<void> => {
    if (!isReady) return;
    onClose();
    const args = { id, expectedRev: rev, reason: reason.trim() };
    const about = { title: format.text(data.headline) };
    if (does === 'sendBack') await send(link.call('rejectRelease', args), t('reason.rejected', about));
    else await send(link.call('withdrawRelease', args), t('reason.withdrawn', about));
  };
  return (
    <Modal opened onClose={onClose} title={title} size={520} closeButtonProps={{ 'aria-label': common('close') }}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void give();
          }
        }}
      >
        <Textarea
          label={t('reason.label')}
          value={reason}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2_000}
          data-autofocus
          autoFocus
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button size="grave" shortcut="Esc" onClick={onClose}>
            {common('cancel')}
          </Button>
          <span className="lz-spring" />
          <Button type="submit" look="primary" size="grave" shortcut="Ctrl ↵" disabled={!isReady}>
            {verb(title)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
