import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../state/route.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { usePast } from '../../state/use-moment.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty, Panel } from '../../widgets/panel.tsx';
import { addressOf } from './address.ts';
import { DecisionList } from './decision-list.tsx';
import { openDecision } from './open-decision.ts';
import { RecordPage } from './record-page.tsx';
import { SheetPage } from './sheet-page.tsx';
import { askAbout, useSheets } from './sheet-store.ts';

/** The decision desk: questions and decisions, one question being worked on, or one decision as it was taken. */
export function DecisionsView() {
  const { t } = useTranslation('decision');
  const shown = useSheets((state) => state.shown);
  const sheet = useSheets(({ sheets, shown: now }) => (now.is === 'sheet' ? sheets[now.key] : undefined));
  const decisions = useCollection('decisions', {});
  const isComplete = useLive(decisions, ({ complete }) => complete);
  const row = useRow(decisions, shown.is === 'decision' ? shown.id : null);
  const isPast = usePast() !== null;
  const { show } = useSheets.getState();
  useAddress();
  useSelectedDecision();
  if (shown.is === 'sheet' && sheet) return <SheetPage key={shown.key} sheetKey={shown.key} sheet={sheet} />;
  if (shown.is === 'decision' && row) return <RecordPage key={row.id} row={row} />;
  if (shown.is === 'decision') {
    return (
      <Panel>
        <Empty
          title={t(!isComplete ? 'loading' : isPast ? 'goneThen' : 'gone')}
          hint={isComplete ? shown.id : undefined}
        >
          <Button onClick={() => show({ is: 'list' })}>{t('back')}</Button>
        </Empty>
      </Panel>
    );
  }
  return <DecisionList />;
}

/** Another part of the console asks through the address; it is answered once and taken out of the bar. */
function useAddress(): void {
  const desk = useDesk();
  useEffect(() => {
    const answer = (): void => {
      const address = addressOf(window.location.hash);
      if (!address) return;
      window.history.replaceState(null, '', '#/decisions');
      const { incident, decision, template, level } = address;
      if (decision !== null) useSheets.getState().show({ is: 'decision', id: decision });
      else if (template !== null) useSheets.setState({ shown: { is: 'list' }, wish: { incident, template, level } });
      else if (incident !== null) askAbout(incident);
    };
    answer();
    window.addEventListener('hashchange', answer);
    return () => window.removeEventListener('hashchange', answer);
  }, [desk]);
}

/** A decision that was picked by a search or a link elsewhere. */
function useSelectedDecision(): void {
  const selected = useSelectedId('decision');
  const row = useRow(useCollection('decisions', {}), selected);
  useEffect(() => {
    if (!row) return;
    openDecision(row);
    useSelection.getState().clear();
  }, [row]);
}
