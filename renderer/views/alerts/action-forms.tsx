import { useMemo, useState } from 'react';
import { TextInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { groupOf as incidentGroup, type IncidentRow } from '../../state/incident-order.ts';
import { useCommand } from '../../state/commands.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import styles from './alerts.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly run: () => void;
}

function ChoiceButton({ choice, digit }: { readonly choice: Choice; readonly digit: number }) {
  useCommand({
    id: `warning.choice.${digit}`,
    group: 'warning',
    key: String(digit),
    keyOnly: true,
    title: choice.label,
    run: choice.run,
  });
  return (
    <Button size="grave" shortcut={String(digit)} onClick={choice.run}>
      {choice.label}
    </Button>
  );
}

interface FormProps {
  readonly title: string;
  readonly onDone: () => void;
}

function Cancel({ onDone }: Pick<FormProps, 'onDone'>) {
  const { t: common } = useTranslation();
  useCommand({
    id: 'warning.cancel',
    group: 'warning',
    key: 'Esc',
    keyOnly: true,
    title: common('cancel'),
    run: onDone,
  });
  return (
    <Button size="grave" look="quiet" shortcut="Esc" onClick={onDone}>
      {common('cancel')}
    </Button>
  );
}

/** One of a few by its digit: two keys for what is done a hundred times a night. */
export function ChoiceForm({ title, choices, onDone }: FormProps & { readonly choices: readonly Choice[] }) {
  return (
    <div className={styles.form} role="group" aria-label={title}>
      <p className={styles.part}>{title}</p>
      <div className={styles.choices}>
        {choices.map((choice, index) => (
          <ChoiceButton key={choice.id} choice={choice} digit={index + 1} />
        ))}
        <Cancel onDone={onDone} />
      </div>
    </div>
  );
}

interface TextFormProps extends FormProps {
  readonly hint: string;
  readonly submit: string;
  /** One line, not several. */
  readonly short?: boolean;
  readonly onSubmit: (text: string) => Promise<boolean>;
}

export function TextForm({ title, hint, submit, short = false, onSubmit, onDone }: TextFormProps) {
  const [text, setText] = useState('');
  const isEmpty = text.trim() === '';
  const send = (): void => {
    if (!isEmpty) void onSubmit(text.trim()).then((stored) => stored && onDone());
  };
  const field = {
    'aria-label': title,
    placeholder: hint,
    autoFocus: true,
    value: text,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setText(event.currentTarget.value),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        onDone();
      }
      if (event.key !== 'Enter' || !(short || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      send();
    },
  };
  return (
    <div className={styles.form} role="group" aria-label={title}>
      {short ? (
        <TextInput {...field} maxLength={64} />
      ) : (
        <Textarea {...field} autosize minRows={3} maxRows={8} maxLength={2_000} />
      )}
      <div className={styles.choices}>
        <Button look="primary" size="grave" shortcut={short ? 'Enter' : 'Ctrl ↵'} disabled={isEmpty} onClick={send}>
          {submit}
        </Button>
        <Cancel onDone={onDone} />
      </div>
    </div>
  );
}

/** Incidents that a search offers at once. */
const OFFERED = 6;

const selectOpen = ({ rows }: LiveCollection<IncidentRow>): readonly IncidentRow[] =>
  [...rows.values()].filter(({ data }) => incidentGroup(data) !== 'closed');

/** An incident by title or number; Enter takes the first. */
export function TieForm({
  title,
  onPick,
  onDone,
}: FormProps & { readonly onPick: (incident: string) => Promise<boolean> }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const incidents = useSampled(useCollection('incidents', {}), selectOpen, 1_000);
  const [query, setQuery] = useState('');
  const found = useMemo(() => {
    const text = query.trim().toLocaleLowerCase();
    return incidents
      .filter(({ id, data }) =>
        [id, data.title.zh, data.title.en].some((word) => word?.toLocaleLowerCase().includes(text)),
      )
      .slice(0, OFFERED);
  }, [incidents, query]);
  const pick = (row: IncidentRow | undefined): void => {
    if (row) void onPick(row.id).then((stored) => stored && onDone());
  };
  return (
    <div className={styles.form} role="group" aria-label={title}>
      <TextInput
        aria-label={title}
        placeholder={t('form.tieHint')}
        autoFocus
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') pick(found[0]);
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      {found.length === 0 && <p className={styles.quiet}>{t('form.tieNone')}</p>}
      <ul className={styles.rows}>
        {found.map((row) => (
          <li key={row.id}>
            <button type="button" className={styles.link} title={format.text(row.data.title)} onClick={() => pick(row)}>
              <LevelGlyph level={row.data.level} size={14} />
              <span className="lz-cut">
                <Local text={row.data.title} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.choices}>
        <Cancel onDone={onDone} />
      </div>
    </div>
  );
}
