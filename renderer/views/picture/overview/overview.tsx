import { useTranslation } from 'react-i18next';
import { Panel, PanelHead } from '../../../widgets/panel.tsx';
import { Figures } from './figures.tsx';
import { LimitList, WarningList } from './incident-lists.tsx';
import { PlaceList, SensorList, StockList } from './resource-lists.tsx';
import styles from './overview.module.css';

/** The drawer while nothing is selected: how the city stands, and what comes next. All of it is live. */
export function Overview() {
  const { t } = useTranslation('overview');
  return (
    <Panel className={styles.overview} label={t('title')}>
      <PanelHead title={t('title')} />
      <div className={styles.body} tabIndex={-1}>
        <Figures />
        <LimitList />
        <WarningList />
        <SensorList />
        <PlaceList />
        <StockList />
      </div>
    </Panel>
  );
}
