import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleLine, RuleRow } from '../../../shared/protocol/console-api/rule-calls.ts';
import { kindsOf } from '../../../shared/domain/rule-check.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Age } from '../../widgets/age.tsx';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import type { Column, SortKey } from '../../widgets/table/column.ts';
import { unitOf } from './use-sentence.ts';
import { useSourceWords } from './rule-words.ts';
import styles from './rules.module.css';

/** Only rules are rows of the table; what could not be read stands above it. */
function ofRule<T>(row: RuleRow, read: (line: RuleLine) => T, other: T): T {
  return row.form === 'rule' ? read(row) : other;
}

function Rungs({ line: { rule } }: { readonly line: RuleLine }) {
  const format = useFormat();
  const unit = unitOf(rule);
  return (
    <span className={styles.rungs}>
      {rule.rungs
        .toSorted((a, b) => b.level - a.level)
        .map(({ level, value }) => (
          <span key={level} className={styles.rung}>
            <LevelGlyph level={level} size={12} />
            {unit === 'ownLimit' && '×'}
            {unit === 'share' || unit === 'p' ? format.percent(value) : format.figure(value)}
          </span>
        ))}
    </span>
  );
}

function State({ line }: { readonly line: RuleLine }) {
  const { t } = useTranslation('rule');
  if (line.pending) return <Chip tone="pending">{t('waiting')}</Chip>;
  if (!line.rule.enabled) return <Chip tone="offline">{t('state.off')}</Chip>;
  if (line.isBlind) {
    return (
      <Chip tone="unknown" title={t('state.blindHint')}>
        {t('state.blind')}
      </Chip>
    );
  }
  return <Chip tone="live">{t('state.on')}</Chip>;
}

export function useRuleColumns(): readonly Column<RuleRow>[] {
  const { t } = useTranslation('rule');
  const format = useFormat();
  const words = useSourceWords();
  return useMemo(() => {
    const column = (
      id: string,
      width: string,
      cell: (line: RuleLine) => React.ReactNode,
      sort?: (line: RuleLine) => SortKey,
      align?: 'end',
    ): Column<RuleRow> => ({
      id,
      header: t(`column.${id}` as 'column.name'),
      width,
      cell: (row) => ofRule<React.ReactNode>(row, cell, null),
      ...(sort && { sort: (row: RuleRow) => ofRule<SortKey>(row, sort, null) }),
      ...(align && { align }),
    });
    return [
      column(
        'enabled',
        '88px',
        (line) => <State line={line} />,
        ({ rule, isBlind }) => (rule.enabled ? (isBlind ? 1 : 0) : 2),
      ),
      column(
        'name',
        'minmax(190px, 1.6fr)',
        ({ id, rule }) => (
          <span className={styles.name}>
            <Local text={rule.name} />
            {!id.startsWith('rule:') && <small>{id}</small>}
          </span>
        ),
        ({ id, rule }) => `${id.startsWith('rule:') ? '~' : id} ${format.text(rule.name)}`,
      ),
      column(
        'method',
        '116px',
        ({ rule }) => t(`method.${rule.method}`),
        ({ rule }) => t(`method.${rule.method}`),
      ),
      column(
        'source',
        'minmax(150px, 1.3fr)',
        ({ rule: { source } }) => {
          const kinds = kindsOf(source).map((kind) => words.kind(source.of, kind));
          const all = [t(`source.${source.of}`), ...kinds].join(' ');
          return (
            <span title={all}>{kinds.length === 0 ? t(`source.${source.of}`) : kinds.join(t('sentence.list'))}</span>
          );
        },
        ({ rule }) => t(`source.${rule.source.of}`),
      ),
      column('rungs', 'minmax(190px, 1.2fr)', (line) => <Rungs line={line} />),
      column(
        'standing',
        '84px',
        ({ standing }) => (standing === 0 ? <Nothing>{format.number(0)}</Nothing> : <b>{format.number(standing)}</b>),
        ({ standing }) => -standing,
        'end',
      ),
      column(
        'fired',
        '104px',
        ({ fired30 }) => (fired30 === 0 ? <Nothing>{format.number(0)}</Nothing> : format.number(fired30)),
        ({ fired30 }) => -fired30,
        'end',
      ),
      column(
        'last',
        '124px',
        ({ lastFiredAt }) => (lastFiredAt === null ? <Nothing>{t('never')}</Nothing> : <Age at={lastFiredAt} />),
        ({ lastFiredAt }) => (lastFiredAt === null ? null : -lastFiredAt),
        'end',
      ),
    ];
  }, [t, format, words]);
}
