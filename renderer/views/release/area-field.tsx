import { useState } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReleaseArea } from '../../../shared/domain/release.ts';
import { useCityMap } from '../../state/names.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { NumberField } from '../../widgets/map/draw/number-field.tsx';
import { areaOfAlert, areaOfDistrict, areaOfDrawing } from './area-sources.ts';
import { AROUND_INCIDENT, incidentArea } from './draft-sources.ts';
import type { Draft } from './draft-state.ts';
import { useShape } from './use-shape.ts';
import styles from './release.module.css';

interface AreaFieldProps {
  readonly draft: Draft;
  onChange(set: Partial<Draft>): void;
}

/** Where: areas taken from what is there already, each with the name that the public reads. */
export function AreaField({ draft, onChange }: AreaFieldProps) {
  const { t } = useTranslation('release');
  const { areas, hasEnglish } = draft;
  const set = (index: number, area: ReleaseArea): void =>
    onChange({ areas: areas.map((known, at) => (at === index ? area : known)) });
  return (
    <fieldset className={styles.areas}>
      <legend>{t('form.areas')}</legend>
      {areas.length === 0 && <Nothing>{t('form.areaNone')}</Nothing>}
      {areas.map((area, index) => (
        <AreaLine
          key={index}
          area={area}
          hasEnglish={hasEnglish}
          onChange={(changed) => set(index, changed)}
          onRemove={() => onChange({ areas: areas.filter((_, at) => at !== index) })}
        />
      ))}
      <AreaPicker onPick={(picked) => onChange({ areas: [...areas, ...picked] })} />
    </fieldset>
  );
}

interface AreaLineProps {
  readonly area: ReleaseArea;
  readonly hasEnglish: boolean;
  onChange(area: ReleaseArea): void;
  onRemove(): void;
}

function AreaLine({ area, hasEnglish, onChange, onRemove }: AreaLineProps) {
  const { t } = useTranslation('release');
  const format = useFormat();
  const shape = useShape();
  const { name, circles } = area;
  const [circle] = circles;
  const label = (language: 'zh' | 'en'): string =>
    t('form.inLanguage', { label: t('form.areaName'), language: t(`form.${language}`) });
  return (
    <div className={styles.area} data-both={hasEnglish}>
      <TextInput
        aria-label={label('zh')}
        placeholder={label('zh')}
        value={name.zh ?? ''}
        maxLength={200}
        onChange={({ currentTarget }) => onChange({ ...area, name: { ...name, zh: currentTarget.value } })}
      />
      {hasEnglish && (
        <TextInput
          aria-label={label('en')}
          placeholder={label('en')}
          value={name.en ?? ''}
          maxLength={200}
          onChange={({ currentTarget }) => onChange({ ...area, name: { ...name, en: currentTarget.value } })}
        />
      )}
      {circles.length === 1 && circle ? (
        <NumberField
          label={t('form.radius')}
          value={circle.radius}
          min={10}
          max={100_000}
          onChange={(radius) => onChange({ ...area, circles: [{ ...circle, radius }] })}
        />
      ) : (
        <span className={styles.quiet}>{shape(area)}</span>
      )}
      <Button
        look="quiet"
        icon="x"
        aria-label={t('form.areaRemove', { name: format.text(name) })}
        title={t('form.areaRemove', { name: format.text(name) })}
        onClick={onRemove}
      />
    </div>
  );
}

interface Group {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** The list is made when it is opened: it changes with every record. */
function AreaPicker({ onPick }: { onPick(areas: readonly ReleaseArea[]): void }) {
  const { t } = useTranslation('release');
  const format = useFormat();
  const drawings = useCollection('drawings', {});
  const incidents = useCollection('incidents', {});
  const alerts = useCollection('alerts', {});
  const city = useCityMap();
  const [groups, setGroups] = useState<Group[]>([]);
  const [search, setSearch] = useState('');

  const read = (): Group[] =>
    [
      {
        group: t('form.areaDrawings'),
        items: [...drawings.rows.values()]
          .filter(({ data }) => data.status.state === 'standing' && data.geometry.type === 'area')
          .map(({ id, data }) => ({ value: `drawing:${id}`, label: format.text(data.name) })),
      },
      {
        group: t('form.areaDistricts'),
        items: (city?.districts ?? []).map(({ code, name }) => ({
          value: `district:${code}`,
          label: name[format.language],
        })),
      },
      {
        group: t('form.areaIncidents'),
        items: [...incidents.rows.values()]
          .filter(({ data }) => data.at && data.status.state !== 'closed' && data.status.state !== 'merged')
          .map(({ id, data }) => ({ value: `incident:${id}`, label: format.text(data.title) })),
      },
      {
        group: t('form.areaAlerts'),
        items: [...alerts.rows.values()]
          .filter(({ data }) => data.msgType !== 'Cancel' && data.areas.length > 0)
          .map(({ id, data }) => ({ value: `alert:${id}`, label: format.text(data.headline) })),
      },
    ].filter(({ items }) => items.length > 0);

  const pick = (value: string): void => {
    const [by = '', ...rest] = value.split(':');
    const id = rest.join(':');
    const drawing = by === 'drawing' ? drawings.rows.get(id as never)?.data : undefined;
    const incident = by === 'incident' ? incidents.rows.get(id as never)?.data : undefined;
    const alert = by === 'alert' ? alerts.rows.get(id as never)?.data : undefined;
    const district = by === 'district' ? city?.districts.find(({ code }) => code === id) : undefined;
    onPick([
      ...(drawing ? [areaOfDrawing(drawing)] : []),
      ...(incident?.at ? [incidentArea(incident.place ?? incident.title, incident.at, AROUND_INCIDENT)] : []),
      ...(alert ? areaOfAlert(alert) : []),
      ...(district ? [areaOfDistrict(district)] : []),
    ]);
  };

  return (
    <Select
      aria-label={t('form.areaAdd')}
      placeholder={t('form.areaAddHint')}
      description={t('form.areaHoles')}
      inputWrapperOrder={['input', 'description']}
      data={groups.length > 0 ? groups : read()}
      value={null}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      limit={60}
      maxDropdownHeight={280}
      onDropdownOpen={() => setGroups(read())}
      onChange={(value) => {
        if (value !== null) pick(value);
        setSearch('');
      }}
    />
  );
}
