import { useState } from 'react';
import { Modal, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import { useConsole } from '../../state/console.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import styles from './plans.module.css';

interface SwitchDialogProps {
  readonly row: TemplateRow;
  onClose(): void;
}

/** On or off is a version too: it says why. */
export function SwitchDialog({ row, onClose }: SwitchDialogProps) {
  const { t } = useTranslation('plan');
  const { t: common } = useTranslation();
  const { link } = useConsole();
  const format = useFormat();
  const send = useSend();
  const verb = useVerb(null);
  const [{ id, data }] = useState(row);
  const [why, setWhy] = useState('');
  const isReady = why.trim() !== '';
  const enabled = !data.enabled;
  const name = format.text(data.name);
  const give = async (): Promise<void> => {
    if (!isReady) return;
    onClose();
    const args = { id, enabled, after: data.version, why: why.trim() };
    await send(link.call('enableTemplate', args), t(enabled ? 'said.enabled' : 'said.disabled', { name }));
  };
  const title = t(enabled ? 'switch.enable' : 'switch.disable', { name });
  return (
    <Modal opened onClose={onClose} title={title} size={520} closeButtonProps={{ 'aria-label': common('close') }}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void give();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void give();
        }}
      >
        <Textarea
          label={t('switch.why')}
          value={why}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          data-autofocus
          onChange={({ currentTarget }) => setWhy(currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button size="grave" shortcut="Esc" onClick={onClose}>
            {common('cancel')}
          </Button>
          <span className="lz-spring" />
          <Button type="submit" look="primary" size="grave" shortcut="Ctrl ↵" disabled={!isReady}>
            {verb(t(enabled ? 'verb.enable' : 'verb.disable'))}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
