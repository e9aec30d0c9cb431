import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { compareRows, type CompareCell, type CompareRow } from './compare.ts';
import { OptionHead } from './option-head.tsx';
import { BindingCell, IfWrongCell, LimitsCell, OneMoreCell, ShortCell, SolverCell } from './option-cells.tsx';
import { isPlanned } from './use-run.ts';
import { useFigureWords } from './use-figure-words.ts';
import styles from './compare.module.css';

export interface CompareGridProps {
  readonly options: readonly DecisionOption[];
  /** As they stand now; null: they are not known (a decision that was taken), and nothing is said of them. */
  readonly limits: readonly PlanConstraint[] | null;
  /** Those that the planner was asked with: it names them by their place. */
  readonly asked: readonly PlanConstraint[];
  readonly chosen: number | null;
  /** Null: nothing is to be chosen (any more). */
  readonly onChoose: ((index: number) => void) | null;
  readonly onSteps: (index: number) => void;
  /** What the responsibility list says, one line for all options. */
  readonly authority: ReactNode;
}

/** Options side by side (DE-V6): one grid, one scale for a row, one size of type; what the solver thinks of itself comes last. */
export function CompareGrid({ options, limits, asked, chosen, onChoose, onSteps, authority }: CompareGridProps) {
  const { t } = useTranslation('decision');
  const { name, hint } = useFigureWords();
  const rows = compareRows(options);
  const hasPlan = options.some(isPlanned);
  const words = (id: 'short' | 'limits' | 'binding' | 'oneMore' | 'ifWrong' | 'solver') => ({
    title: t(`row.${id}`),
    hint: t(`rowHint.${id}`),
  });
  const texts: {
    readonly id: string;
    readonly title: string;
    readonly hint: string;
    cell(option: DecisionOption, index: number): ReactNode;
  }[] = [
    { id: 'short', ...words('short'), cell: (option) => <ShortCell option={option} /> },
    ...(limits
      ? [
          {
            id: 'limits',
            ...words('limits'),
            cell: (option: DecisionOption) => <LimitsCell option={option} constraints={limits} />,
          },
        ]
      : []),
    ...(hasPlan
      ? [
          {
            id: 'binding',
            ...words('binding'),
            cell: (option: DecisionOption) => <BindingCell option={option} constraints={asked} />,
          },
          { id: 'oneMore', ...words('oneMore'), cell: (option: DecisionOption) => <OneMoreCell option={option} /> },
        ]
      : []),
    { id: 'ifWrong', ...words('ifWrong'), cell: (_option, index) => <IfWrongCell options={options} index={index} /> },
  ];
  return (
    <div
      className={styles.grid}
      role="table"
      aria-label={t('compare.label')}
      tabIndex={0}
      style={
        { '--options': options.length, '--rows': rows.length + texts.length + 1 + (hasPlan ? 1 : 0) } as CSSProperties
      }
    >
      <div role="row" className={styles.row}>
        <div role="columnheader" className={styles.corner} />
        {options.map((option, index) => (
          <div role="columnheader" key={index} className={styles.head} data-chosen={index === chosen}>
            <OptionHead
              option={option}
              options={options}
              index={index}
              constraints={limits ?? []}
              isChosen={index === chosen}
              onChoose={onChoose && (() => onChoose(index))}
              onSteps={() => onSteps(index)}
            />
          </div>
        ))}
      </div>
      {rows.map((row) => (
        <div role="row" key={row.key} className={styles.row}>
          <RowHead title={name(row.key)} hint={hint(row.key)} />
          {row.cells.map((cell, index) => (
            <div role="cell" key={index} className={styles.cell} data-chosen={index === chosen}>
              <FigureCell cell={cell} row={row} />
            </div>
          ))}
        </div>
      ))}
      {texts.map(({ id, title, hint: small, cell }) => (
        <div role="row" key={id} className={styles.row}>
          <RowHead title={title} hint={small} />
          {options.map((option, index) => (
            <div role="cell" key={index} className={styles.cell} data-chosen={index === chosen}>
              {cell(option, index)}
            </div>
          ))}
        </div>
      ))}
      <div role="row" className={styles.row}>
        <RowHead title={t('row.authority')} hint={t('rowHint.authority')} />
        {options.map((_option, index) => (
          <div role="cell" key={index} className={styles.cell} data-chosen={index === chosen} data-last={!hasPlan}>
            {authority}
          </div>
        ))}
      </div>
      {hasPlan && (
        <div role="row" className={styles.row}>
          <RowHead {...words('solver')} />
          {options.map((option, index) => (
            <div role="cell" key={index} className={styles.cell} data-chosen={index === chosen} data-last>
              <SolverCell option={option} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function RowHead({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div role="rowheader" className={styles.rowHead}>
      <span className="lz-cut" title={title}>
        {title}
      </span>
      {hint !== '' && <small>{hint}</small>}
    </div>
  );
}

/** The number, its bar on the row's scale, and how far from the best. The bar is a picture of the number; the words say all. */
function FigureCell({ cell, row: { key, unit, better } }: { readonly cell: CompareCell; readonly row: CompareRow }) {
  const { t } = useTranslation('decision');
  const { text } = useFigureWords();
  const { value, share, isBest, apart } = cell;
  if (value === null) return <Unknown />;
  const sign = apart !== null && apart > 0 ? '+' : '−';
  return (
    <>
      <b className={styles.figure}>{text(value, unit)}</b>
      {share !== null && better !== null && (
        <span className={styles.track} aria-hidden="true" data-figure={key}>
          <span className={styles.bar} style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span className={styles.apart}>
        {isBest
          ? t(better === 'more' ? 'compare.most' : 'compare.least')
          : apart === null
            ? ''
            : `${sign}${text(Math.abs(apart), unit)}`}
      </span>
    </>
  );
}
