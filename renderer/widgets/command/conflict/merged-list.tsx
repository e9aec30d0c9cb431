import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instant } from '../../../../shared/kit/time.ts';
import type { OutboxRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useClock } from '../../../state/use-console.ts';
import { useCollection, useLive, useRow } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Icon } from '../../icon.tsx';
import { wasMerged } from '../outbox-groups.ts';
import { describeCommand } from '../describe-command.ts';
import { useWords } from '../use-words.ts';
import { stockStory } from './conflict-sides.ts';
import { TOLD_FOR, useHandNames, useHistory } from './use-conflict.ts';
import styles from './conflict.module.css';

/** More would be a history, and that is the entity's own. */
const MOST = 4;

function selectRows({ rows }: LiveCollection<OutboxRow>): readonly OutboxRow[] {
  return [...rows.values()];
}

function sameRows(a: readonly OutboxRow[], b: readonly OutboxRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

/** Our own that were merged by themselves, and the stocks that we moved something from; newest first. */
function useMerged(): { readonly fields: readonly OutboxRow[]; readonly stocks: readonly string[] } {
  const rows = useLive(useCollection('outbox', {}), selectRows, sameRows);
  return useMemo(() => {
    const newest = rows.toSorted((a, b) => b.issuedAt - a.issuedAt);
    const moves = newest.filter(({ type, status }) => {
      return type === 'stock.move' && (status.state === 'effectSeen' || status.state === 'accepted');
    });
    return {
      fields: newest.filter(wasMerged).slice(0, MOST),
      stocks: [...new Set(moves.map(({ entityId }) => entityId))].slice(0, MOST),
    };
  }, [rows]);
}

function Stock({ id }: { readonly id: string }) {
  const { t } = useTranslation('conflict');
  const format = useFormat();
  const names = useHandNames();
  const row = useRow(useCollection('supplies', {}), id);
  const history = useHistory('supply', id);
  const hour = useClock((now) => Math.floor(now / TOLD_FOR));
  const story = useMemo(() => stockStory(history, instant((hour - 1) * TOLD_FOR)), [history, hour]);
  if (!row || !story) return null;
  const { name, depotName } = row.data;
  return (
    <li className={styles.mergedRow}>
      <Icon name="depot" size={18} />
      <span className="lz-cut">{t('stockTitle', { good: format.text(name), depot: format.text(depotName) })}</span>
      <span className={styles.sum}>
        <span>{format.number(story.before, 2)}</span>
        {story.steps.map(({ delta, station }, index) => (
          <span key={index}>
            {t('delta', {
              delta: `${delta < 0 ? '−' : '+'} ${format.number(Math.abs(delta), 2)}`,
              seat: names.seat(station),
            })}
          </span>
        ))}
        <b>{t('total', { total: format.number(story.after, 2) })}</b>
      </span>
      <small>{t('mergedStock', { count: story.steps.length })}</small>
    </li>
  );
}

/** What two seats did to the same and nobody needs to decide: other fields, and stock moves that count once each. */
export function MergedList() {
  const { t } = useTranslation('conflict');
  const words = useWords();
  const { fields, stocks } = useMerged();
  return (
    <section className={styles.merged}>
      <h3>{t('merged')}</h3>
      <ul>
        {stocks.map((id) => (
          <Stock key={id} id={id} />
        ))}
        {fields.map((row) => (
          <li key={row.id} className={styles.mergedRow}>
            <Icon name="check" size={18} />
            <span className="lz-cut">{describeCommand(words, row)}</span>
            <small>{t('mergedFields')}</small>
          </li>
        ))}
      </ul>
      <p>{t('mergedNone')}</p>
    </section>
  );
}
