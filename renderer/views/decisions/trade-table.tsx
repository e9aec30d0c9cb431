import { useTranslation } from 'react-i18next';
import type { PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import { Unknown } from '../../widgets/chip.tsx';
import type { Axis } from './trade-points.ts';
import { LETTERS } from './use-decide.ts';
import { useFigureWords } from './use-figure-words.ts';
import styles from './trade-off.module.css';

interface TradeTableProps {
  readonly run: PlanRunRow;
  readonly axes: readonly Axis[];
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** The scatter in figures. */
export function TradeTable({ run, axes, chosen, onChoose }: TradeTableProps) {
  const { t } = useTranslation('decision');
  const { name, text } = useFigureWords();
  const rows = [
    ...run.options.map(({ figures }, option) => ({ figures, option })),
    ...run.points.filter(({ aim }) => aim === null).map(({ figures }) => ({ figures, option: null })),
  ];
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('trade.table')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('trade.option')}</th>
            {axes.map(({ key }) => (
              <th key={key} scope="col">
                {name(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ figures, option }, index) => (
            <tr key={index} data-chosen={option !== null && option === chosen}>
              <th scope="row">
                {option === null ? (
                  t('trade.other')
                ) : (
                  <button type="button" aria-pressed={option === chosen} onClick={() => onChoose(option)}>
                    {t(option === chosen ? 'option.chosen' : 'option.choose', {
                      letter: t(`letter.${LETTERS[option] ?? '0'}`),
                    })}
                  </button>
                )}
              </th>
              {axes.map(({ key, unit }) => {
                const value = figures.find((figure) => figure.key === key)?.value ?? null;
                return <td key={key}>{value === null ? <Unknown /> : text(value, unit)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
