import { useTranslation } from 'react-i18next';
import type { RuleFaultLine, RuleRow } from '../../../shared/protocol/console-api/rule-calls.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useLive } from '../../state/use-live.ts';
import { Icon } from '../../widgets/icon.tsx';
import styles from './rules.module.css';

function selectFaults({ rows }: LiveCollection<RuleRow>): readonly RuleFaultLine[] {
  return [...rows.values()].filter((row) => row.form === 'fault');
}

const same = (a: readonly RuleFaultLine[], b: readonly RuleFaultLine[]): boolean =>
  a.length === b.length && a.every((row, index) => row === b[index]);

/** Shipped rules that are not at work because they could not be read, by name. */
export function RuleFaults({ rules }: { readonly rules: LiveCollection<RuleRow> }) {
  const { t } = useTranslation('rule');
  const faults = useLive(rules, selectFaults, same);
  if (faults.length === 0) return null;
  return (
    <ul className={styles.faults}>
      {faults.map(({ id, file, rule, detail }) => (
        <li key={id}>
          <Icon name="file" size={14} />
          <span>
            {rule === null ? t('fault.file', { file }) : t('fault.rule', { rule })}
            <small>{detail}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
