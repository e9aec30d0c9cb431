import { useState } from 'react';
import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../../shared/domain/order.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { useConsole } from '../../state/console.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { useSelection } from '../../state/selection.ts';
import { useSession } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { IncidentSelect } from '../../widgets/map/draw/incident-select.tsx';
import { useOrderActions } from './use-order-actions.ts';
import { usePosts } from './use-posts.ts';
import styles from './orders.module.css';

export interface OrderFormProps {
  readonly form: Order['form'];
  /** The order that this one stands in the place of (OR3). */
  readonly replaces?: OrderRow;
  readonly onClose: () => void;
}

const ACKNOWLEDGE = 10;

/** An order or a leader's instruction to one department, by hand or in the place of another. */
export function OrderForm({ form, replaces, onClose }: OrderFormProps) {
  const { t } = useTranslation('order');
  const { give } = useOrderActions();
  const { clock } = useConsole();
  const format = useFormat();
  const before = replaces?.data;
  const [draft, setDraft] = useState(() => ({
    title: before ? format.text(before.title) : '',
    text: before?.text ? format.text(before.text) : '',
    department: before?.to.department ?? null,
    post: before?.to.post ?? null,
    units: before?.to.units ?? [],
    incident: before?.incident ?? selectedIncident(),
    leader: before?.leader ?? '',
    acknowledge: ACKNOWLEDGE as number | string,
    doneBy: localTime(before?.clocks.doneBy),
  }));
  const set = (part: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...part }));
  const doneBy = instantOf(draft.doneBy);
  const isPast = doneBy !== null && doneBy <= clock.now;
  const isInstruction = form === 'instruction';
  const blocked =
    draft.title.trim() === ''
      ? t('fill.needTitle')
      : draft.department === null
        ? t('fill.needDepartment')
        : isInstruction && draft.leader.trim() === ''
          ? t('fill.needLeader')
          : isPast
            ? t('fill.doneByPast')
            : null;
  const submit = (): void => {
    const { department, post, units, incident, text, leader } = draft;
    if (department === null) return;
    const minutes = Number(draft.acknowledge);
    const order = {
      form,
      title: draft.title.trim(),
      to: { department, ...(post !== null && { post }), ...(units.length > 0 && { units: [...units] }) },
      ...(text.trim() !== '' && { text: text.trim() }),
      ...(incident !== null && { incident }),
      ...(isInstruction && { leader: leader.trim() }),
      ...(minutes >= 1 && { acknowledgeMinutes: Math.floor(minutes) }),
      ...(doneBy !== null && { doneBy }),
      ...(replaces && { replaces: replaces.id }),
    };
    void give(order).then((id) => {
      if (id === null) return;
      onClose();
      useSelection.getState().select('order', id, 'command');
    });
  };
  return (
    <FormPanel
      title={replaces ? t('fill.change') : t(isInstruction ? 'fill.newInstruction' : 'fill.newOrder')}
      place={replaces ? 'cover' : 'side'}
      feed={replaces?.feed ?? null}
      actions={['order.give']}
      submit={replaces ? t('fill.submitChange') : t(isInstruction ? 'fill.submitInstruction' : 'fill.submitOrder')}
      blocked={blocked}
      says={replaces && t('fill.changeSays')}
      onClose={onClose}
      onSubmit={submit}
    >
      {isInstruction && (
        <TextInput
          label={t('fill.leader')}
          placeholder={t('fill.leaderHint')}
          required
          autoFocus
          maxLength={64}
          value={draft.leader}
          onChange={({ currentTarget }) => set({ leader: currentTarget.value })}
        />
      )}
      <Textarea
        label={t(isInstruction ? 'fill.instructionTitle' : 'fill.title')}
        placeholder={t('fill.titleHint')}
        required
        autoFocus={!isInstruction}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={300}
        value={draft.title}
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
      />
      <ToFields
        department={draft.department}
        post={draft.post}
        units={draft.units}
        onDepartment={(department) => set({ department, post: null, units: [] })}
        onPost={(post) => set({ post })}
        onUnits={(units) => set({ units: [...units] })}
      />
      <IncidentSelect
        label={t('fill.incident')}
        placeholder={t('fill.incidentHint')}
        value={draft.incident}
        onChange={(incident) => set({ incident })}
      />
      <div className={styles.pair}>
        <NumberInput
          label={t('fill.acknowledgeMinutes')}
          min={1}
          max={10_000}
          allowDecimal={false}
          value={draft.acknowledge}
          onChange={(acknowledge) => set({ acknowledge })}
        />
        <TextInput
          type="datetime-local"
          label={t('fill.doneBy')}
          value={draft.doneBy}
          error={isPast ? t('fill.doneByPast') : undefined}
          onChange={({ currentTarget }) => set({ doneBy: currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('fill.text')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={4_000}
        value={draft.text}
        onChange={({ currentTarget }) => set({ text: currentTarget.value })}
      />
    </FormPanel>
  );
}

interface ToFieldsProps {
  readonly department: string | null;
  readonly post: string | null;
  readonly units: readonly string[];
  onDepartment(code: string | null): void;
  onPost(post: string | null): void;
  onUnits(units: readonly string[]): void;
}

/** To whom: a department, where it matters one post of it, and units by name. */
function ToFields({ department, post, units, onDepartment, onPost, onUnits }: ToFieldsProps) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const session = useSession();
  const posts = usePosts();
  const resources = useCollection('resources', {});
  const [named, setNamed] = useState<readonly { value: string; label: string }[]>(() => unitsOf(department));
  function unitsOf(code: string | null): { value: string; label: string }[] {
    return [...resources.rows.values()].flatMap(({ id, data }) =>
      data.form === 'unit' && data.department === code ? [{ value: id as string, label: format.text(data.name) }] : [],
    );
  }
  const choose = (code: string | null): void => {
    setNamed(unitsOf(code));
    onDepartment(code);
  };
  const own = posts?.filter((one) => one.department === department) ?? [];
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('fill.department')}
          required
          searchable
          nothingFoundMessage={t('fill.departmentNone')}
          data={(session?.departments ?? []).map(({ code, name }) => ({ value: code, label: format.text(name) }))}
          value={department}
          onChange={choose}
        />
        <Select
          label={t('fill.post')}
          placeholder={t('fill.postHint')}
          searchable
          clearable
          disabled={own.length === 0}
          data={own.map((one) => ({ value: one.post, label: format.text(one.name) }))}
          value={post}
          onChange={onPost}
        />
      </div>
      <MultiSelect
        label={t('fill.units')}
        placeholder={
          units.length > 0
            ? ''
            : t(department === null ? 'fill.needDepartment' : named.length > 0 ? 'fill.incidentHint' : 'fill.unitsNone')
        }
        searchable
        disabled={named.length === 0}
        limit={60}
        maxValues={100}
        data={[...named]}
        value={[...units]}
        onChange={onUnits}
      />
    </>
  );
}

/** What the officer was looking at is most likely what he orders about. */
function selectedIncident(): string | null {
  const { selected } = useSelection.getState();
  return selected?.topic === 'incident' ? selected.id : null;
}

/** As a field of the browser has it: local time to the minute, empty when none. */
function localTime(at: Instant | undefined): string {
  if (at === undefined) return '';
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

function instantOf(text: string): Instant | null {
  const at = Date.parse(text);
  return Number.isFinite(at) && at >= 0 ? instant(at) : null;
}
