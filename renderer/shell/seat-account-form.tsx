import { useEffect, useState } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Authority } from '../../shared/protocol/console-api/calls.ts';
import { useConsole } from '../state/console.ts';
import { useSeatCall } from '../state/use-seat.ts';
import { useProblemText } from '../text/use-problem.ts';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import { PasswordField } from './seat-form.tsx';
import styles from './seat.module.css';

/** As the core asks for it; said here so that nobody types it twice in vain. */
const SHORTEST_PASSWORD = 8;
/** What is plainly typed, and how long it may be. */
const TEXTS = [
  ['id', 64],
  ['name', 80],
  ['post', 64],
  ['postName', 80],
] as const;
const STAFF_NUMBER = /^[A-Za-z0-9._-]{1,64}$/;

/** Empty while the core has not answered. */
function useAuthorities(): readonly Authority[] {
  const { link } = useConsole();
  const [authorities, setAuthorities] = useState<readonly Authority[]>([]);
  useEffect(() => {
    let isGone = false;
    link.call('authorities', {}).then(
      (rows) => {
        if (!isGone) setAuthorities(rows);
      },
      // The form then has no authority to choose and cannot be sent; reopening it asks again.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [link]);
  return authorities;
}

interface AccountFormProps {
  /** The first account of a console: signs in with it, and must be able to manage people. */
  readonly isFirst: boolean;
  readonly submit: string;
  onDone?(): void;
}

export function AccountForm({ isFirst, submit, onDone }: AccountFormProps) {
  const { t } = useTranslation('seat');
  const format = useFormat();
  const problemText = useProblemText();
  const { isBusy, problem, ask, forget } = useSeatCall();
  const all = useAuthorities();
  const authorities = isFirst ? all.filter(({ may }) => may.includes('people.manage')) : all;
  const [fields, setFields] = useState({ id: '', name: '', post: '', postName: '', password: '', again: '' });
  const [chosen, setChosen] = useState<string | null>(null);
  const authority = chosen ?? authorities[0]?.id;
  const { id, name, post, postName, password, again } = fields;
  const isFilled = [name, post, postName].every((text) => text.trim() !== '');
  const isLong = [...password].length >= SHORTEST_PASSWORD;
  const isReady =
    STAFF_NUMBER.test(id) && isFilled && isLong && again === password && authority !== undefined && !isBusy;
  const set = (part: Partial<typeof fields>): void => {
    setFields((before) => ({ ...before, ...part }));
    forget();
  };

  const send = async (): Promise<void> => {
    if (!isReady) return;
    if (!(await ask('createOfficer', { id, name, post, postName, authority, password }))) return;
    if (isFirst) await ask('signIn', { officer: id, password });
    onDone?.();
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={styles.pair}>
        {TEXTS.map(([field, maxLength]) => (
          <TextInput
            key={field}
            label={t(`first.${field}`)}
            value={fields[field]}
            maxLength={maxLength}
            autoFocus={field === 'id'}
            data-autofocus={field === 'id' || undefined}
            autoComplete="off"
            {...(field === 'id' && { placeholder: t('first.idHint') })}
            {...(field === 'id' && id !== '' && !STAFF_NUMBER.test(id) && { error: t('first.idHint') })}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Select
        label={t('first.authority')}
        data={authorities.map((row) => ({ value: row.id, label: format.text(row.name) }))}
        value={authority ?? null}
        allowDeselect={false}
        onChange={setChosen}
      />
      <PasswordField
        label={t('first.password')}
        description={t('first.passwordHint', { count: SHORTEST_PASSWORD })}
        value={password}
        refusal={null}
        onChange={(value) => set({ password: value })}
      />
      <PasswordField
        label={t('first.again')}
        value={again}
        refusal={again !== '' && again !== password ? t('first.differs') : null}
        onChange={(value) => set({ again: value })}
      />
      {problem && (
        <p className={styles.refusal} role="alert">
          {problemText(problem)}
        </p>
      )}
      <Button type="submit" look="primary" size="grave" shortcut="Enter" disabled={!isReady}>
        {isBusy ? t('signIn.checking') : submit}
      </Button>
    </form>
  );
}
