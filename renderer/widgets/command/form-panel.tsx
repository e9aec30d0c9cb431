import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useMay } from '../../state/use-may.ts';
import { cx } from '../../styles/cx.ts';
import { Button } from '../button.tsx';
import { Panel, PanelHead } from '../panel.tsx';
import { Refusals } from './refusals.tsx';
import { useVerb } from './use-verb.ts';
import styles from './command.module.css';

export interface FormPanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  /** `cover`: over the drawer it belongs to · `side`: at the drawer's place of a desk that has none. */
  readonly place: 'cover' | 'side';
  /** The feed that the order goes to; null when any. */
  readonly feed: string | null;
  /** What must be allowed; all of them. */
  readonly actions: readonly CommandTypeName[];
  readonly submit: string;
  /** Why it cannot be sent yet; null when it can. */
  readonly blocked: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A line over the buttons. */
  readonly says?: ReactNode;
}

/** The frame of every order form: what, fields, where it goes, one primary verb. Not modal, so that the picture stays in reach. */
export function FormPanel(props: FormPanelProps) {
  const { title, note, place, feed, actions, submit, blocked, onSubmit, onClose, children, says } = props;
  const { t } = useTranslation('command');
  const { t: common } = useTranslation();
  const may = useMay();
  const verb = useVerb(feed);
  const reachable = useReachable(feed);
  const ready = blocked === null && actions.every((action) => may(action) === null);
  const send = (): void => {
    if (ready) onSubmit();
  };
  return (
    <Panel className={cx(styles.form, place === 'cover' ? styles.cover : styles.side)} label={title}>
      <PanelHead title={title} note={note}>
        <Button look="quiet" icon="x" aria-label={common('close')} title={common('close')} onClick={onClose} />
      </PanelHead>
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            send();
          }
          if (event.key === 'Escape' && !event.defaultPrevented) {
            event.preventDefault();
            event.stopPropagation();
            onClose();
          }
        }}
      >
        <div className={styles.fields}>{children}</div>
        <footer className={styles.foot}>
          <Refusals actions={actions} />
          {says !== undefined && <p className={styles.says}>{says}</p>}
          <p className={styles.says}>{t(reachable ? 'form.says' : 'form.saysOffline')}</p>
          <div className={styles.buttons}>
            <Button
              type="submit"
              look="primary"
              size="grave"
              shortcut="Ctrl ↵"
              disabled={!ready}
              title={blocked ?? undefined}
            >
              {blocked ?? verb(submit)}
            </Button>
            <Button size="grave" shortcut="Esc" onClick={onClose}>
              {common('cancel')}
            </Button>
          </div>
        </footer>
      </form>
    </Panel>
  );
}
