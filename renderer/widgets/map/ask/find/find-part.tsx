import { useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { useCollection } from '../../../../state/use-live.ts';
import { useProblemText } from '../../../../text/use-problem.ts';
import { Button } from '../../../button.tsx';
import { Icon } from '../../../icon.tsx';
import type { MapEngine } from '../../map-engine.ts';
import { useAsk } from '../ask-store.ts';
import styles from '../ask.module.css';
import { readCoordinate } from '../coordinates/read-coordinate.ts';
import { useSpotName } from '../use-spot-name.ts';
import { CoordinateList } from './coordinate-list.tsx';
import { HitList } from './hit-list.tsx';
import { goToCoordinate, openHit } from './open-hit.ts';
import { useSearch, type Hit } from './use-search.ts';

/** 查找: a name or a coordinate in, the map there; a place clicked in, its coordinates out. */
export function FindPart({ engine }: { readonly engine: MapEngine }) {
  const { t } = useTranslation('ask');
  const problemText = useProblemText();
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const resources = useCollection('resources', {});
  const found = useAsk((state) => state.spots.found);
  const isTaking = useAsk((state) => state.taking === 'found');
  const take = useAsk((state) => state.take);
  const name = useSpotName(found);
  const coordinate = readCoordinate(typed);
  const [near] = useState((): LonLat => {
    const { lng, lat } = engine.leaflet.getCenter();
    return [lng, lat];
  });
  const { hits, text, problem, complete } = useSearch(coordinate ? '' : typed, { near });

  const open = (hit: Hit): void => openHit(hit, resources.rows);
  function onEnter(): void {
    const [first] = hits;
    if (coordinate) goToCoordinate(coordinate);
    else if (first && text === typed.trim()) open(first);
  }

  return (
    <div ref={box} className={styles.part}>
      <TextInput
        aria-label={t('find.label')}
        placeholder={t('find.placeholder')}
        leftSection={<Icon name="search" />}
        value={typed}
        autoFocus
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
          else if (event.key === 'ArrowDown') box.current?.querySelector<HTMLElement>('[data-hit]')?.focus();
          else return;
          event.preventDefault();
        }}
      />
      {coordinate && <p className={styles.hint}>{t('find.goTo')}</p>}
      {problem && <p className={styles.warn}>{problemText(problem)}</p>}
      {text !== '' && !problem && hits.length === 0 && <p className={styles.hint}>{t('find.nothing')}</p>}
      {!complete && <p className={styles.hint}>{t('find.filling')}</p>}
      {hits.length > 0 && <HitList hits={hits} onPick={open} />}
      {typed === '' && <p className={styles.hint}>{t('find.hint')}</p>}
      <div className={styles.pair}>
        <Button icon="target" aria-pressed={isTaking} onClick={() => take(isTaking ? null : 'found')}>
          {t(isTaking ? 'spot.taking' : 'find.take')}
        </Button>
      </div>
      {found && (
        <>
          {found.name && <h3 className="lz-cut">{name}</h3>}
          <CoordinateList at={found.at} />
        </>
      )}
    </div>
  );
}
