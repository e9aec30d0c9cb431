import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCityMap } from '../../../state/names.ts';
import { useConsole } from '../../../state/console.ts';
import { Button } from '../../button.tsx';
import type { MapToolPanelProps } from '../tools/map-tool.ts';
import { AddFile } from './add-file.tsx';
import { AddOnline } from './add-online.tsx';
import styles from './base.module.css';
import { CITY, NONE, useBaseChoice } from './base-choice.ts';
import { PreloadPart } from './preload-part.tsx';
import { SourceLine } from './source-line.tsx';
import { useAttempt } from './use-attempt.ts';
import { useShownSources, useTileSources } from './use-tile-sources.ts';

/** What is typed into a field is not for the map around it, which has keys of its own. */
function keepKeys(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (key !== 'Escape' && !ctrlKey && !metaKey && !altKey) event.stopPropagation();
}

/** Which map lies under the symbols; maps from files and servers; areas that are fetched ahead. */
export function BasePanel({ engine }: MapToolPanelProps) {
  const { t } = useTranslation('baseMap');
  const { link } = useConsole();
  const city = useCityMap();
  const [choice, choose] = useBaseChoice();
  const { rows } = useTileSources();
  const { shown, isGone } = useShownSources();
  const [adding, setAdding] = useState<'file' | 'online' | null>(null);
  const removal = useAttempt();
  const bases = rows.filter(({ role }) => role === 'base');
  const overs = rows.filter(({ role }) => role === 'labels');

  function added(id: string, labels: string | null): void {
    setAdding(null);
    choose({ base: id, labels: labels === null ? choice.labels : [...choice.labels, labels] });
  }

  async function remove(id: string): Promise<void> {
    const removed = await removal.run(() => link.call('removeTileSource', { id }));
    if (!removed) return;
    const labels = choice.labels.filter((label) => label !== id);
    choose({ base: choice.base === id ? (city ? CITY : NONE) : choice.base, labels });
  }

  const own = (value: string, words: string, disabled = false) => (
    <label className={styles.own}>
      <input
        type="radio"
        name="base-map"
        checked={choice.base === value}
        disabled={disabled}
        onChange={() => choose({ ...choice, base: value })}
      />
      {words}
    </label>
  );

  return (
    <div className={styles.panel} onKeyDown={keepKeys}>
      <fieldset aria-label={t('choice')}>
        {own(CITY, city === null ? t('cityNone') : t('city'), city === null)}
        {bases.map((row) => (
          <SourceLine
            key={row.id}
            row={row}
            engine={engine}
            type="radio"
            isOn={choice.base === row.id}
            onSwitch={() => choose({ ...choice, base: row.id })}
            onRemove={() => void remove(row.id)}
          />
        ))}
        {own(NONE, t('none'))}
        {isGone && <p className={styles.reason}>{t('gone')}</p>}
      </fieldset>
      {overs.length > 0 && (
        <fieldset>
          <legend>{t('over')}</legend>
          {overs.map((row) => (
            <SourceLine
              key={row.id}
              row={row}
              engine={engine}
              type="checkbox"
              isOn={choice.labels.includes(row.id)}
              onSwitch={(on) =>
                choose({
                  ...choice,
                  labels: on ? [...choice.labels, row.id] : choice.labels.filter((id) => id !== row.id),
                })
              }
              onRemove={() => void remove(row.id)}
            />
          ))}
        </fieldset>
      )}
      {removal.reason !== null && <p className={styles.reason}>{removal.reason}</p>}
      <section>
        {adding === null && (
          <div className={styles.actions}>
            <Button icon="file" onClick={() => setAdding('file')}>
              {t('addFile')}
            </Button>
            <Button icon="link" onClick={() => setAdding('online')}>
              {t('addOnline')}
            </Button>
          </div>
        )}
        {adding === 'file' && <AddFile onAdded={(id) => added(id, null)} onCancel={() => setAdding(null)} />}
        {adding === 'online' && <AddOnline onAdded={added} onCancel={() => setAdding(null)} />}
      </section>
      <PreloadPart engine={engine} sources={shown.filter(({ kind }) => kind === 'online')} />
    </div>
  );
}
