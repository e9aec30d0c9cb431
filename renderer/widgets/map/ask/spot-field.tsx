import { useId, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSelection } from '../../../state/selection.ts';
import { useCollection } from '../../../state/use-live.ts';
import { Button } from '../../button.tsx';
import { useAsk, type Spot, type SpotSlot } from './ask-store.ts';
import styles from './ask.module.css';
import { readCoordinate } from './coordinates/read-coordinate.ts';
import { HitList } from './find/hit-list.tsx';
import { flyTo, spotOfHit } from './find/open-hit.ts';
import { useSearch } from './find/use-search.ts';
import { useSpotName } from './use-spot-name.ts';

const MOST = 6;

/** A place by what is clicked, what is selected, or what is typed: a coordinate in any form, or a part of a name. */
export function SpotField({ slot, label }: { readonly slot: SpotSlot; readonly label: string }) {
  const { t } = useTranslation('ask');
  const id = useId();
  const [typed, setTyped] = useState('');
  const spot = useAsk((state) => state.spots[slot]);
  const setSpot = useAsk((state) => state.setSpot);
  const isTaking = useAsk((state) => state.taking === slot);
  const take = useAsk((state) => state.take);
  const selected = useSelection((state) => state.selected);
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const name = useSpotName(spot);
  const coordinate = readCoordinate(typed);
  const { hits, text, problem } = useSearch(coordinate ? '' : typed, { limit: MOST });
  const placed = hits.flatMap((hit) => (spotOfHit(hit, resources.rows) ? [hit] : []));

  function set(to: Spot): void {
    setSpot(slot, to);
    setTyped('');
    flyTo(to);
  }

  function pickFirst(): void {
    const [first] = placed;
    const hit = first && spotOfHit(first, resources.rows);
    if (coordinate) set({ at: coordinate, name: null, record: null });
    else if (hit && text === typed.trim()) set(hit);
  }

  function takeSelected(): void {
    if (selected?.topic !== 'incident' && selected?.topic !== 'resource') return;
    const { topic, id: record } = selected;
    const incident = topic === 'incident' ? incidents.rows.get(record)?.data : undefined;
    const resource = topic === 'resource' ? resources.rows.get(record)?.data : undefined;
    const at = incident?.at ?? resource?.at;
    const title = incident?.title ?? resource?.name ?? null;
    if (at) set({ at, name: title, record: { topic, id: record } });
  }

  const canUseSelected = selected?.topic === 'incident' || selected?.topic === 'resource';
  return (
    <div className={styles.spot} data-spot={slot} data-set={spot !== null}>
      <label htmlFor={id}>{label}</label>
      {spot ? (
        <p className={styles.chosen}>
          <b className="lz-cut">{name}</b>
          <Button
            look="quiet"
            icon="x"
            aria-label={t('spot.remove', { label })}
            title={t('spot.remove', { label })}
            onClick={() => setSpot(slot, null)}
          />
        </p>
      ) : (
        <>
          <TextInput
            id={id}
            placeholder={t('spot.placeholder')}
            value={typed}
            error={problem !== null || (text !== '' && hits.length === 0 && !coordinate) ? t('spot.nothing') : null}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') pickFirst();
              else if (event.key === 'ArrowDown')
                event.currentTarget.closest(`.${styles.spot}`)?.querySelector<HTMLElement>('[data-hit]')?.focus();
              else return;
              event.preventDefault();
            }}
          />
          {placed.length > 0 && (
            <HitList
              hits={placed}
              onPick={(hit) => {
                const to = spotOfHit(hit, resources.rows);
                if (to) set(to);
              }}
            />
          )}
          <div className={styles.pair}>
            <Button icon="target" aria-pressed={isTaking} onClick={() => take(isTaking ? null : slot)}>
              {t(isTaking ? 'spot.taking' : 'spot.take')}
            </Button>
            <Button disabled={!canUseSelected} onClick={takeSelected}>
              {t('spot.selected')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
