import { useState } from 'react';
import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS } from '../../../shared/domain/resource.ts';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { useCityMap } from '../../state/names.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { limitOf, NEEDS, type LimitDraft } from './limit-draft.ts';
import type { Sheet } from './sheet.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './sheet.module.css';

const ALL = '*';

interface LimitFormProps {
  readonly is: PlanConstraint['is'];
  readonly sheet: Sheet;
  /** Null: given up. */
  onDone(constraint: PlanConstraint | null): void;
}

/** The few words that a constraint still needs. */
export function LimitForm({ is, sheet, onDone }: LimitFormProps) {
  const { t } = useTranslation('decision');
  const { t: common } = useTranslation();
  const { t: resource } = useTranslation('resource');
  const words = usePlanWords();
  const format = useFormat();
  const city = useCityMap();
  const resources = useCollection('resources', {});
  const supplies = useCollection('supplies', {});
  const [draft, setDraft] = useState<LimitDraft>({});
  const made = limitOf(is, draft);
  const set = (part: LimitDraft): void => setDraft((before) => ({ ...before, ...part }));

  const options: Record<
    'unit' | 'incident' | 'kind' | 'district' | 'depot' | 'point' | 'good',
    () => { value: string; label: string }[]
  > = {
    unit: () =>
      [...resources.rows.values()].flatMap(({ id, data }) =>
        data.form === 'unit' && data.status.state !== 'offDuty'
          ? [{ value: id as string, label: format.text(data.name) }]
          : [],
      ),
    incident: () => [
      ...(is === 'forbid' ? [{ value: ALL, label: t('limitForm.nowhere') }] : []),
      ...sheet.incidents.map((id) => ({ value: id, label: words.incident(id) })),
    ],
    kind: () => UNIT_KINDS.map((kind) => ({ value: kind, label: resource(`unitKind.${kind}`) })),
    district: () => [
      { value: ALL, label: t('limitForm.city') },
      ...(city?.districts ?? []).map(({ code, name }) => ({ value: code, label: name[format.language] })),
    ],
    depot: () =>
      unique(
        [...supplies.rows.values()].map(({ data }) => ({ value: data.depot, label: format.text(data.depotName) })),
      ),
    point: () => sheet.points.map(({ id }) => ({ value: id, label: words.resource(id) })),
    good: () =>
      unique([...supplies.rows.values()].map(({ data }) => ({ value: data.good, label: format.text(data.name) }))),
  };

  return (
    <form
      className={styles.limitForm}
      aria-label={t(`limitMenu.${is}`)}
      onSubmit={(event) => {
        event.preventDefault();
        if (made) onDone(made);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onDone(null);
      }}
    >
      <p>{t(`limitMenu.${is}`)}</p>
      {NEEDS[is].map((field, index) => {
        if (field === 'count' || field === 'minutes' || field === 'quantity') {
          return (
            <NumberInput
              key={field}
              size="xs"
              label={t(`limitForm.${field}`)}
              data-autofocus={index === 0}
              autoFocus={index === 0}
              min={is === 'trucks' || field === 'quantity' ? 0 : 1}
              max={field === 'minutes' ? 600 : field === 'count' ? 1_000 : 1e9}
              allowDecimal={field === 'quantity'}
              value={draft[field] ?? ''}
              onChange={(value) => set({ [field]: typeof value === 'number' ? value : undefined })}
            />
          );
        }
        return (
          <Select
            key={field}
            size="xs"
            label={t(`limitForm.${field}`)}
            autoFocus={index === 0}
            searchable
            data={options[field]()}
            value={draft[field] === undefined ? null : (draft[field] ?? ALL)}
            onChange={(value) => set({ [field]: value === ALL ? null : (value ?? undefined) })}
          />
        );
      })}
      <div className={styles.limitButtons}>
        <Button type="submit" look="primary" disabled={!made}>
          {t('limitForm.add')}
        </Button>
        <Button shortcut="Esc" onClick={() => onDone(null)}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  );
}

function unique(options: readonly { value: string; label: string }[]): { value: string; label: string }[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
