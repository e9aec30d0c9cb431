import { hazardLevel } from '../../../shared/domain/hazard.ts';
import { useTranslation } from 'react-i18next';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../button.tsx';
import { LevelWord } from '../level.tsx';
import { SymbolIcon } from '../symbols/symbol-icon.tsx';
import { MapAnchor } from './map-anchor.tsx';
import type { PlaceSignal } from './map-anchor.tsx';
import type { MapEngine } from './map-engine.ts';
import type { Picked } from './map-input.ts';
import { RecordFacts } from './record-facts.tsx';
import { isHazard, isResource, useItemTitle, useKindWord, useStateWord } from './use-item-title.ts';
import styles from './map.module.css';

const LISTED = 12;

export interface MapPopupProps {
  readonly engine: MapEngine;
  readonly signal: PlaceSignal;
  readonly picked: Picked;
  readonly onClose: () => void;
  readonly onOpen: (picked: Picked) => void;
}

/** The card at a symbol: one record's key facts, or the members of a cluster that no zoom can part. */
export function MapPopup({ engine, signal, picked, onClose, onOpen }: MapPopupProps) {
  const { t } = useTranslation();
  return (
    <MapAnchor engine={engine} signal={signal} itemKey={picked.item.key} at="beside" className={styles.popup}>
      <div role="dialog" aria-label={t('open')}>
        <span className={styles.popupClose}>
          <Button look="quiet" icon="x" aria-label={t('close')} onClick={onClose} />
        </span>
        {picked.members ? <Members members={picked.members} onOpen={onOpen} /> : <Single picked={picked} />}
      </div>
    </MapAnchor>
  );
}

function Single({ picked: { item } }: { readonly picked: Picked }) {
  const state = useStateWord();
  const kind = useKindWord();
  const incident = useRow(useCollection('incidents', {}), item.topic === 'incident' ? item.id : null);
  const resource = useRow(useCollection('resources', {}), item.topic === 'resource' ? item.id : null);
  const { t } = useTranslation('hazard');
  const hazard = useRow(useCollection('hazards', {}), item.topic === 'hazard' ? item.id : null);
  const row = incident ?? resource ?? hazard ?? item.row;
  const record = row.data;
  return (
    <>
      <header className={styles.popupHead}>
        <SymbolIcon look={item.fresh.look} size={34} />
        <div>
          <b className={styles.popupTitle}>
            <Local text={isResource(record) ? record.name : record.title} />
          </b>
          <span className={styles.popupMeta}>
            {isHazard(record) && <LevelWord level={hazardLevel(record)} word={t(`level.${hazardLevel(record)}`)} />}
            {!isResource(record) && !isHazard(record) && <LevelWord level={record.level} />}
            {isResource(record) && record.form === 'sensor' && record.level !== 0 && <LevelWord level={record.level} />}
            <span>{kind(record)}</span>
            <span>{state(record)}</span>
          </span>
        </div>
      </header>
      <RecordFacts row={row} />
    </>
  );
}

function Members({
  members,
  onOpen,
}: {
  readonly members: Picked['members'] & object;
  readonly onOpen: (picked: Picked) => void;
}) {
  const { t } = useTranslation('map');
  const title = useItemTitle();
  const { number } = useFormat();
  const rest = members.length - LISTED;
  return (
    <>
      <header className={styles.popupHead}>
        <b className={styles.popupTitle}>{t('cluster.here', { count: members.length })}</b>
      </header>
      <ul className={styles.members}>
        {members.slice(0, LISTED).map((item) => (
          <li key={item.key}>
            <button type="button" onClick={() => onOpen({ item, members: null })}>
              <SymbolIcon look={item.fresh.look} size={22} tight />
              <span className="lz-cut">{title(item)}</span>
            </button>
          </li>
        ))}
        {rest > 0 && <li className={styles.more}>{t('cluster.more', { count: rest, number: number(rest) })}</li>}
      </ul>
    </>
  );
}
