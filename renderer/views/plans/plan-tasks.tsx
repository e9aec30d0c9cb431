import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MINUTE } from '../../../shared/kit/time.ts';
import type { PlanTemplate, ResponseLevel, TemplateTask } from '../../../shared/domain/plan-template.ts';
import { tightDeadlines } from '../../../shared/domain/template-check.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { placeOf, ticksOf, timelineOf, type Bar, type Timeline } from './timeline.ts';
import { TimelineLinks } from './timeline-links.tsx';
import type { PlanWords } from './use-plan-book.ts';
import base from './plans.module.css';
import styles from './chart.module.css';

interface PlanTasksProps {
  readonly template: PlanTemplate;
  readonly level: ResponseLevel;
  readonly words: PlanWords;
}

/** The tasks of a level as a table, each with its bar on the line of time. */
export function PlanTasks({ template, level, words }: PlanTasksProps) {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const timeline = useMemo(() => timelineOf(template.tasks, level), [template, level]);
  const tight = useMemo(() => tightDeadlines(template).filter((one) => one.level === level), [template, level]);
  const trigger = template.triggers[level];
  const tasks = new Map(template.tasks.map((task) => [task.id, task]));
  return (
    <>
      <div className={styles.aims}>
        <div>
          <h3>{t('sheet.trigger')}</h3>
          <p>{trigger ? <Local text={trigger} /> : <Nothing>{t('sheet.noTrigger')}</Nothing>}</p>
        </div>
        <div>
          <h3>{t('sheet.objectives')}</h3>
          {template.objectives.length === 0 && <Nothing>{t('sheet.noObjectives')}</Nothing>}
          <ol>
            {template.objectives.map((objective) => (
              <li key={format.text(objective)}>
                <Local text={objective} />
              </li>
            ))}
          </ol>
        </div>
      </div>
      {tight.length > 0 && (
        <ul className={base.faults}>
          {tight.map(({ task, after }) => (
            <li key={`${task} ${after}`}>
              <Icon name="warn" size={14} />
              {t('sheet.tight', { task, after, levels: t(`levelWord.${level}`) })}
            </li>
          ))}
        </ul>
      )}
      {timeline.bars.length === 0 ? (
        <Empty title={t('sheet.noTasks', { level: t(`levelWord.${level}`) })} />
      ) : (
        <div className={styles.chart} role="table" aria-label={t('tab.tasks')}>
          <div role="row" className={styles.chartHead}>
            {(['id', 'name', 'post', 'needs', 'after', 'due'] as const).map((column) => (
              <span key={column} role="columnheader" data-align={column === 'due' ? 'end' : undefined}>
                {t(`task.${column}`)}
              </span>
            ))}
            <Axis end={timeline.end} />
          </div>
          <div role="rowgroup" className={styles.chartBody}>
            <TimelineLinks timeline={timeline} />
            {timeline.bars.map((bar) => {
              const task = tasks.get(bar.id);
              return task && <TaskRow key={bar.id} task={task} bar={bar} timeline={timeline} words={words} />;
            })}
          </div>
        </div>
      )}
    </>
  );
}

function Axis({ end }: { readonly end: number }) {
  const { t } = useTranslation('plan');
  return (
    <span role="columnheader" className={styles.axis} aria-label={t('task.line')} title={t('task.line')}>
      {ticksOf(end).map((tick) => (
        <small key={tick} style={{ left: `${placeOf(tick, end) * 100}%` }}>
          {tick % 60 === 0 ? t('hours', { count: tick / 60 }) : t('minutes', { count: tick })}
        </small>
      ))}
    </span>
  );
}

interface TaskRowProps {
  readonly task: TemplateTask;
  readonly bar: Bar;
  readonly timeline: Timeline;
  readonly words: PlanWords;
}

function TaskRow({ task, bar, timeline: { end }, words }: TaskRowProps) {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const needs = task.needs
    .map(({ kind, count }) => `${words.need(kind)} ${count === null ? t('task.byPersons') : format.number(count)}`)
    .join(t('list'));
  const after = bar.after
    .map((link) => (link.link === 'SS' ? t('task.startsWith', { task: link.task }) : link.task))
    .join(t('list'));
  const [from, until] = [placeOf(bar.start, end), placeOf(bar.due, end)];
  const start = bar.start === 0 ? t('task.atOnce') : format.span(bar.start * MINUTE);
  const said = t('task.bar', { start, due: format.span(bar.due * MINUTE) });
  return (
    <div role="row" className={styles.task}>
      <span role="cell" className={styles.number}>
        {task.id}
      </span>
      <span role="cell" className={styles.taskName} title={format.text(task.name)}>
        <span>
          <Local text={task.name} />
        </span>
        {task.isGrave && <Chip tone="edge">{t('task.grave')}</Chip>}
      </span>
      <span role="cell" title={`${words.post(task.post)} ${task.post}`}>
        {words.post(task.post)}
      </span>
      <span role="cell" title={needs}>
        {needs === '' ? <Nothing>{t('nothing')}</Nothing> : needs}
      </span>
      <span role="cell" title={after}>
        {after === '' ? <Nothing>{t('nothing')}</Nothing> : after}
      </span>
      <span role="cell" data-align="end">
        {format.span(bar.due * MINUTE)}
      </span>
      <span role="cell" className={styles.track} title={bar.isCritical ? `${said} ${t('task.critical')}` : said}>
        <i
          className={styles.taskBar}
          data-critical={bar.isCritical}
          style={{ left: `${from * 100}%`, width: `max(3px, ${(until - from) * 100}%)` }}
        />
      </span>
    </div>
  );
}
