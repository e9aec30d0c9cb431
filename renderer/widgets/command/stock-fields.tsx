import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-text.ts';
import { checkMove, type SupplyRow } from './stock-move.ts';
import styles from './command.module.css';

export interface StockDraft {
  readonly to: string | null;
  readonly quantity: number | null;
  readonly reason: string;
}

export interface StockFieldsProps {
  readonly from: SupplyRow;
  readonly targets: readonly SupplyRow[];
  readonly draft: StockDraft;
  readonly onChange: (draft: StockDraft) => void;
}

/** How much, where to, and what that leaves at both ends. */
export function StockFields({ from, targets, draft, onChange }: StockFieldsProps) {
  const { t } = useTranslation('command');
  const format = useFormat();
  const { data } = from;
  const to = targets.find(({ id }) => id === draft.to);
  const check = checkMove(data, to?.data, draft.quantity);
  const amount = (value: number): string => `${format.number(value, 2)} ${format.unit(data.unit)}`;
  return (
    <>
      <div>
        <b>{format.text(data.name)}</b>
        <p className={styles.quiet}>
          {`${format.text(data.depotName)} `}
          {t('move.have', { have: amount(data.quantity) })}
        </p>
      </div>
      <Select
        label={t('form.to')}
        data={targets.map(({ id, data: target }) => ({
          value: id,
          label: `${format.text(target.depotName)} (${amount(target.quantity)})`,
        }))}
        value={draft.to}
        allowDeselect={false}
        searchable
        error={targets.length === 0 ? t('move.noTarget') : undefined}
        onChange={(value) => onChange({ ...draft, to: value })}
      />
      <NumberInput
        label={t('form.quantity')}
        suffix={` ${format.unit(data.unit)}`}
        min={0}
        max={data.quantity}
        clampBehavior="none"
        thousandSeparator=","
        autoFocus
        value={draft.quantity ?? ''}
        error={check === 'tooMuch' ? t('move.tooMuch', { have: amount(data.quantity) }) : undefined}
        onChange={(value) => onChange({ ...draft, quantity: typeof value === 'number' ? value : null })}
      />
      <TextInput
        label={t('form.reason')}
        maxLength={500}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })}
      />
      {to && draft.quantity !== null && (check === 'fine' || check === 'belowReserve') && (
        <p>
          {t('move.after', {
            from: format.text(data.depotName),
            left: amount(data.quantity - draft.quantity),
            to: format.text(to.data.depotName),
            got: amount(to.data.quantity + draft.quantity),
          })}
        </p>
      )}
      {check === 'belowReserve' && data.reserve !== undefined && (
        <p className={styles.bad}>{t('move.belowReserve', { reserve: amount(data.reserve) })}</p>
      )}
    </>
  );
}
