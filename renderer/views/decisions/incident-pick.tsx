import { useCallback, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { byUrgency, type IncidentRow } from '../../state/incident-order.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useSorted } from '../../state/use-sorted.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { LevelGlyph } from '../../widgets/level.tsx';
import styles from './list.module.css';

const OPEN = byUrgency(new Set(['now', 'handling', 'feedback']));
/** More at once would be no list any more; the filter finds the rest. */
const MOST = 60;

interface IncidentPickProps {
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** Open incidents, those that wait for a decision first; several may be picked. */
export function IncidentPick({ chosen, onChange }: IncidentPickProps) {
  const { t } = useTranslation('decision');
  const { t: incident } = useTranslation('incident');
  const format = useFormat();
  const incidents = useCollection('incidents', {});
  const isComplete = useLive(incidents, ({ complete }) => complete);
  const sorted = useSorted(incidents, OPEN);
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLocaleLowerCase();
  const matches = useCallback(
    ({ data }: IncidentRow) =>
      wanted === '' ||
      [data.title.zh, data.title.en, data.place?.zh, data.place?.en].some((text) =>
        text?.toLocaleLowerCase().includes(wanted),
      ),
    [wanted],
  );
  const shown: IncidentRow[] = [];
  for (let index = 0; index < sorted.length && shown.length < MOST; index += 1) {
    const row = sorted.at(index);
    if (row && (chosen.includes(row.id) || matches(row))) shown.push(row);
  }
  const toggle = (id: string): void =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <>
      <TextInput
        size="xs"
        label={t('new.incidents', { count: chosen.length })}
        placeholder={t('new.filter')}
        value={query}
        onChange={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      {shown.length === 0 ? (
        <p className={styles.quiet}>
          {t(isComplete ? (wanted === '' ? 'new.noIncidents' : 'new.noMatch') : 'loading')}
        </p>
      ) : (
        <div className={styles.pick} role="group" aria-label={t('new.incidents', { count: chosen.length })}>
          {shown.map((row) => (
            <label key={row.id} className={styles.option} data-incident={row.id}>
              <input type="checkbox" checked={chosen.includes(row.id)} onChange={() => toggle(row.id)} />
              <LevelGlyph level={row.data.level} />
              <span className="lz-cut" title={format.text(row.data.title)}>
                <Local text={row.data.title} />
                <small>{incident(`kind.${row.data.kind}`)}</small>
              </span>
              <small>{incident(`state.${row.data.status.state}`)}</small>
            </label>
          ))}
        </div>
      )}
    </>
  );
}
