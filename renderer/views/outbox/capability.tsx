import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import type { PeerRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSourceName, useStationName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useFormat } from '../../text/use-text.ts';
import { verbOf } from '../../widgets/command/describe-command.ts';
import { useOpenConflicts } from '../../widgets/command/conflict/use-conflict.ts';
import { inLanguage } from '../../widgets/command/words.ts';
import { Icon } from '../../widgets/icon.tsx';
import type { IconName } from '../../widgets/icon-paths.ts';
import type { FeedsNow } from './feeds-down.ts';
import styles from './outbox.module.css';

/** The orders that an officer gives by hand, in the order in which he meets them. */
const ORDERS: readonly CommandTypeName[] = [
  'incident.create',
  'incident.acknowledge',
  'incident.change',
  'incident.dispatch',
  'stock.move',
  'incident.addNote',
];

/** Stations that are in step without a hub. As one string: it is read with every change of a peer. */
function joinedPeers({ rows }: LiveCollection<PeerRow>): string {
  return [...rows.values()].flatMap(({ status, station }) => (status.state === 'joined' && station) || []).join('\n');
}

function Part({
  icon,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <h3>
        <Icon name={icon} size={18} />
        {title}
      </h3>
      {children}
    </section>
  );
}

/** What works, what stopped when, and what cannot be done, of what is measured and allowed now. Nothing here is a fixed sentence. */
export function Capability({ feeds }: { readonly feeds: FeedsNow }) {
  const { t } = useTranslation('outbox');
  const { t: command } = useTranslation('command');
  const format = useFormat();
  const source = useSourceName();
  const station = useStationName();
  const may = useMay();
  const conflicts = useOpenConflicts();
  const peers = useLive(useCollection('peers', {}), joinedPeers);
  const isAll = feeds.up.length + feeds.late.length === 0;
  // With all of them down the picture stands since the last one stopped.
  const first = (isAll ? feeds.stopped.at(-1) : feeds.stopped[0])?.since;
  const stoppedAt = useClock((now) => (first === undefined ? '' : format.moment(first, now)));
  const times = useClock((now) => feeds.stopped.map(({ since }) => format.moment(since, now)).join('\n')).split('\n');
  const and = command('value.and');
  const names = (ids: readonly string[]): string => ids.map(source).join(and);
  const verbs = ORDERS.filter((action) => may(action) === null).map((action) => command(`verb.${verbOf(action)}`));
  const down = feeds.stopped.flatMap((stopped) => stopped.feeds);
  const said = (text: string): string => inLanguage({ format }, text);
  return (
    <div className={styles.capability}>
      <Part icon="check" title={t('cap.works')}>
        <p>
          {verbs.length === 0
            ? t('cap.noOrders')
            : t(isAll ? 'cap.orders' : 'cap.ordersPartly', { verbs: verbs.join(and) })}
        </p>
        <p>{t('cap.local')}</p>
        {feeds.up.length > 0 && <p>{t('cap.up', { names: names(feeds.up) })}</p>}
      </Part>
      <Part icon="clock" title={t('cap.stopped', { time: stoppedAt })}>
        {feeds.stopped.map((stopped, index) => {
          const time = times[index] ?? '';
          const whole = isAll && feeds.stopped.length === 1;
          return (
            <p key={stopped.since}>
              {whole
                ? t('cap.allDown', { count: stopped.feeds.length, time })
                : said(t('cap.down', { names: names(stopped.feeds), time }))}
            </p>
          );
        })}
        {feeds.late.length > 0 && <p>{t('cap.late', { names: names(feeds.late) })}</p>}
        {peers !== '' && <p>{said(t('cap.peers', { names: peers.split('\n').map(station).join(and) }))}</p>}
      </Part>
      <Part icon="x" title={t('cap.cannot')}>
        <p>{isAll ? t('cap.receiptsAll') : said(t('cap.receipts', { names: names(down) }))}</p>
        <p>{t('cap.unknownNew')}</p>
        <p>{t(conflicts > 0 ? 'cap.decide' : 'cap.lapse')}</p>
      </Part>
    </div>
  );
}
