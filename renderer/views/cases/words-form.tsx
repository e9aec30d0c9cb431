import { useState } from 'react';
import { Select, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { REJECT_GROUNDS } from '../../../shared/domain/case.ts';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import type { FormProps } from './form-props.ts';
import { useCaseActions } from './use-case-actions.ts';

type Deed = 'reject' | 'extend' | 'note';

const ACTION: Readonly<Record<Deed, CommandTypeName>> = {
  reject: 'case.reject',
  extend: 'case.extend',
  note: 'case.addNote',
};
const LABEL = { reject: 'form.rejectReason', extend: 'form.extendReason', note: 'form.note' } as const;

/** A deed that needs words: a note, the reason of an extension, the ground on which a case is not taken. */
export function WordsForm({ deed, row, onClose }: FormProps & { readonly deed: Deed }) {
  const { t } = useTranslation('citizenCase');
  const { step } = useCaseActions();
  const [text, setText] = useState('');
  const [ground, setGround] = useState<(typeof REJECT_GROUNDS)[number]>('noContent');
  const submit = (): void => {
    const words = text.trim();
    const work =
      deed === 'note'
        ? step(row, { do: 'addNote', text: words })
        : deed === 'extend'
          ? step(row, { do: 'extend', reason: words })
          : step(row, { do: 'reject', ground, reason: words });
    void work.then((stored) => stored && onClose());
  };
  return (
    <FormPanel
      title={t(`action.${deed}`)}
      place="cover"
      feed={row.feed}
      actions={[ACTION[deed]]}
      submit={t(`action.${deed}`)}
      blocked={text.trim() === '' ? t(LABEL[deed]) : null}
      onClose={onClose}
      onSubmit={submit}
    >
      {deed === 'reject' && (
        <Select
          label={t('form.ground')}
          data={REJECT_GROUNDS.map((value) => ({ value, label: t(`rejectGround.${value}`) }))}
          value={ground}
          allowDeselect={false}
          onChange={(value) => setGround(REJECT_GROUNDS.find((known) => known === value) ?? 'noContent')}
        />
      )}
      <Textarea
        label={t(LABEL[deed])}
        autoFocus
        autosize
        minRows={5}
        maxRows={14}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormPanel>
  );
}
