import { useState } from 'react';
import { Select, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  CALL_BACK_RESULTS,
  CASE_CLOCKS,
  RATINGS,
  RETURN_GROUNDS,
  type CaseClock,
  type Rating,
} from '../../../shared/domain/case.ts';
import { isCaseCategory } from '../../../shared/domain/case-categories.ts';
import { clockOf, routeOf } from '../../../shared/domain/case-rules.ts';
import { distance } from '../../../shared/kit/geo.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useSession } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { CategoryField } from './category-field.tsx';
import type { FormProps } from './form-props.ts';
import { useCaseActions } from './use-case-actions.ts';
import styles from './cases.module.css';

export function SortForm({ row, rules, onClose }: FormProps) {
  const { t } = useTranslation('citizenCase');
  const { step } = useCaseActions();
  const { isUrgent } = row.data;
  const [category, setCategory] = useState<string | null>(row.data.category ?? null);
  const [chosen, setChosen] = useState<CaseClock | null>(row.data.clock ?? null);
  const auto = rules && category && isCaseCategory(category) ? clockOf(rules.clocks, { category, isUrgent }) : null;
  const clock = chosen ?? auto ?? 'ordinary';
  return (
    <FormPanel
      title={t('action.sort')}
      place="cover"
      feed={row.feed}
      actions={['case.sort']}
      submit={t('action.sort')}
      blocked={category === null ? t('form.chooseCategory') : null}
      onClose={onClose}
      onSubmit={() => {
        if (category === null) return;
        void step(row, { do: 'sort', category, clock }).then((stored) => stored && onClose());
      }}
    >
      <CategoryField value={category} autoFocus onChange={setCategory} />
      <Select
        label={t('form.clock')}
        placeholder={auto ? t('form.clockAuto', { clock: t(`clock.${auto}`) }) : undefined}
        clearable
        data={CASE_CLOCKS.map((value) => ({ value, label: t(`clock.${value}`) }))}
        value={chosen}
        onChange={(value) => setChosen(CASE_CLOCKS.find((known) => known === value) ?? null)}
      />
    </FormPanel>
  );
}

export function EntrustForm({ row, rules, onClose }: FormProps) {
  const { t } = useTranslation('citizenCase');
  const { step } = useCaseActions();
  const name = useDepartmentName();
  const session = useSession();
  const { text } = useFormat();
  const { status, category } = row.data;
  const byCategory = rules && category ? routeOf(rules.routing, category)?.department : undefined;
  const proposed = status.state === 'returned' ? status.proposed : undefined;
  const suggested = proposed ?? byCategory ?? null;
  const [department, setDepartment] = useState<string | null>(suggested);
  const hint = proposed
    ? t('form.proposed', { department: name(proposed) })
    : byCategory
      ? t('form.suggested', { department: name(byCategory) })
      : undefined;
  return (
    <FormPanel
      title={t('action.entrust')}
      place="cover"
      feed={row.feed}
      actions={['case.entrust']}
      submit={t('action.entrust')}
      blocked={department === null ? t('form.chooseDepartment') : null}
      onClose={onClose}
      onSubmit={() => {
        if (department === null) return;
        void step(row, { do: 'entrust', department }).then((stored) => stored && onClose());
      }}
    >
      <Select
        label={t('form.department')}
        description={hint}
        searchable
        autoFocus
        data={(session?.departments ?? []).map(({ code, name: local }) => ({
          value: code,
          label: `${text(local)} ${code}`,
        }))}
        value={department}
        onChange={setDepartment}
      />
      {byCategory && department !== null && department !== byCategory && department !== proposed && (
        <p className={styles.blanks}>{t('form.departmentOther')}</p>
      )}
    </FormPanel>
  );
}

export function ReturnForm({ row, rules, onClose }: FormProps) {
  const { t } = useTranslation('citizenCase');
  const { t: common } = useTranslation();
  const { step } = useCaseActions();
  const session = useSession();
  const { text } = useFormat();
  const [ground, setGround] = useState<(typeof RETURN_GROUNDS)[number]>('notOurs');
  const suggested = rules && row.data.category ? routeOf(rules.routing, row.data.category)?.department : undefined;
  const [proposed, setProposed] = useState<string | null>(suggested ?? null);
  return (
    <FormPanel
      title={t('action.return')}
      place="cover"
      feed={row.feed}
      actions={['case.return']}
      submit={t('action.return')}
      blocked={null}
      onClose={onClose}
      onSubmit={() =>
        void step(row, { do: 'return', ground, ...(proposed !== null && { proposed }) }).then(
          (stored) => stored && onClose(),
        )
      }
    >
      <Select
        label={t('form.ground')}
        autoFocus
        data={RETURN_GROUNDS.map((value) => ({ value, label: t(`ground.${value}`) }))}
        value={ground}
        allowDeselect={false}
        onChange={(value) => setGround(RETURN_GROUNDS.find((known) => known === value) ?? 'notOurs')}
      />
      <Select
        label={t('form.proposedTo')}
        placeholder={common('none')}
        searchable
        clearable
        data={(session?.departments ?? []).map(({ code, name }) => ({ value: code, label: `${text(name)} ${code}` }))}
        value={proposed}
        onChange={setProposed}
      />
    </FormPanel>
  );
}

export function CallBackForm({ row, onClose }: FormProps) {
  const { t } = useTranslation('citizenCase');
  const { step } = useCaseActions();
  const [result, setResult] = useState<(typeof CALL_BACK_RESULTS)[number]>('reached');
  const [rating, setRating] = useState<Rating | null>(null);
  return (
    <FormPanel
      title={t('action.callBack')}
      place="cover"
      feed={row.feed}
      actions={['case.callBack']}
      submit={t('action.callBack')}
      blocked={null}
      onClose={onClose}
      onSubmit={() => {
        const given = result === 'reached' && rating !== null ? { rating } : {};
        void step(row, { do: 'callBack', result, ...given }).then((stored) => stored && onClose());
      }}
    >
      <fieldset className={styles.choice}>
        <legend>{t('form.result')}</legend>
        <SegmentedControl
          fullWidth
          data={CALL_BACK_RESULTS.map((value) => ({ value, label: t(`callBack.${value}`) }))}
          value={result}
          onChange={(value) => setResult(CALL_BACK_RESULTS.find((known) => known === value) ?? 'reached')}
        />
      </fieldset>
      <Select
        label={t('form.rating')}
        placeholder={t('form.ratingNone')}
        clearable
        disabled={result !== 'reached'}
        data={RATINGS.map((value) => ({ value, label: t(`rating.${value}`) }))}
        value={rating}
        onChange={(value) => setRating(RATINGS.find((known) => known === value) ?? null)}
      />
    </FormPanel>
  );
}

/** Incidents that are open, the nearest first. */
export function LinkForm({ row, onClose }: FormProps) {
  const { t } = useTranslation('citizenCase');
  const { step } = useCaseActions();
  const { text, distance: metres } = useFormat();
  const incidents = useCollection('incidents', {});
  const [incident, setIncident] = useState<string | null>(row.data.incident ?? null);
  const { at } = row.data;
  const far = (place: typeof at): number => (at && place ? distance(at, place) : Number.MAX_SAFE_INTEGER);
  const open = [...incidents.rows.values()]
    .filter(({ data }) => data.status.state !== 'closed' && data.status.state !== 'merged')
    .toSorted((a, b) => far(a.data.at) - far(b.data.at))
    .slice(0, 50);
  return (
    <FormPanel
      title={t('action.link')}
      place="cover"
      feed={row.feed}
      actions={['case.link']}
      submit={t('action.link')}
      blocked={incident === null ? t('form.chooseIncident') : null}
      onClose={onClose}
      onSubmit={() => void step(row, { do: 'link', incident }).then((stored) => stored && onClose())}
    >
      <Select
        label={t('form.incident')}
        searchable
        autoFocus
        nothingFoundMessage={t('form.incidentNone')}
        data={open.map(({ id, data }) => ({
          value: id,
          label: [text(data.title), at && data.at && metres(far(data.at))].filter(Boolean).join(' '),
        }))}
        value={incident}
        onChange={setIncident}
      />
    </FormPanel>
  );
}
