import { latLngBounds } from 'leaflet';
import { useTranslation } from 'react-i18next';
import type { TileSourceRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import { useNow } from '../../../state/use-console.ts';
import { useProblemText } from '../../../text/use-problem.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Icon } from '../../icon.tsx';
import type { MapEngine } from '../map-engine.ts';
import styles from './base.module.css';

export interface SourceLineProps {
  readonly row: TileSourceRow;
  readonly engine: MapEngine;
  readonly type: 'radio' | 'checkbox';
  readonly isOn: boolean;
  onSwitch(on: boolean): void;
  onRemove(): void;
}

/** One map from a file or a server: what it is, how it stands, and what can be done with it. */
export function SourceLine({ row, engine, type, isOn, onSwitch, onRemove }: SourceLineProps) {
  const { t } = useTranslation('baseMap');
  const { t: common } = useTranslation();
  const { bytes } = useFormat();
  const { name, kind, content, minZoom, maxZoom, bounds, place, kept, status } = row;
  const isUsable = status.state !== 'refused' || kind === 'online';

  function show(): void {
    if (!bounds) return;
    const [west, south, east, north] = bounds;
    engine.camera.take();
    engine.leaflet.fitBounds(latLngBounds([south, west], [north, east]), { maxZoom: Math.max(minZoom, maxZoom) });
  }

  const facts = [t(`kind.${kind}`), t(`content.${content}`)];
  if (isUsable) facts.push(t('zooms', { from: minZoom, to: maxZoom }));
  if (kept) facts.push(kept.tiles > 0 ? t('kept', { size: bytes(kept.bytes) }) : t('keptNone'));
  return (
    <div className={styles.source} data-source={row.id} data-state={status.state}>
      <label>
        <input
          type={type}
          name={type === 'radio' ? 'base-map' : undefined}
          checked={isOn}
          disabled={!isUsable}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        <span className={styles.name} title={name}>
          {name}
        </span>
      </label>
      <span className={styles.buttons}>
        {bounds && (
          <button type="button" aria-label={t('show', { name })} title={t('show', { name })} onClick={show}>
            <Icon name="target" size={16} />
          </button>
        )}
        <button type="button" aria-label={t('remove', { name })} title={t('remove', { name })} onClick={onRemove}>
          <Icon name="x" size={16} />
        </button>
      </span>
      <p className={styles.facts}>{facts.join(common('separator'))}</p>
      <p className={styles.place} title={place}>
        {place}
      </p>
      <SourceState status={status} />
    </div>
  );
}

function SourceState({ status }: Pick<TileSourceRow, 'status'>) {
  const { t } = useTranslation('baseMap');
  const problemText = useProblemText();
  const { age } = useFormat();
  const now = useNow();
  if (status.state === 'ready') return null;
  const words =
    status.state === 'refused'
      ? t('refused', { reason: problemText(status.problem) })
      : t('offline', { age: age(status.since, now) });
  return (
    <p className={styles.state}>
      <Icon name={status.state === 'refused' ? 'warn' : 'unlink'} size={14} />
      {words}
    </p>
  );
}
