import { useState } from 'react';
import { Menu, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../state/commands.ts';
import { useConsole } from '../state/console.ts';
import { useSeat, useSitting } from '../state/use-seat.ts';
import { toProblem } from '../../shared/kit/problem.ts';
import { Local } from '../text/local.tsx';
import { useProblemText } from '../text/use-problem.ts';
import { Icon } from '../widgets/icon.tsx';
import { AccountForm } from './seat-account-form.tsx';
import { SignInForm } from './seat-form.tsx';
import styles from './seat.module.css';

const IDLE_MINUTES = [0, 5, 15, 30, 60] as const;

/** Who sits here, and what can be done about it: change, lock, sign out; each is in the palette too. */
export function SeatMenu() {
  const { t } = useTranslation('seat');
  const { t: shell } = useTranslation('shell');
  const { link } = useConsole();
  const seat = useSeat();
  const sitting = useSitting();
  const problemText = useProblemText();
  const [dialog, setDialog] = useState<'change' | 'add' | null>(null);
  const mayAdd = sitting?.post.allowed.includes('people.manage') ?? false;

  const tell = (call: Promise<unknown>): void => {
    call.catch((error: unknown) => {
      notifications.show({ title: t('menu.failed'), message: problemText(toProblem(error, 'seat')) });
    });
  };
  const lock = (): void => tell(link.call('lockSeat', {}));
  const signOut = (): void => tell(link.call('signOut', {}));
  const setIdle = (minutes: number): void => tell(link.call('setIdleLock', { minutes }));

  const isHere = sitting !== null && !sitting.isLocked;
  const group = 'everywhere';
  useCommand(isHere ? { id: 'seat.change', group, title: t('menu.change'), run: () => setDialog('change') } : null);
  useCommand(isHere ? { id: 'seat.lock', group, title: t('menu.lock'), run: lock } : null);
  useCommand(isHere ? { id: 'seat.signOut', group, title: t('menu.signOut'), run: signOut } : null);
  useCommand(isHere && mayAdd ? { id: 'seat.add', group, title: t('menu.add'), run: () => setDialog('add') } : null);

  return (
    <>
      <Menu position="bottom-end" width={240} disabled={!isHere}>
        <Menu.Target>
          <button type="button" className={styles.menu} aria-label={t('menu.title')} data-locked={sitting?.isLocked}>
            <Icon name="user" size={20} />
            {sitting ? (
              <span>
                <b>
                  <Local text={sitting.officer.name} />
                </b>
                {sitting.isLocked ? t('menu.locked') : <Local text={sitting.post.postName} />}
              </span>
            ) : (
              <span>{shell(seat ? 'officerUnknown' : 'starting')}</span>
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDialog('change')}>{t('menu.change')}</Menu.Item>
          <Menu.Item onClick={lock}>{t('menu.lock')}</Menu.Item>
          <Menu.Item onClick={signOut}>{t('menu.signOut')}</Menu.Item>
          {mayAdd && <Menu.Item onClick={() => setDialog('add')}>{t('menu.add')}</Menu.Item>}
          <Menu.Divider />
          <Menu.Label>{t('menu.idle')}</Menu.Label>
          {IDLE_MINUTES.map((minutes) => (
            <Menu.Item
              key={minutes}
              role="menuitemradio"
              aria-checked={seat?.idleLockMinutes === minutes}
              rightSection={seat?.idleLockMinutes === minutes ? <Icon name="check" size={14} /> : null}
              onClick={() => setIdle(minutes)}
            >
              {minutes === 0 ? t('menu.never') : t('menu.minutes', { count: minutes })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={dialog === 'change' && isHere}
        onClose={() => setDialog(null)}
        title={t('change.title')}
        size={440}
      >
        <p className={styles.hint}>{t('change.text')}</p>
        <SignInForm submit={t('change.submit')} onDone={() => setDialog(null)} />
      </Modal>
      <Modal opened={dialog === 'add' && isHere} onClose={() => setDialog(null)} title={t('add.title')} size={560}>
        <AccountForm
          isFirst={false}
          submit={t('add.submit')}
          onDone={() => {
            setDialog(null);
            notifications.show({ message: t('add.done') });
          }}
        />
      </Modal>
    </>
  );
}
