import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOfficers, useSeat, useSitting, useTouch, type Sitting } from '../state/use-seat.ts';
import { Local } from '../text/local.tsx';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import { AccountForm } from './seat-account-form.tsx';
import { SignInForm, UnlockForm } from './seat-form.tsx';
import styles from './seat.module.css';

/** Nobody sits here: the whole window asks who does, or, on a new console, who the first is to be. */
function SignInScreen() {
  const { t } = useTranslation('seat');
  const { t: common } = useTranslation();
  const officers = useOfficers();
  const isFirst = officers !== null && officers.length === 0;
  return (
    <main className={styles.screen}>
      <section className={styles.card} role="dialog" aria-label={t(isFirst ? 'first.title' : 'signIn.title')}>
        <p className={styles.product}>{common('product')}</p>
        <h1>{t(isFirst ? 'first.title' : 'signIn.title')}</h1>
        <p className={styles.hint}>{t(isFirst ? 'first.text' : 'signIn.text')}</p>
        {officers === null ? (
          <p className={styles.hint}>{t('signIn.waiting')}</p>
        ) : isFirst ? (
          <AccountForm isFirst submit={t('first.submit')} />
        ) : (
          <SignInForm submit={t('signIn.submit')} />
        )}
      </section>
    </main>
  );
}

/** The seat is locked: the picture stays in sight and in hand, the way back is at its foot. */
function LockPanel({ sitting }: { readonly sitting: Sitting }) {
  const { t } = useTranslation('seat');
  const format = useFormat();
  const [isOther, setOther] = useState(false);
  const { officer, since } = sitting;
  return (
    <aside className={styles.lock}>
      <section className={styles.card} role="dialog" aria-label={t('lock.title')}>
        <h1>{t('lock.title')}</h1>
        <p className={styles.hint}>{t('lock.idle', { name: format.text(officer.name), time: format.time(since) })}</p>
        {isOther ? (
          <SignInForm submit={t('change.submit')} />
        ) : (
          <>
            <p className={styles.who}>
              <b>
                <Local text={officer.name} />
              </b>
              <Local text={sitting.post.postName} />
            </p>
            <UnlockForm officer={officer} />
            <Button look="quiet" onClick={() => setOther(true)}>
              {t('lock.other')}
            </Button>
          </>
        )}
      </section>
    </aside>
  );
}

/** Lets the window in when somebody sits here. Before the core has said, it draws as always and says what it waits for. */
export function SeatGate({ children }: { readonly children: ReactNode }) {
  const seat = useSeat();
  const sitting = useSitting();
  useTouch(seat?.status.state === 'signedIn');
  if (seat?.status.state === 'signedOut') return <SignInScreen />;
  return (
    <>
      {children}
      {sitting?.isLocked && <LockPanel sitting={sitting} />}
    </>
  );
}
