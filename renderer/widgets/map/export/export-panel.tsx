import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCityMap } from '../../../state/names.ts';
import { usePast } from '../../../state/use-moment.ts';
import { useProblemText } from '../../../text/use-problem.ts';
import { useLanguage } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import type { MapToolPanelProps } from '../tools/map-tool.ts';
import { useExportChoice, type ExportChoice } from './export-store.ts';
import { PaperMap } from './paper-map.tsx';
import { useMapExport } from './use-map-export.ts';
import styles from './export.module.css';

/** What is typed into a field is not for the map around it. */
function keepKeys(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (key !== 'Escape' && !ctrlKey && !metaKey && !altKey) event.stopPropagation();
}

/** The map as it stands, as a picture or a page. */
export function ExportPanel({ engine }: MapToolPanelProps) {
  const { t, i18n } = useTranslation('mapExport');
  const { t: shell } = useTranslation('shell');
  const problemText = useProblemText();
  const windowLanguage = useLanguage();
  const city = useCityMap();
  const past = usePast();
  const choice = useExportChoice();
  const { job, start, cancel, drawn, failed } = useMapExport(engine);
  const language = choice.language ?? windowLanguage;
  const own = i18n.getFixedT(language, 'mapExport');
  const title = choice.title ?? (city ? own('titleOf', { city: city.name[language] }) : own('title'));
  const isBusy = job.is === 'drawing' || job.is === 'writing';

  function choices<K extends 'format' | 'paper' | 'resolution' | 'theme'>(
    name: K,
    label: string,
    options: readonly (readonly [ExportChoice[K], string])[],
  ) {
    return (
      <fieldset className={styles.choices} aria-label={label}>
        {options.map(([value, words]) => (
          <label key={String(value)}>
            <input
              type="radio"
              name={`export-${name}`}
              checked={choice[name] === value}
              onChange={() => choice.choose({ [name]: value } as Partial<ExportChoice>)}
            />
            {words}
          </label>
        ))}
      </fieldset>
    );
  }

  return (
    <div className={styles.panel} onKeyDown={keepKeys} data-export={job.is}>
      <label className={styles.field}>
        {t('titleField')}
        <input
          type="text"
          value={title}
          maxLength={80}
          onChange={({ currentTarget }) => choice.choose({ title: currentTarget.value })}
        />
      </label>
      <div className={styles.field}>
        <span>{t('format')}</span>
        {choices('format', t('format'), [
          ['pdf', t('formatName.pdf')],
          ['png', t('formatName.png')],
        ])}
      </div>
      <div className={styles.field}>
        <span>{t('paper')}</span>
        {choices('paper', t('paper'), [
          ['a4', t('paperName.a4')],
          ['a3', t('paperName.a3')],
        ])}
      </div>
      <div className={styles.field}>
        <span>{t('resolution')}</span>
        {choices('resolution', t('resolution'), [
          [1, t('resolutionName.1')],
          [2, t('resolutionName.2')],
        ])}
      </div>
      <div className={styles.field}>
        <span>{t('theme')}</span>
        {choices('theme', t('theme'), [
          ['day', t('themeName.day')],
          ['night', t('themeName.night')],
        ])}
      </div>
      <div className={styles.field}>
        <span>{t('language')}</span>
        <fieldset className={styles.choices} aria-label={t('language')}>
          {(['zh', 'en'] as const).map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="export-language"
                checked={language === each}
                onChange={() => choice.choose({ language: each })}
              />
              {shell(`language.${each}`)}
            </label>
          ))}
        </fieldset>
      </div>
      {past && <p className={styles.reason}>{t('past')}</p>}
      <div className={styles.actions}>
        {isBusy ? (
          <>
            <Button onClick={cancel}>{t('cancel')}</Button>
            <span role="status">{t(`stage.${job.is}`)}</span>
          </>
        ) : (
          <Button look="primary" disabled={title.trim() === ''} onClick={() => start(title.trim())}>
            {t('start')}
          </Button>
        )}
      </div>
      {job.is === 'done' && <p role="status">{t('done', { file: job.file })}</p>}
      {job.is === 'failed' && (
        <p role="alert" className={styles.reason}>
          {problemText(job.problem)}
        </p>
      )}
      {isBusy && <PaperMap engine={engine} order={job.order} onDrawn={drawn} onFailed={failed} />}
    </div>
  );
}
