import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionOption, Move } from '../../../shared/domain/decision.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { ResourceKindIcon } from '../../widgets/kind-icon.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { isSameConstraint } from './sheet.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './steps.module.css';

interface StepsProps {
  readonly option: DecisionOption;
  readonly constraints: readonly PlanConstraint[];
  /** Null: nothing is changed here. */
  readonly onToggle: ((constraint: PlanConstraint) => void) | null;
}

/** What the option would order, one line each; `L` keeps a line in the next solution, `X` keeps it out. */
export function Steps({ option, constraints, onToggle }: StepsProps) {
  const { t } = useTranslation('decision');
  const { moves } = option;
  const ordered = [...moves].sort((a, b) => timeOf(a) - timeOf(b));
  if (moves.length === 0) return <Empty title={t('steps.none')} hint={t('steps.noneHint')} />;
  return (
    <div className={styles.steps} role="list" aria-label={t('steps.label')}>
      {ordered.map((move, index) => (
        <Step key={index} number={index + 1} move={move} constraints={constraints} onToggle={onToggle} />
      ))}
    </div>
  );
}

function timeOf(move: Move): number {
  return move.is === 'assign' ? move.seconds : move.is === 'ship' ? move.arriveAt : move.dueAt;
}

/** Locked: this move again. Forbidden: not this one. */
function limitsOf(move: Move): { readonly lock: PlanConstraint; readonly forbid: PlanConstraint } | null {
  if (move.is === 'assign') {
    const { unit, incident } = move;
    return { lock: { is: 'lock', unit, incident }, forbid: { is: 'forbid', unit, incident } };
  }
  if (move.is === 'ship') {
    const { from: depot, to: point, good, quantity } = move;
    return { lock: { is: 'sendFrom', depot, point, good, quantity }, forbid: { is: 'closeDepot', depot } };
  }
  return null;
}

interface StepProps extends Omit<StepsProps, 'option'> {
  readonly number: number;
  readonly move: Move;
}

function Step({ number, move, constraints, onToggle }: StepProps) {
  const { t } = useTranslation('decision');
  const limits = onToggle && limitsOf(move);
  const isOn = (constraint: PlanConstraint): boolean =>
    constraints.some((other) => isSameConstraint(other, constraint));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!limits || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toUpperCase();
    const row = event.currentTarget;
    if (key === 'L') onToggle(limits.lock);
    else if (key === 'X') onToggle(limits.forbid);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const other = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
      if (other instanceof HTMLElement) other.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.step} role="listitem" tabIndex={0} onKeyDown={onKeyDown}>
      <span className={styles.number}>{number}</span>
      <MoveWords move={move} />
      {limits && (
        <span className={styles.keys}>
          <Button
            icon="lock"
            shortcut="L"
            tabIndex={-1}
            aria-pressed={isOn(limits.lock)}
            onClick={() => onToggle(limits.lock)}
          >
            {t(isOn(limits.lock) ? 'steps.locked' : 'steps.lock')}
          </Button>
          <Button
            icon="x"
            shortcut="X"
            tabIndex={-1}
            aria-pressed={isOn(limits.forbid)}
            onClick={() => onToggle(limits.forbid)}
          >
            {t(move.is === 'ship' ? 'steps.closeDepot' : isOn(limits.forbid) ? 'steps.forbidden' : 'steps.forbid')}
          </Button>
        </span>
      )}
    </div>
  );
}

function MoveWords({ move }: { readonly move: Move }): ReactNode {
  switch (move.is) {
    case 'assign':
      return <AssignWords move={move} />;
    case 'ship':
      return <ShipWords move={move} />;
    case 'task':
      return <TaskWords move={move} />;
  }
}

function AssignWords({ move }: { readonly move: Extract<Move, { is: 'assign' }> }) {
  const { t: incident } = useTranslation('incident');
  const words = usePlanWords();
  const format = useFormat();
  const unit = useRow(useCollection('resources', {}), move.unit);
  const state = unit?.data.form === 'unit' ? incident(`unitState.${unit.data.status.state}`) : '';
  return (
    <>
      {unit ? <ResourceKindIcon resource={unit.data} /> : <Icon name="truck" size={18} />}
      <span className={styles.what}>
        <b>{words.resource(move.unit)}</b>
        <small>{state}</small>
      </span>
      <Icon name="right" size={16} />
      <span className={styles.where}>{words.incident(move.incident)}</span>
      <span className={styles.time}>{format.duration(move.seconds * SECOND)}</span>
    </>
  );
}

function ShipWords({ move }: { readonly move: Extract<Move, { is: 'ship' }> }) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const format = useFormat();
  return (
    <>
      <Icon name="box" size={18} />
      <span className={styles.what}>
        <b>
          {words.kind(move.good)} {format.number(move.quantity, 1)}
        </b>
        <small>{t('steps.trips', { count: move.trips })}</small>
      </span>
      <Icon name="right" size={16} />
      <span className={styles.where}>
        {t('steps.fromTo', { from: words.resource(move.from), to: words.resource(move.to) })}
      </span>
      <span className={styles.time}>
        <Moment at={move.arriveAt} />
      </span>
    </>
  );
}

function TaskWords({ move }: { readonly move: Extract<Move, { is: 'task' }> }) {
  const people = usePeopleNames();
  return (
    <>
      <Icon name="check" size={18} />
      <span className={styles.what}>
        <b>
          <Local text={move.name} />
        </b>
        <small>{move.task}</small>
      </span>
      <Icon name="right" size={16} />
      <span className={styles.where}>{people.postInFull(move.post)}</span>
      <span className={styles.time}>
        <Moment at={move.dueAt} />
      </span>
    </>
  );
}
