import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConsole } from '../../state/console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { FormPanel } from './form-panel.tsx';
import { StockFields, type StockDraft } from './stock-fields.tsx';
import { checkMove, moveTargets, type SupplyRow } from './stock-move.ts';

/** Stock from one depot to another of the same good. A delta: two seats that move some each count once. */
export function MoveStock({ from, onClose }: { readonly from: SupplyRow; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const format = useFormat();
  const { link } = useConsole();
  const send = useSend();
  const supplies = useCollection('supplies', {});
  const targets = moveTargets(from, supplies.rows.values());
  const [draft, setDraft] = useState<StockDraft>({ to: targets[0]?.id ?? null, quantity: null, reason: '' });
  const to = targets.find(({ id }) => id === draft.to);
  const check = checkMove(from.data, to?.data, draft.quantity);
  const amount = `${format.number(from.data.quantity, 2)} ${format.unit(from.data.unit)}`;
  const blocked = (): string | null => {
    switch (check) {
      case 'noTarget':
        return t('move.noTarget');
      case 'noQuantity':
        return t('form.quantity');
      case 'tooMuch':
        return t('move.tooMuch', { have: amount });
      case 'belowReserve':
      case 'fine':
        return null;
    }
  };
  const submit = (): void => {
    if (!to || draft.quantity === null) return;
    const reason = draft.reason.trim();
    const args = { from: from.id, to: to.id, quantity: draft.quantity, ...(reason !== '' && { reason }) };
    const { name, depotName } = from.data;
    const said = t('move.done', {
      good: format.text(name),
      from: format.text(depotName),
      to: format.text(to.data.depotName),
    });
    void send(link.call('moveStock', args), said).then((stored) => stored && onClose());
  };
  return (
    <FormPanel
      title={t('move.title')}
      place="side"
      feed={from.feed}
      actions={['stock.move']}
      submit={t('move.submit')}
      blocked={blocked()}
      onClose={onClose}
      onSubmit={submit}
      says={t('move.deltas')}
    >
      <StockFields from={from} targets={targets} draft={draft} onChange={setDraft} />
    </FormPanel>
  );
}
