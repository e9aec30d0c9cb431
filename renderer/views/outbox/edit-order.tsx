import { useState, type ReactNode } from 'react';
import { Textarea } from '@mantine/core';
import * as z from 'zod';
import { useTranslation } from 'react-i18next';
import { incident as incidentRecord, type Incident } from '../../../shared/domain/incident.ts';
import { localText } from '../../../shared/domain/common.ts';
import { isCommandType } from '../../../shared/protocol/commands/command-types.ts';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { useConsole } from '../../state/console.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { describeCommand } from '../../widgets/command/describe-command.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { changedFields, draftOf, writtenText } from '../../widgets/command/incident-change.ts';
import { IncidentFields } from '../../widgets/command/incident-fields.tsx';
import { StockFields } from '../../widgets/command/stock-fields.tsx';
import { checkMove, moveTargets } from '../../widgets/command/stock-move.ts';
import { isObject, type Words } from '../../widgets/command/words.ts';

interface EditProps {
  readonly row: OutboxRow;
  readonly words: Words;
  readonly onClose: () => void;
}

interface FrameProps extends EditProps {
  /** The new payload; null while it cannot be sent, and why. */
  readonly payload: unknown;
  readonly blocked: string | null;
  readonly children: ReactNode;
}

/** The revision of what the officer has before him when he opens the form; undefined for what is not there yet. */
function useRevision({ topic, entityId }: OutboxRow): number | undefined {
  const incidents = useCollection('incidents', {});
  const supplies = useCollection('supplies', {});
  const [rev] = useState(() => (topic === 'supply' ? supplies : incidents).rows.get(entityId)?.rev);
  return rev;
}

/** Withdraws the first where it is still here, then gives the new one. If it has just left, nothing is sent twice. */
function Frame({ row, words, onClose, payload, blocked, children }: FrameProps) {
  const { t } = useTranslation('outbox');
  const { link } = useConsole();
  const send = useSend();
  const commandId = row.id;
  const expectedRev = useRevision(row);
  const resend = async () => {
    if (row.status.state === 'queued') await link.call('withdrawCommand', { commandId });
    return link.call('resendCommand', { commandId, payload, ...(expectedRev !== undefined && { expectedRev }) });
  };
  const what = describeCommand(words, { ...row, payload: blocked === null ? payload : row.payload });
  return (
    <FormPanel
      title={t('editTitle')}
      place="side"
      feed={row.feed}
      actions={isCommandType(row.type) ? [row.type] : []}
      submit={t('editSend')}
      blocked={blocked}
      onClose={onClose}
      onSubmit={() => void send(resend(), t('resent', { what })).then((stored) => stored && onClose())}
      says={t('editSays')}
    >
      {children}
    </FormPanel>
  );
}

type Shown = Pick<Incident, 'title' | 'kind' | 'level' | 'place' | 'at'>;

/** Of a whole record the other fields are passed over. */
const shown = z.object(incidentRecord.pick({ title: true, kind: true, level: true, place: true, at: true }).shape);

/** A new report, or a change of one: the fields as they were given. */
function EditIncidentOrder(props: EditProps) {
  const { row, words } = props;
  const { t } = useTranslation('command');
  const { t: incident } = useTranslation('incident');
  const { language } = useFormat();
  const payload = isObject(row.payload) ? row.payload : {};
  const before: Shown | null = (() => {
    const parsed = shown.safeParse({ ...words.find('incident', row.entityId), ...payload });
    return parsed.success ? parsed.data : null;
  })();
  const [opened] = useState(before);
  const [draft, setDraft] = useState(() => opened && draftOf(opened, language));
  if (!opened || !draft) return <Frame {...props} payload={null} blocked={t('change.nothing')} children={null} />;
  const set = changedFields(opened, draft, language);
  const blocked =
    set === null ? incident('dialog.positionField') : Object.keys(set).length === 0 ? t('form.unchanged') : null;
  return (
    <Frame {...props} payload={{ ...payload, ...set }} blocked={blocked}>
      <IncidentFields draft={draft} onChange={setDraft} />
    </Frame>
  );
}

/** A note or an outcome: one text. */
function EditTextOrder({ field, ...props }: EditProps & { readonly field: 'text' | 'outcome' }) {
  const { t } = useTranslation('command');
  const format = useFormat();
  const payload = isObject(props.row.payload) ? props.row.payload : {};
  const given = localText.safeParse(payload[field]);
  const before = given.success ? format.text(given.data) : '';
  const [text, setText] = useState(before);
  const typed = text.trim();
  const label = t(field === 'text' ? 'form.note' : 'form.outcome');
  return (
    <Frame
      {...props}
      payload={{ ...payload, [field]: writtenText(typed) }}
      blocked={typed === '' ? label : typed === before ? t('form.unchanged') : null}
    >
      <Textarea
        label={label}
        autoFocus
        autosize
        minRows={5}
        maxRows={16}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Frame>
  );
}

function EditMoveOrder(props: EditProps) {
  const { t } = useTranslation('command');
  const supplies = useCollection('supplies', {});
  const from = useRow(supplies, props.row.entityId);
  const payload = isObject(props.row.payload) ? props.row.payload : {};
  const { to, quantity, reason } = payload;
  const [draft, setDraft] = useState({
    to: typeof to === 'string' ? to : null,
    quantity: typeof quantity === 'number' ? quantity : null,
    reason: typeof reason === 'string' ? reason : '',
  });
  if (!from) return <Frame {...props} payload={null} blocked={t('move.pickFirst')} children={null} />;
  const targets = moveTargets(from, supplies.rows.values());
  const check = checkMove(from.data, targets.find(({ id }) => id === draft.to)?.data, draft.quantity);
  const isSame = draft.to === to && draft.quantity === quantity && draft.reason === (reason ?? '');
  const isFine = check === 'fine' || check === 'belowReserve';
  const { reason: typed, ...rest } = draft;
  return (
    <Frame
      {...props}
      payload={{ ...rest, ...(typed.trim() !== '' && { reason: typed.trim() }) }}
      blocked={isSame ? t('form.unchanged') : isFine ? null : t('form.quantity')}
    >
      <StockFields from={from} targets={targets} draft={draft} onChange={setDraft} />
    </Frame>
  );
}

/** The form for another order of the same kind; null for kinds where there is nothing to word differently. */
export function EditOrder(props: EditProps) {
  switch (props.row.type) {
    case 'incident.create':
    case 'incident.change':
      return <EditIncidentOrder {...props} />;
    case 'incident.addNote':
      return <EditTextOrder {...props} field="text" />;
    case 'incident.close':
      return <EditTextOrder {...props} field="outcome" />;
    case 'stock.move':
      return <EditMoveOrder {...props} />;
    default:
      return null;
  }
}
