import { useState } from 'react';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { CONSTRAINT_ICONS, constraintWords } from './constraint-words.ts';
import { LimitForm } from './limit-form.tsx';
import type { Sheet } from './sheet.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './sheet.module.css';

const DISPATCH = ['lock', 'forbid', 'keepFree', 'arriveWithin', 'atMost'] as const;
const REALLOCATION = ['sendFrom', 'closeDepot', 'keepStock', 'trucks'] as const;

interface LimitsProps {
  readonly sheet: Sheet;
  onToggle(constraint: PlanConstraint): void;
  onLift(index: number): void;
  /** Null: nothing to take back. */
  readonly onUndo: (() => void) | null;
}

/** What the officer knows and the model does not; each in words, each lifted by one key (DE-V3). */
export function Limits({ sheet, onToggle, onLift, onUndo }: LimitsProps) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const [adding, setAdding] = useState<PlanConstraint['is'] | null>(null);
  const kinds = sheet.kind === 'reallocation' ? REALLOCATION : DISPATCH;
  const { constraints } = sheet;
  return (
    <section className={styles.part} aria-label={t('limits.title')}>
      <h3 className={styles.partTitle}>
        {t('limits.title')}
        <span>{t('limits.count', { count: constraints.length })}</span>
      </h3>
      {constraints.length === 0 && <p className={styles.quiet}>{t('limits.none')}</p>}
      <ul>
        {constraints.map((constraint, index) => {
          const said = constraintWords(constraint, words);
          return (
            <li key={said} className={styles.limit}>
              <button
                type="button"
                title={t('limits.lift', { limit: said })}
                aria-label={t('limits.lift', { limit: said })}
                aria-keyshortcuts="Delete"
                onClick={() => onLift(index)}
                onKeyDown={({ key }) => {
                  if (key === 'Delete' || key === 'Backspace') onLift(index);
                }}
              >
                <Icon name={CONSTRAINT_ICONS[constraint.is]} size={15} />
                <span className={styles.limitWords}>{said}</span>
                <span className={styles.limitKind}>{t(`limitKind.${constraint.is}`)}</span>
                <Icon name="x" size={13} className={styles.liftMark} />
              </button>
            </li>
          );
        })}
      </ul>
      {adding ? (
        <LimitForm
          key={adding}
          is={adding}
          sheet={sheet}
          onDone={(constraint) => {
            setAdding(null);
            if (constraint) onToggle(constraint);
          }}
        />
      ) : (
        <div className={styles.limitFoot}>
          <Menu position="bottom-start" trapFocus returnFocus>
            <Menu.Target>
              <button type="button" className={styles.add}>
                <Icon name="plus" size={15} />
                {t('limits.add')}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {kinds.map((kind) => (
                <Menu.Item
                  key={kind}
                  leftSection={<Icon name={CONSTRAINT_ICONS[kind]} size={15} />}
                  onClick={() => setAdding(kind)}
                >
                  {t(`limitMenu.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          {onUndo && (
            <Button look="quiet" icon="undo" shortcut="Ctrl Z" onClick={onUndo}>
              {t('limits.undo')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
