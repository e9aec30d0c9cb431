import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OrderRow } from '../../state/order-due.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { useOrderActions } from './use-order-actions.ts';

interface StepFormProps {
  readonly row: OrderRow;
  readonly state: 'done' | 'refused';
  readonly onClose: () => void;
}

/** What a department told that needs words: its result, or why it cannot be done. */
export function StepForm({ row, state, onClose }: StepFormProps) {
  const { t } = useTranslation('order');
  const { step } = useOrderActions();
  const [text, setText] = useState('');
  const words = text.trim();
  return (
    <FormPanel
      title={t(`action.${state}`)}
      place="cover"
      feed={row.feed}
      actions={['order.step']}
      submit={t(`action.${state}`)}
      blocked={words === '' ? t(state === 'done' ? 'fill.needResult' : 'fill.needReason') : null}
      says={t('fill.toldSays')}
      onClose={onClose}
      onSubmit={() => void step(row, state, words).then((stored) => stored && onClose())}
    >
      <Textarea
        label={t(state === 'done' ? 'fill.result' : 'fill.refusedReason')}
        autoFocus
        autosize
        minRows={4}
        maxRows={14}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormPanel>
  );
}
