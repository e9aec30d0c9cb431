import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { INCIDENT_KINDS } from '../../../../shared/domain/incident.ts';
import type { Conflict } from '../../../../shared/domain/conflict.ts';
import { localText } from '../../../../shared/domain/common.ts';
import { useConsole } from '../../../state/console.ts';
import { useSession } from '../../../state/use-console.ts';
import { useFormat } from '../../../text/use-text.ts';
import { parsePosition, writePosition } from '../../incident/position.ts';
import { fieldName } from '../field-words.ts';
import { writtenText } from '../incident-change.ts';
import { LevelField } from '../incident-fields.tsx';
import { isKind, isLevel, isObject } from '../words.ts';
import { useWords } from '../use-words.ts';
import styles from './conflict.module.css';

/** Fields for which a third value can be written by hand. */
const WRITABLE: ReadonlySet<string> = new Set([
  'level',
  'title',
  'place',
  'kind',
  'at',
  'quantity',
  'reports',
  'status',
]);

/** A status can be set by hand only where each state's own data is known here. */
export function canWrite({ topic, fields }: Conflict): boolean {
  return fields.every(
    ({ field }) => WRITABLE.has(field) && (field !== 'status' || topic === 'resource' || topic === 'incident'),
  );
}

export type Third = Readonly<Record<string, unknown>>;

/** Whether there is a value for every field of the conflict. */
export function isWhole({ fields }: Conflict, values: Third): boolean {
  return fields.every(({ field }) => values[field] !== undefined);
}

interface EditorProps {
  readonly field: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function TextEditor({ field, value, onChange }: EditorProps) {
  const words = useWords();
  const format = useFormat();
  const text = localText.safeParse(value);
  return (
    <TextInput
      label={fieldName(words, field)}
      maxLength={200}
      defaultValue={text.success ? format.text(text.data) : ''}
      onChange={({ currentTarget }) => {
        const typed = currentTarget.value.trim();
        onChange(typed === '' ? undefined : writtenText(typed));
      }}
    />
  );
}

function PositionEditor({ field, value, onChange }: EditorProps) {
  const words = useWords();
  const { t } = useTranslation('incident');
  const known = Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';
  return (
    <TextInput
      label={fieldName(words, field)}
      description={t('dialog.positionHint')}
      defaultValue={known ? writePosition([Number(value[0]), Number(value[1])]) : ''}
      onChange={({ currentTarget }) => onChange(parsePosition(currentTarget.value) ?? undefined)}
    />
  );
}

function StatusEditor({ topic, field, value, onChange }: EditorProps & { readonly topic: string }) {
  const words = useWords();
  const { t } = useTranslation('conflict');
  const { t: incident } = useTranslation('incident');
  const { clock } = useConsole();
  const post = useSession()?.actor?.post;
  const since = clock.now;
  const options: Readonly<Record<string, { readonly label: string; readonly status: unknown }>> =
    topic === 'resource'
      ? {
          free: { label: t('unit.free'), status: { state: 'free', since } },
          returning: { label: t('unit.returning'), status: { state: 'returning', since } },
        }
      : {
          ...(post !== undefined && {
            acknowledged: { label: incident('state.acknowledged'), status: { state: 'acknowledged', since, by: post } },
          }),
          controlled: { label: incident('state.controlled'), status: { state: 'controlled', since } },
        };
  const chosen = isObject(value) ? String(value['state']) : null;
  return (
    <Select
      label={fieldName(words, field)}
      data={Object.entries(options).map(([key, { label }]) => ({ value: key, label }))}
      value={chosen}
      allowDeselect={false}
      onChange={(key) => onChange(key === null ? undefined : options[key]?.status)}
    />
  );
}

function Editor({ topic, ...props }: EditorProps & { readonly topic: string }) {
  const words = useWords();
  const { t: incident } = useTranslation('incident');
  const { field, value, onChange } = props;
  switch (field) {
    case 'level':
      return <LevelField label={fieldName(words, field)} value={isLevel(value) ? value : null} onChange={onChange} />;
    case 'kind':
      return (
        <Select
          label={fieldName(words, field)}
          data={INCIDENT_KINDS.map((kind) => ({ value: kind, label: incident(`kind.${kind}`) }))}
          value={isKind(value) ? value : null}
          searchable
          allowDeselect={false}
          onChange={(kind) => onChange(kind ?? undefined)}
        />
      );
    case 'quantity':
    case 'reports':
      return (
        <NumberInput
          label={fieldName(words, field)}
          min={field === 'reports' ? 1 : 0}
          allowDecimal={field === 'quantity'}
          value={typeof value === 'number' ? value : ''}
          onChange={(number) => onChange(typeof number === 'number' ? number : undefined)}
        />
      );
    case 'at':
      return <PositionEditor {...props} />;
    case 'status':
      return <StatusEditor topic={topic} {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}

/** A third value, each field with the editor that fits it. */
export function ThirdValue({
  conflict,
  values,
  onChange,
}: {
  readonly conflict: Conflict;
  readonly values: Third;
  readonly onChange: (values: Third) => void;
}) {
  const { t } = useTranslation('conflict');
  return (
    <div className={styles.third} role="group" aria-label={t('otherTitle')}>
      {conflict.fields.map(({ field }) => (
        <Editor
          key={field}
          topic={conflict.topic}
          field={field}
          value={values[field]}
          onChange={(value) => onChange({ ...values, [field]: value })}
        />
      ))}
    </div>
  );
}
