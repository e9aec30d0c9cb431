import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '../../../../state/warnings.ts';
import { useCityMap } from '../../../../state/names.ts';
import { useCollection } from '../../../../state/use-live.ts';
import { useFormat } from '../../../../text/use-text.ts';
import { Button } from '../../../button.tsx';
import { NumberField } from '../../draw/number-field.tsx';
import { useAsk } from '../ask-store.ts';
import styles from '../ask.module.css';
import { SpotField } from '../spot-field.tsx';
import type { AreaChoice } from './area-choice.ts';

interface Group {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** An area drawn for this question, or one that is there: a drawing, a district, a warning's area. */
export function AreaPicker() {
  const { t } = useTranslation('ask');
  const area = useAsk((state) => state.area);
  const metres = useAsk((state) => state.metres);
  const ring = useAsk((state) => state.ring);
  const isTaking = useAsk((state) => state.taking === 'ring');
  const { take, setArea, setMetres } = useAsk.getState();
  const isAround = area?.by === 'circle' || area?.by === 'incident';
  return (
    <>
      <SpotField slot="center" label={t('area.center')} />
      {isAround && <NumberField label={t('area.metres')} value={metres} min={10} max={100_000} onChange={setMetres} />}
      <div className={styles.pair}>
        <Button icon="plus" aria-pressed={isTaking} onClick={() => take(isTaking ? null : 'ring')}>
          {t(area?.by === 'ring' ? 'area.ringAgain' : 'area.ring')}
        </Button>
        {isTaking && (
          <Button look="primary" icon="check" disabled={ring.length < 3} onClick={() => setArea({ by: 'ring', ring })}>
            {t('area.finish')}
          </Button>
        )}
      </div>
      {isTaking && <p className={styles.hint}>{t('area.ringHint')}</p>}
      <KnownAreas />
    </>
  );
}

/** The list is made when it is opened: it changes with every record. */
function KnownAreas() {
  const { t } = useTranslation('ask');
  const { text, language } = useFormat();
  const area = useAsk((state) => state.area);
  const setArea = useAsk((state) => state.setArea);
  const drawings = useCollection('drawings', {});
  const known = useCollection('warnings', {});
  const city = useCityMap();
  const value = area && valueOf(area);
  const [groups, setGroups] = useState<Group[]>([]);

  function read(): Group[] {
    const standing = [...drawings.rows.values()].filter(
      ({ data }) => data.status.state === 'standing' && data.geometry.type === 'area',
    );
    const warnings = [...known.rows.values()].filter(isCurrent).filter(({ alert }) => alert.areas.length > 0);
    return [
      {
        group: t('area.drawings'),
        items: standing.map(({ id, data }) => ({ value: `drawing:${id}`, label: text(data.name) })),
      },
      {
        group: t('area.districts'),
        items: (city?.districts ?? []).map(({ code, name }) => ({ value: `district:${code}`, label: name[language] })),
      },
      {
        group: t('area.alerts'),
        items: warnings.map(({ id, alert }) => ({ value: `alert:${id}`, label: text(alert.headline) })),
      },
    ].filter(({ items }) => items.length > 0);
  }

  return (
    <Select
      label={t('area.known')}
      placeholder={t('area.choose')}
      data={groups.length > 0 ? groups : read()}
      value={value}
      searchable
      clearable
      limit={60}
      maxDropdownHeight={280}
      onDropdownOpen={() => setGroups(read())}
      onChange={(chosen) => setArea(chosen === null ? null : choiceOf(chosen))}
    />
  );
}

function valueOf(area: AreaChoice): string | null {
  if (area.by === 'district') return `district:${area.code}`;
  return area.by === 'drawing' || area.by === 'alert' ? `${area.by}:${area.id}` : null;
}

function choiceOf(value: string): AreaChoice | null {
  const [by, ...rest] = value.split(':');
  const id = rest.join(':');
  if (by === 'district') return { by, code: id };
  return by === 'drawing' || by === 'alert' ? { by, id } : null;
}
