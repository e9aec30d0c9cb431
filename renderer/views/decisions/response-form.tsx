import { useEffect, useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RESPONSE_LEVELS, type ResponseLevel } from '../../../shared/domain/plan-template.ts';
import type { TemplateMatch } from '../../../shared/protocol/console-api/template-calls.ts';
import { useConsole } from '../../state/console.ts';
import { useCall } from '../../state/use-call.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import type { KindFormProps } from './kind-form.ts';
import { useSheets } from './sheet-store.ts';
import { newSheet } from './sheet.ts';
import styles from './list.module.css';

/** Which plan at which level for which incident; a level is proposed by its grade and activated by a person. */
export function ResponseForm({ onBegin }: KindFormProps) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const problemText = useProblemText();
  const { link } = useConsole();
  const { ask, isBusy, problem } = useCall();
  const wish = useSheets((state) => state.wish);
  const incidents = useCollection('incidents', {});
  const templates = useCollection('templates', {});
  useLive(templates, ({ version }) => version);
  const isRead = useLive(incidents, ({ complete }) => complete);
  const [incident, setIncident] = useState<string | null>(wish?.incident ?? null);
  const [template, setTemplate] = useState<string | null>(wish?.template ?? null);
  const [level, setLevel] = useState<ResponseLevel | null>(wish?.level ?? null);
  const [matches, setMatches] = useState<readonly TemplateMatch[]>([]);

  useEffect(() => {
    if (wish) useSheets.setState({ wish: null });
  }, [wish]);
  useEffect(() => {
    let isGone = false;
    if (incident === null) return;
    link.call('matchTemplates', { incident }).then(
      (found) => {
        if (isGone) return;
        setMatches(found);
        const [first] = found;
        if (!first) return;
        setTemplate((before) => before ?? first.template);
        setLevel((before) => before ?? first.level);
      },
      // Without a proposal the officer picks by himself.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [link, incident]);

  const open = [...incidents.rows.values()].filter(
    ({ data }) => data.status.state !== 'closed' && data.status.state !== 'merged',
  );
  const rank = (id: string): number => {
    const place = matches.findIndex((match) => match.template === id);
    return place < 0 ? matches.length : place;
  };
  const usable = [...templates.rows.values()]
    .filter(({ data }) => data.enabled)
    .sort((a, b) => rank(a.id) - rank(b.id));
  const row = template === null ? undefined : templates.rows.get(template as never);
  const match = matches.find((found) => found.template === template);

  const begin = async (): Promise<void> => {
    if (!row || incident === null || level === null || !onBegin) return;
    const answered = await ask('responseOption', { template: row.id, level, incident });
    if (!answered) return;
    onBegin(
      newSheet('response', {
        incidents: [incident],
        response: { template: row.id, version: row.data.version, level },
        own: [answered.answer],
        chosen: 0,
      }),
    );
  };

  return (
    <>
      <div className={styles.fields}>
        <p className={styles.quiet}>{t('new.responseHint')}</p>
        <Select
          size="xs"
          searchable
          label={t('new.incident')}
          placeholder={isRead ? undefined : t('loading')}
          data={open.map(({ id, data }) => ({ value: id as string, label: format.text(data.title) }))}
          value={incident}
          onChange={setIncident}
        />
        <Select
          size="xs"
          searchable
          label={t('new.template')}
          data={usable.map(({ id, data }) => ({
            value: id as string,
            label: rank(id) < matches.length ? t('new.fits', { plan: format.text(data.name) }) : format.text(data.name),
          }))}
          value={template}
          onChange={setTemplate}
        />
        {templates.complete && usable.length === 0 && <p className={styles.quiet}>{t('new.noTemplates')}</p>}
        <Select
          size="xs"
          label={t('new.level')}
          data={RESPONSE_LEVELS.map((value) => ({
            value,
            label:
              value === match?.level
                ? t('new.proposed', { level: t(`responseLevel.${value}`) })
                : t(`responseLevel.${value}`),
          }))}
          value={level}
          onChange={(value) => setLevel(RESPONSE_LEVELS.find((known) => known === value) ?? null)}
        />
        {row && level !== null && row.data.triggers[level] && (
          <p className={styles.quiet}>{t('new.trigger', { words: format.text(row.data.triggers[level]) })}</p>
        )}
        {problem && (
          <p className={styles.refused} role="alert">
            {problemText(problem)}
          </p>
        )}
      </div>
      <footer className={styles.newFoot}>
        <Button
          look="primary"
          size="grave"
          disabled={onBegin === null || isBusy || !row || incident === null || level === null}
          onClick={() => void begin()}
        >
          {t('new.beginResponse')}
        </Button>
      </footer>
    </>
  );
}
