import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useLastHandled, useWarningActions } from '../../state/use-warning-actions.ts';
import { useWarning } from '../../state/use-warnings.ts';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { RecordEntries } from '../../widgets/journal/record-entries.tsx';
import { Empty, Panel, Section } from '../../widgets/panel.tsx';
import { OverruleWarning } from '../../widgets/warning/overrule-warning.tsx';
import { DrawerActions } from './drawer-actions.tsx';
import { DrawerAreas, DrawerFacts, DrawerTrust } from './drawer-facts.tsx';
import { DrawerChain } from './drawer-chain.tsx';
import { DrawerHead } from './drawer-head.tsx';
import { DrawerHistory, DrawerTold } from './drawer-people.tsx';
import { DrawerSuggestions, DrawerTies } from './drawer-ties.tsx';
import { DrawerTexts } from './drawer-texts.tsx';
import styles from './alerts.module.css';

/** The chart comes with it: fetched when the first warning of the console's own is opened. */
const Evidence = lazy(async () => ({ default: (await import('./evidence.tsx')).Evidence }));

/** On screen for so long counts as seen, ms: walking past a row is not looking at it. */
const SEEN_AFTER = 1_500;

/** Everything about one warning: what it is, what stands behind it, who knows, what was done, what can be done. */
export function WarningDrawer({ id }: { readonly id: string }) {
  const { t } = useTranslation('alert');
  const row = useWarning(id);
  const record = useRow(useCollection('alerts', {}), row?.id ?? id);
  useSeen(row);
  useUndo();
  if (!record) {
    return (
      <Panel className={styles.drawer} label={t('title')}>
        <Empty title={t('drawer.gone')} />
      </Panel>
    );
  }
  const alert = record.data;
  return (
    <section className={styles.drawer} data-drill={alert.status !== 'Actual'} aria-label={t('title')}>
      <Panel className={styles.drawerPanel}>
        <div
          className={styles.body}
          key={`body ${record.id}`}
          tabIndex={0}
          role="group"
          aria-label={t('column.headline')}
        >
          <DrawerHead alert={alert} row={row} />
          {!row && (
            <Section>
              <p className={styles.quiet}>{t('fold.inside')}</p>
            </Section>
          )}
          {row && <Tying row={row} />}
          {alert.own && (
            <Suspense fallback={null}>
              <Evidence own={alert.own} />
            </Suspense>
          )}
          {alert.own && <OverruleWarning key={record.id} id={record.id} alert={alert} />}
          <DrawerTexts alert={alert} />
          <DrawerFacts alert={alert} />
          {row && <DrawerTold row={row} />}
          <DrawerAreas id={record.id} alert={alert} />
          {row && <DrawerChain row={row} />}
          <DrawerTrust alert={alert} />
          <RecordEntries topic="alert" id={record.id} />
          {row && <DrawerHistory row={row} />}
        </div>
        {row && <DrawerActions key={`foot ${row.id}`} row={row} />}
      </Panel>
    </section>
  );
}

function Tying({ row }: { readonly row: WarningLine }) {
  const mayTie = useMay()('warning.tie') === null;
  return (
    <>
      <DrawerSuggestions row={row} mayTie={mayTie} />
      <DrawerTies row={row} mayTie={mayTie} />
    </>
  );
}

/** Tells the other seats that somebody here has looked. */
function useSeen(row: WarningLine | undefined): void {
  const { link } = useConsole();
  const isAllowed = useMay()('warning.see') === null;
  const id = row && !row.isDrill && (row.handling?.status.state ?? 'new') === 'new' ? row.id : null;
  useEffect(() => {
    if (id === null || !isAllowed) return;
    const timer = setTimeout(() => {
      link.call('seeWarning', { id }).catch(() => {
        // Nobody waits for it: it is said again when it is opened again.
      });
    }, SEEN_AFTER);
    return () => clearTimeout(timer);
  }, [link, id, isAllowed]);
}

/** `Ctrl Z`: what was acknowledged, put off or closed last is open again. */
function useUndo(): void {
  const { t } = useTranslation('alert');
  const last = useWarning(useLastHandled((state) => state.last));
  const { reopen } = useWarningActions();
  useCommand(
    last
      ? { id: 'warning.undo', group: 'warning', key: 'Ctrl Z', title: t('action.undo'), run: () => void reopen(last) }
      : null,
  );
}
