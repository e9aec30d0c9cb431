import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationRow } from '../../../shared/protocol/console-api/rows.ts';
import { useStationName } from '../../state/names.ts';
import { useCall } from '../../state/use-call.ts';
import { useClock } from '../../state/use-console.ts';
import { useMay } from '../../state/use-may.ts';
import { useOfficers } from '../../state/use-seat.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { FingerprintGroups } from './fingerprint-groups.tsx';
import { ProblemNote } from './problem-note.tsx';
import { TrustForm } from './trust-form.tsx';
import styles from './exchange.module.css';

function State({ status }: Pick<StationRow, 'status'>) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const officers = useOfficers();
  const by = status.state === 'trusted' ? status.by : '';
  const name = officers?.find(({ id }) => id === by)?.name;
  const time = useClock((now) => (status.state === 'trusted' ? format.moment(status.since, now) : ''));
  switch (status.state) {
    case 'trusted':
      return (
        <Chip tone="live" icon="check">
          {t('stations.trusted', { name: name ? format.text(name) : by, time })}
        </Chip>
      );
    case 'unknown':
      return (
        <Chip tone="unknown" icon="lock">
          {t('stations.unknown')}
        </Chip>
      );
    case 'keyChanged':
      return (
        <Chip tone="stale" icon="warn">
          {t('stations.keyChanged')}
        </Chip>
      );
    case 'own':
      return null;
  }
}

/** Taking trust back is asked for twice: the orders of that seat are refused from then on. */
function Distrust({ station }: { readonly station: string }) {
  const { t } = useTranslation('exchange');
  const { t: common } = useTranslation();
  const { isBusy, problem, ask } = useCall();
  const [isSure, setSure] = useState(false);
  const isAllowed = useMay()('exchange.manage') === null;
  return (
    <>
      {isSure ? (
        <span className={styles.actions}>
          <span className={styles.quiet}>{t('stations.distrustSays')}</span>
          <Button
            disabled={!isAllowed || isBusy}
            onClick={() => void ask('distrustStation', { station }).then((done) => done && setSure(false))}
          >
            {t('stations.distrustSure')}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {common('cancel')}
          </Button>
        </span>
      ) : (
        <Button look="quiet" disabled={!isAllowed} onClick={() => setSure(true)}>
          {t('stations.distrust')}
        </Button>
      )}
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

function Station({ row }: { readonly row: StationRow }) {
  const { t } = useTranslation('exchange');
  const station = useStationName();
  const [isComparing, setComparing] = useState(false);
  const isAllowed = useMay()('exchange.manage') === null;
  const { id, fingerprint, status } = row;
  const close = (): void => setComparing(false);
  return (
    <li className={styles.station} data-station={id} data-state={status.state}>
      <div className={styles.stationLine}>
        <b title={id}>{station(id)}</b>
        {!isComparing && <FingerprintGroups fingerprint={fingerprint} />}
        <State status={status} />
        <span className="lz-spring" />
        {status.state === 'unknown' && !isComparing && (
          <Button disabled={!isAllowed} onClick={() => setComparing(true)}>
            {t('stations.compare')}
          </Button>
        )}
        {(status.state === 'trusted' || status.state === 'keyChanged') && <Distrust station={id} />}
      </div>
      {status.state === 'keyChanged' && <p>{t('stations.keyChangedText', { shown: status.shown })}</p>}
      {status.state === 'unknown' && isComparing && (
        <TrustForm station={id} fingerprint={fingerprint} onTrusted={close} onCancel={close} />
      )}
    </li>
  );
}

/** Whose keys are believed, and who has shown himself and is not. */
export function StationList({ stations }: { readonly stations: readonly StationRow[] }) {
  const { t } = useTranslation('exchange');
  return (
    <Section title={t('stations.title')} hint={t('stations.hint')}>
      {stations.length === 0 ? (
        <Nothing>{t('stations.empty')}</Nothing>
      ) : (
        <ul>
          {stations.map((row) => (
            <Station key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Section>
  );
}
