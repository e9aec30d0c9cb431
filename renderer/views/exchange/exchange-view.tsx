import { useTranslation } from 'react-i18next';
import type { PeerRow, StationRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { OwnStation } from './own-station.tsx';
import { PackagePanel } from './package-panel.tsx';
import { PeerTable } from './peer-table.tsx';
import { StationList } from './station-list.tsx';
import styles from './exchange.module.css';

function selectRows<Row extends { readonly id: string }>({ rows }: LiveCollection<Row>): readonly Row[] {
  return [...rows.values()];
}

function sameRows<Row>(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

/** Consoles among themselves, when no hub joins them: over the network, and by files that somebody carries. */
export function ExchangeView() {
  const { t } = useTranslation('exchange');
  const peers = useLive<PeerRow, readonly PeerRow[]>(useCollection('peers', {}), selectRows, sameRows);
  const stations = useLive<StationRow, readonly StationRow[]>(useCollection('stations', {}), selectRows, sameRows);
  const own = stations.find(({ status }) => status.state === 'own');
  const others = stations.filter(({ status }) => status.state !== 'own');
  return (
    <div className={styles.view}>
      <Panel label={t('title')}>
        <PanelHead title={t('title')} note={t('says')} />
        <div className={styles.scroll}>
          {own?.status.state === 'own' ? (
            <OwnStation id={own.id} fingerprint={own.fingerprint} own={own.status} />
          ) : (
            <Empty title={t('loading')} />
          )}
          <PeerTable peers={peers} />
          <StationList stations={others} />
        </div>
      </Panel>
      <Panel className={styles.side} label={t('files.title')}>
        <PanelHead title={t('files.title')} note={t('files.hint')} />
        <div className={styles.scroll}>
          <PackagePanel />
        </div>
      </Panel>
    </div>
  );
}
