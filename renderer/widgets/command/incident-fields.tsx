import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../../shared/domain/common.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { parsePosition } from '../incident/position.ts';
import type { IncidentDraft } from './incident-change.ts';
import styles from './command.module.css';

export const LEVELS: readonly Level[] = [1, 2, 3, 4, 0];

export interface LevelFieldProps {
  readonly label: string;
  readonly value: Level | null;
  readonly onChange: (level: Level) => void;
}

export function LevelField({ label, value, onChange }: LevelFieldProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      data={LEVELS.map((level) => ({ value: String(level), label: t(`level.${level}`) }))}
      value={value === null ? null : String(value)}
      allowDeselect={false}
      onChange={(chosen) => {
        const level = LEVELS.find((known) => String(known) === chosen);
        if (level !== undefined) onChange(level);
      }}
    />
  );
}

export interface IncidentFieldsProps {
  readonly draft: IncidentDraft;
  readonly onChange: (draft: IncidentDraft) => void;
}

/** What can be said about an incident by hand. */
export function IncidentFields({ draft, onChange }: IncidentFieldsProps) {
  const { t } = useTranslation('command');
  const { t: incident } = useTranslation('incident');
  return (
    <>
      <TextInput
        label={t('form.title')}
        maxLength={200}
        data-autofocus
        autoFocus
        value={draft.title}
        onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
      />
      <div className={styles.pair}>
        <Select
          label={t('form.kind')}
          data={INCIDENT_KINDS.map((value) => ({ value, label: incident(`kind.${value}`) }))}
          value={draft.kind}
          allowDeselect={false}
          searchable
          onChange={(value) =>
            onChange({ ...draft, kind: INCIDENT_KINDS.find((kind) => kind === value) ?? draft.kind })
          }
        />
        <LevelField label={t('form.level')} value={draft.level} onChange={(level) => onChange({ ...draft, level })} />
      </div>
      <TextInput
        label={t('form.place')}
        maxLength={200}
        value={draft.place}
        onChange={(event) => onChange({ ...draft, place: event.currentTarget.value })}
      />
      <TextInput
        label={t('form.position')}
        description={incident('dialog.positionHint')}
        error={parsePosition(draft.position) === undefined ? incident('dialog.positionBad') : undefined}
        value={draft.position}
        onChange={(event) => onChange({ ...draft, position: event.currentTarget.value })}
      />
    </>
  );
}
