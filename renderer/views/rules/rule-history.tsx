import { useTranslation } from 'react-i18next';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Moment } from '../../widgets/age.tsx';
import { changesOf, type RuleChange } from './rule-changes.ts';
import styles from './rules.module.css';

function selectChanges({ rows }: LiveCollection<TimelineRow>): readonly RuleChange[] {
  return changesOf([...rows.values()]);
}

const same = (a: readonly RuleChange[], b: readonly RuleChange[]): boolean =>
  a.length === b.length && a.every((change, index) => change.version === b[index]?.version);

export interface RuleHistoryProps {
  readonly id: string;
  readonly shipped: number;
  readonly isChanged: boolean;
}

/** Who changed the rule, when, what and why; the newest first. */
export function RuleHistory({ id, shipped, isChanged }: RuleHistoryProps) {
  const { t } = useTranslation('rule');
  const { officer, post } = usePeopleNames();
  const changes = useLive(useCollection('timeline', { topic: 'rule', id }), selectChanges, same);
  if (!isChanged || changes.length === 0)
    return <p className={styles.quiet}>{t('history.empty', { version: shipped })}</p>;
  return (
    <ol className={styles.history}>
      {changes.map((change) => (
        <li key={change.version}>
          <span className={styles.when}>
            <Moment at={change.at} />
          </span>
          <span>
            <b>{t('history.line', { version: change.version })}</b> <What change={change} />
            <small>
              {t('history.by', { who: officer(change.officer), post: post(change.post) })}
              {change.why !== null && <span className={styles.why}>{change.why}</span>}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}

function What({ change: { isFirst, fields, enabled } }: { readonly change: RuleChange }) {
  const { t } = useTranslation('rule');
  const names = fields.filter((field) => field !== 'enabled' && field !== 'why');
  const switched = enabled === null ? null : t(enabled ? 'history.enabled' : 'history.disabled');
  const changed = names.map((field) => t(`changedField.${field}`)).join(t('sentence.list'));
  const parts = [
    isFirst ? t('history.made') : null,
    isFirst ? null : switched,
    names.length > 0 && !isFirst ? t('history.changed', { fields: changed }) : null,
  ];
  return <>{parts.filter((part) => part !== null).join(t('sentence.list'))}</>;
}
