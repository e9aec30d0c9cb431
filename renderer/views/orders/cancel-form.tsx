import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSelection } from '../../state/selection.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { useFormat } from '../../text/use-text.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { useOrderActions } from './use-order-actions.ts';

/** The longest title that a call takes. */
const TITLE = 300;

/** OR3: a cancellation is an order to the same department; it ends the one that it names. */
export function CancelForm({ row, onClose }: { readonly row: OrderRow; readonly onClose: () => void }) {
  const { t } = useTranslation('order');
  const { give } = useOrderActions();
  const { text: inLanguage } = useFormat();
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const { title, form, to, incident, leader } = row.data;
  const submit = (): void => {
    const order = {
      form,
      title: t('fill.cancelTitle', { title: inLanguage(title) }).slice(0, TITLE),
      text: words,
      to,
      cancels: row.id,
      ...(incident !== undefined && { incident }),
      ...(leader !== undefined && { leader }),
    };
    void give(order).then((id) => {
      if (id === null) return;
      onClose();
      useSelection.getState().select('order', id, 'command');
    });
  };
  return (
    <FormPanel
      title={t('fill.cancel')}
      place="cover"
      feed={row.feed}
      actions={['order.give']}
      submit={t('fill.submitCancel')}
      blocked={words === '' ? t('fill.needReason') : null}
      says={t('fill.cancelSays')}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{inLanguage(title)}</p>
      <Textarea
        label={t('fill.reason')}
        autoFocus
        autosize
        minRows={4}
        maxRows={14}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormPanel>
  );
}
