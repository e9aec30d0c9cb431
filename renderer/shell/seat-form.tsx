import { useState, type ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OfficerRow } from '../../shared/protocol/console-api/rows.ts';
import { useClock, useSession } from '../state/use-console.ts';
import { useOfficers, useSeatCall } from '../state/use-seat.ts';
import { useProblemText } from '../text/use-problem.ts';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import type { Problem } from '../../shared/kit/problem.ts';
import styles from './seat.module.css';

/** Why a password was not taken, in words; for an account that is locked, until when. */
function useRefusal(problem: Problem | null, officer: OfficerRow | undefined): string | null {
  const { t } = useTranslation('seat');
  const format = useFormat();
  const problemText = useProblemText();
  const lockedUntil = officer?.lockedUntil ?? null;
  const locked = useClock((now) => {
    if (lockedUntil === null) return '';
    const span = format.span(Math.max(0, lockedUntil - now));
    return t('signIn.lockedOut', { time: format.time(lockedUntil), span });
  });
  if (locked !== '') return locked;
  if (problem === null || problem.code === 'account-locked') return null;
  if (problem.code === 'wrong-password') return t('signIn.wrong', { count: Number(problem.params?.['left'] ?? 0) });
  return problemText(problem);
}

interface PasswordProps {
  readonly label: string;
  readonly value: string;
  readonly refusal: string | null;
  readonly autoFocus?: boolean;
  readonly description?: string;
  onChange(value: string): void;
}

export function PasswordField({ label, value, refusal, autoFocus = false, description, onChange }: PasswordProps) {
  return (
    <TextInput
      type="password"
      // A seat is shared: the browser must not keep what one officer typed for the next.
      autoComplete="off"
      label={label}
      value={value}
      maxLength={200}
      data-autofocus={autoFocus || undefined}
      autoFocus={autoFocus}
      {...(description !== undefined && { description })}
      {...(refusal !== null && { error: refusal })}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface PasswordFormProps {
  /** Whose password is asked for. */
  readonly officer: OfficerRow | undefined;
  readonly call: Pick<ReturnType<typeof useSeatCall>, 'isBusy' | 'problem' | 'forget'>;
  readonly submit: string;
  /** Fields above the password, and a line below it. */
  readonly children?: ReactNode;
  readonly note?: ReactNode;
  send(password: string): Promise<void>;
}

/** What signing in and unlocking have in common: one password, why it was not taken, one button. */
function PasswordForm({ officer, call, submit, children, note, send }: PasswordFormProps) {
  const { t } = useTranslation('seat');
  const [password, setPassword] = useState('');
  const refusal = useRefusal(call.problem, officer);
  const isReady = officer !== undefined && password !== '' && officer.lockedUntil === null && !call.isBusy;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void send(password).then(() => setPassword(''));
      }}
    >
      {children}
      <PasswordField
        label={t('signIn.password')}
        value={password}
        refusal={refusal}
        autoFocus
        onChange={(value) => {
          setPassword(value);
          call.forget();
        }}
      />
      {note}
      <Button type="submit" look="primary" size="grave" shortcut="Enter" disabled={!isReady}>
        {call.isBusy ? t('signIn.checking') : submit}
      </Button>
    </form>
  );
}

/** Officer, post where he has several, password. Used for signing in and for changing the officer. */
export function SignInForm({ submit, onDone }: { readonly submit: string; readonly onDone?: () => void }) {
  const { t } = useTranslation('seat');
  const format = useFormat();
  const officers = useOfficers();
  const session = useSession();
  const call = useSeatCall();
  const [chosen, setChosen] = useState<string | null>(null);
  const [post, setPost] = useState<string | null>(null);
  const officer = officers?.find(({ id }) => id === chosen) ?? officers?.[0];
  const posts = officer?.posts ?? [];

  const send = async (password: string): Promise<void> => {
    if (!officer) return;
    if (await call.ask('signIn', { officer: officer.id, password, ...(post !== null && { post }) })) onDone?.();
  };

  return (
    <PasswordForm
      officer={officer}
      call={call}
      submit={submit}
      send={send}
      note={session?.mode !== 'live' && <p className={styles.hint}>{t('signIn.demo')}</p>}
    >
      <Select
        label={t('signIn.officer')}
        data={(officers ?? []).map(({ id, name, postName }) => ({
          value: id,
          label: `${format.text(name)}  ${format.text(postName)}`,
        }))}
        value={officer?.id ?? null}
        allowDeselect={false}
        searchable
        selectFirstOptionOnChange
        // Typing then looks for somebody else instead of adding to the name that stands there.
        onFocus={(event) => event.currentTarget.select()}
        onChange={(value) => {
          setChosen(value);
          setPost(null);
          call.forget();
        }}
      />
      {posts.length > 1 && (
        <Select
          label={t('signIn.post')}
          data={posts.map((held) => ({ value: held.post, label: format.text(held.postName) }))}
          value={post ?? posts[0]?.post ?? null}
          allowDeselect={false}
          onChange={setPost}
        />
      )}
    </PasswordForm>
  );
}

/** The password of whoever locked the seat. */
export function UnlockForm({ officer }: { readonly officer: OfficerRow }) {
  const { t } = useTranslation('seat');
  const call = useSeatCall();
  const send = async (password: string): Promise<void> => void (await call.ask('unlockSeat', { password }));
  return <PasswordForm officer={officer} call={call} submit={t('lock.submit')} send={send} />;
}
