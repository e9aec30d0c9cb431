import { useState } from 'react';
import { Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConsole } from '../../state/console.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { PublicText } from './preview.tsx';
import type { ReleaseRow } from './release-order.ts';
import styles from './release.module.css';

/** Grave: the whole text before his eyes, and a word that is typed (design.md §9). */
export function ApproveDialog({ row, onClose }: { readonly row: ReleaseRow; onClose(): void }) {
  const { t } = useTranslation('release');
  const { t: common } = useTranslation();
  const { link } = useConsole();
  const format = useFormat();
  const send = useSend();
  const verb = useVerb(row.feed);
  const reachable = useReachable(row.feed);
  // What he read: a text that changes under the dialog is refused by the core, not approved unread.
  const [{ id, rev, data }] = useState(row);
  const [typed, setTyped] = useState('');
  const isReady = typed.trim().toLocaleLowerCase() === t('approve.word');
  const approve = async (): Promise<void> => {
    if (!isReady) return;
    onClose();
    await send(
      link.call('approveRelease', { id, expectedRev: rev }),
      t('approve.done', { title: format.text(data.headline) }),
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('approve.title')}
      size={640}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <form
        className={styles.dialog}
        data-drill={data.reality !== 'Actual'}
        onSubmit={(event) => {
          event.preventDefault();
          void approve();
        }}
      >
        <div className={styles.read} tabIndex={0} role="group" aria-label={t('preview.public')}>
          <PublicText release={data} />
        </div>
        <p>{t(data.reality === 'Actual' ? 'approve.text' : 'approve.textDrill')}</p>
        {!reachable && <p className={styles.says}>{t('offline')}</p>}
        <TextInput
          label={t('approve.typed', { word: t('approve.word') })}
          value={typed}
          autoComplete="off"
          data-autofocus
          autoFocus
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button size="grave" shortcut="Esc" onClick={onClose}>
            {common('cancel')}
          </Button>
          <span className="lz-spring" />
          <Button type="submit" look="primary" size="grave" shortcut="Enter" disabled={!isReady}>
            {verb(t('action.approve'))}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
