import { useTranslation } from 'react-i18next';
import { useCallback } from 'react';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDistrictName } from '../../state/names.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Chip } from '../chip.tsx';
import { ConflictChip } from '../command/conflict/conflict-chip.tsx';
import { LevelChip } from '../level.tsx';
import { GeometryBadge } from '../map/draw/geometry-badge.tsx';
import { Section } from '../panel.tsx';
import { cx } from '../../styles/cx.ts';
import styles from './drawer.module.css';

type Waiting = 'queued' | 'sent' | null;

/** How the officer's own changes to this incident stand; the worst of them. */
function useWaiting(id: string): Waiting {
  const select = useCallback(
    (outbox: LiveCollection<OutboxRow>): Waiting => {
      let waiting: Waiting = null;
      for (const { entityId, status } of outbox.rows.values()) {
        if (entityId !== id) continue;
        if (status.state === 'queued') waiting = 'queued';
        if ((status.state === 'sent' || status.state === 'accepted') && waiting === null) waiting = 'sent';
      }
      return waiting;
    },
    [id],
  );
  return useLive(useCollection('outbox', {}), select);
}

function WaitingChip({ waiting }: { readonly waiting: Waiting }) {
  const { t } = useTranslation('incident');
  switch (waiting) {
    case null:
      return null;
    case 'queued':
    case 'sent':
      return (
        <Chip tone="pending" icon="up">
          {t(waiting === 'queued' ? 'action.pending' : 'action.pendingSent')}
        </Chip>
      );
  }
}

/** Level, state, number; the title; where. */
export function IncidentHead({ row }: { readonly row: IncidentRow }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const format = useFormat();
  const district = useDistrictName();
  const waiting = useWaiting(row.id);
  const { data } = row;
  const place = data.place ? format.text(data.place) : '';
  const where = [
    data.district !== undefined && !place.includes(district(data.district)) && district(data.district),
    place,
    data.address,
    t(`kind.${data.kind}`),
    data.at === undefined && t('notOnMap'),
  ];
  return (
    <Section>
      <div className={styles.chips}>
        <LevelChip level={data.level} />
        <Chip>{t(`state.${data.status.state}`)}</Chip>
        <WaitingChip waiting={waiting} />
        <ConflictChip topic="incident" id={row.id} />
        <GeometryBadge faults={data.faults ?? []} />
        <span className={cx(styles.number, 'lz-cut')} title={row.id}>
          {row.id}
        </span>
      </div>
      <h2 className={styles.title} title={format.text(data.title)}>
        <Local text={data.title} />
      </h2>
      <p className={styles.where}>
        <bdi>{where.filter(Boolean).join(common('comma'))}</bdi>
      </p>
    </Section>
  );
}
