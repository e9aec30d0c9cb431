import { useTranslation } from 'react-i18next';
import { hazardLevel } from '../../../shared/domain/hazard.ts';
import { useFormat } from '../../text/use-text.ts';
import { LevelGlyph } from '../level.tsx';
import { MapAnchor } from './map-anchor.tsx';
import type { PlaceSignal } from './map-anchor.tsx';
import type { MapEngine } from './map-engine.ts';
import type { Picked } from './map-input.ts';
import { isHazard, useItemTitle, useKindWord } from './use-item-title.ts';
import styles from './map.module.css';

const NAMED = 4;

export interface MapTooltipProps {
  readonly engine: MapEngine;
  readonly signal: PlaceSignal;
  readonly picked: Picked;
}

/** What lies under the resting pointer. Everything in it can also be reached by a click. */
export function MapTooltip({ engine, signal, picked }: MapTooltipProps) {
  const title = useItemTitle();
  const kind = useKindWord();
  const { t } = useTranslation('hazard');
  const { number } = useFormat();
  const { item, members } = picked;
  const named = members ? members.slice(0, NAMED) : [item];
  const rest = (members?.length ?? 1) - named.length;
  return (
    <MapAnchor engine={engine} signal={signal} itemKey={item.key} at="beside" className={styles.tooltip}>
      <ul role="tooltip">
        {named.map((one) => (
          <li key={one.key}>
            {one.level !== 0 && (
              <LevelGlyph
                level={one.level}
                size={13}
                {...(isHazard(one.row.data) && { word: t(`level.${hazardLevel(one.row.data)}`) })}
              />
            )}
            <span className="lz-cut">{title(one)}</span>
            <small>{kind(one.row.data)}</small>
          </li>
        ))}
        {rest > 0 && <li className={styles.more}>+{number(rest)}</li>}
      </ul>
    </MapAnchor>
  );
}
