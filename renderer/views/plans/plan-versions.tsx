import { useMemo, useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanTemplate } from '../../../shared/domain/plan-template.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import type { PlanBook, TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Moment } from '../../widgets/age.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { differencesOf } from './differences.ts';
import { DifferenceLine } from './difference-line.tsx';
import { wordsOf } from './draft.ts';
import type { PlanWords } from './use-plan-book.ts';
import { versionsOf } from './versions.ts';
import styles from './pages.module.css';

interface PlanVersionsProps {
  readonly row: TemplateRow;
  readonly book: PlanBook | null;
  readonly words: PlanWords;
}

function selectRows({ rows, complete }: LiveCollection<TimelineRow>): readonly TimelineRow[] | null {
  return complete ? [...rows.values()] : null;
}

function isSame(a: readonly TimelineRow[] | null, b: readonly TimelineRow[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

/** Who changed the plan, when and why; and in what two versions differ, in words. */
export function PlanVersions({ row, book, words }: PlanVersionsProps) {
  const { t } = useTranslation('plan');
  const rows = useLive(useCollection('timeline', { topic: 'template', id: row.id }), selectRows, isSame);
  const shipped = book?.shipped[row.id];
  const versions = useMemo(() => versionsOf(shipped, rows ?? []), [shipped, rows]);
  // Two numbers that the officer chose; the newest and the one before it until then.
  const [chosen, setChosen] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const to = versions.find(({ version }) => version === chosen?.to) ?? versions[0];
  const from = versions.find(({ version }) => version === chosen?.from) ?? versions[1];
  if (rows === null || book === null) return <Empty title={t('versions.loading')} />;
  if (!to) return <Empty title={t('versions.one')} />;
  return (
    <div className={styles.versions}>
      <ol className={styles.versionList}>
        {versions.map((version, index) => (
          <VersionLine
            key={version.version}
            version={version}
            isShown={version === to}
            onChoose={() => setChosen({ to: version.version, from: (versions[index + 1] ?? version).version })}
          />
        ))}
      </ol>
      {from ? (
        <Comparison from={from} to={to} versions={versions} words={words} onChange={setChosen} />
      ) : (
        <Empty title={t('versions.one')} />
      )}
    </div>
  );
}

interface VersionLineProps {
  readonly version: PlanTemplate;
  readonly isShown: boolean;
  readonly onChoose: () => void;
}

function VersionLine({ version: { version, changedBy, why }, isShown, onChoose }: VersionLineProps) {
  const { t } = useTranslation('plan');
  const { officer, post } = usePeopleNames();
  return (
    <li>
      <button type="button" aria-pressed={isShown} onClick={onChoose}>
        <b>{t('version', { version })}</b>
        {changedBy ? (
          <>
            <span>{t('versions.by', { who: officer(changedBy.officer), post: post(changedBy.post) })}</span>
            <Moment at={changedBy.at} />
          </>
        ) : (
          <span>{t('versions.shipped')}</span>
        )}
        {why !== undefined && <small>{why}</small>}
      </button>
    </li>
  );
}

interface ComparisonProps {
  readonly from: PlanTemplate;
  readonly to: PlanTemplate;
  readonly versions: readonly PlanTemplate[];
  readonly words: PlanWords;
  readonly onChange: (chosen: { readonly from: number; readonly to: number }) => void;
}

function Comparison({ from, to, versions, words, onChange }: ComparisonProps) {
  const { t } = useTranslation('plan');
  const differences = useMemo(() => differencesOf(wordsOf(from), wordsOf(to)), [from, to]);
  const data = versions.map(({ version }) => ({ value: String(version), label: t('version', { version }) }));
  const pick = (which: 'from' | 'to') => (value: string | null) => {
    if (value !== null) onChange({ from: from.version, to: to.version, [which]: Number(value) });
  };
  return (
    <section className={styles.comparison} aria-label={t('versions.compare')}>
      <div className={styles.pair}>
        <Select
          label={t('versions.from')}
          data={data}
          value={String(from.version)}
          allowDeselect={false}
          onChange={pick('from')}
        />
        <Select
          label={t('versions.to')}
          data={data}
          value={String(to.version)}
          allowDeselect={false}
          onChange={pick('to')}
        />
      </div>
      {differences.length === 0 ? (
        <Empty title={t('versions.same')} />
      ) : (
        <ul className={styles.differences}>
          {differences.map((difference) => (
            <DifferenceLine key={JSON.stringify(difference)} difference={difference} words={words} />
          ))}
        </ul>
      )}
    </section>
  );
}
