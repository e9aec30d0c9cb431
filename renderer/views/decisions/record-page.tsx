import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { goToDesk } from '../../state/route.ts';
import { useMomentWays } from '../../state/use-moment.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { rememberView } from '../../widgets/map/remembered-view.ts';
import { useCityMap } from '../../state/names.ts';
import { Tabs } from '../../widgets/tabs.tsx';
import { CompareGrid } from './compare-grid.tsx';
import type { DecisionRow } from './decision-groups.ts';
import { StateChips } from './decision-line.tsx';
import { DecisionOrders } from './decision-orders.tsx';
import { RecordActions } from './record-actions.tsx';
import { RecordFacts, RecordSide } from './record-side.tsx';
import { SealedPicture } from './sealed-picture.tsx';
import { NumberChip, SheetHead } from './sheet-head.tsx';
import { useSheets } from './sheet-store.ts';
import { Steps } from './steps.tsx';
import styles from './sheet.module.css';

type Tab = 'compare' | 'steps' | 'picture' | 'orders';

/**
 * A decision as it was handed in or taken (DE-V8): the same grid, what was chosen and why, by whose hands, what it rested on, the
 * picture as it was, and what became of its orders.
 */
export function RecordPage({ row }: { readonly row: DecisionRow }) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const { show } = useSheets.getState();
  const { data, id, pending } = row;
  const [tab, setTab] = useState<Tab>(
    data.status.state === 'submitted' && data.evidence?.picture ? 'compare' : 'compare',
  );
  const [looked, setLooked] = useState(data.chosen ?? 0);
  const option = data.options[looked];
  const back = (): void => (tab === 'compare' ? show({ is: 'list' }) : setTab('compare'));
  useCommand({ id: 'decision.back', group: 'list', key: 'Esc', title: t('back'), run: back });
  useCommand(
    data.evidence?.picture
      ? {
          id: 'decision.map',
          group: 'list',
          key: 'M',
          title: t('tab.picture'),
          run: () => setTab(tab === 'picture' ? 'compare' : 'picture'),
        }
      : null,
  );
  return (
    <div className={styles.sheet} data-decision={id} data-state={data.status.state}>
      <SheetHead
        title={format.text(data.question)}
        worded=""
        onTitle={null}
        chips={
          <>
            <NumberChip id={id} />
            <StateChips data={data} pending={(pending?.length ?? 0) > 0} />
          </>
        }
        words={t(`kind.${data.kind}`)}
        onBack={() => show({ is: 'list' })}
      >
        {data.evidence && <ThenButton evidence={data.evidence} />}
      </SheetHead>
      <div className={styles.left}>
        <RecordSide row={row} />
        {data.evidence && <SealedPicture evidence={data.evidence} isSmall onLarge={() => setTab('picture')} />}
      </div>
      <div className={styles.centre}>
        <Tabs
          label={t('tab.label')}
          tabs={(['compare', 'steps', 'picture', 'orders'] as const).map((tabId) => ({
            id: tabId,
            label: t(`tab.${tabId}`),
          }))}
          value={tab}
          onChange={setTab}
        />
        {tab === 'compare' && (
          <CompareGrid
            options={data.options}
            limits={null}
            asked={[]}
            chosen={data.chosen ?? null}
            onChoose={null}
            onSteps={(index) => {
              setLooked(index);
              setTab('steps');
            }}
            authority={<KeptAuthority row={row} />}
          />
        )}
        {tab === 'steps' && option && <Steps option={option} constraints={[]} onToggle={null} />}
        {tab === 'picture' && <SealedPicture evidence={data.evidence} isSmall={false} onLarge={() => undefined} />}
        {tab === 'orders' && <DecisionOrders id={id} />}
      </div>
      <div className={styles.right}>
        <RecordFacts row={row} />
      </div>
      <RecordActions row={row} />
    </div>
  );
}

function KeptAuthority({ row }: { readonly row: DecisionRow }) {
  const { t } = useTranslation('decision');
  const { authority } = row.data;
  if (!authority) return <span className={styles.quiet}>{t('authority.notKept')}</span>;
  return (
    <>
      <span>{t(authority.isHeld ? 'authority.held' : 'authority.hand')}</span>
      <span className={styles.end}>{authority.row ?? t('authority.noRow')}</span>
    </>
  );
}

/** Opens the picture desk at the moment of the evidence, where the map stood. */
function ThenButton({ evidence }: { readonly evidence: NonNullable<DecisionRow['data']['evidence']> }) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const moment = useMomentWays();
  const city = useCityMap();
  const { takenAt, view } = evidence;
  const open = (): void => {
    if (view) rememberView({ ground: city?.id ?? 'none', lat: view.center[1], lng: view.center[0], zoom: view.zoom });
    moment.show(takenAt);
    goToDesk('picture');
  };
  useCommand({ id: 'decision.then', group: 'list', title: t('then', { time: format.time(takenAt) }), run: open });
  return (
    <Button icon="clock" onClick={open}>
      {t('then', { time: format.time(takenAt) })}
    </Button>
  );
}
