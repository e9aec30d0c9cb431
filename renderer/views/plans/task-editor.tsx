import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { withMovedTask, withoutTask, withTask, withTaskChange } from './draft.ts';
import type { EditorPartProps } from './editor-part.ts';
import { LEVELS_UP } from './plan-columns.tsx';
import { TaskFields } from './task-fields.tsx';
import own from './editor.module.css';

/** The tasks in their order, and one of them in full. */
export function TaskEditor({ words, faults, book, codes, onChange }: EditorPartProps) {
  const { t } = useTranslation('plan');
  const format = useFormat();
  const [at, setAt] = useState(0);
  const { tasks } = words;
  const index = Math.min(at, tasks.length - 1);
  const task = tasks[index];
  const ofTask = faults.filter((fault) => fault.task === index);
  const none = faults.find(({ field, task: of }) => of === undefined && field === 'tasks');
  const add = (): void => {
    onChange(withTask(words, index));
    setAt(index + 1);
  };
  const move = (by: -1 | 1): void => {
    onChange(withMovedTask(words, index, by));
    setAt(index + by);
  };
  return (
    <div className={own.tasks}>
      <div className={own.taskSide}>
        <div className={own.tools}>
          <Button icon="plus" onClick={add}>
            {t('verb.addTask')}
          </Button>
          <span className="lz-spring" />
          <span className={own.up}>
            <Button
              icon="down"
              aria-label={t('verb.up')}
              title={t('verb.up')}
              disabled={index <= 0}
              onClick={() => move(-1)}
            />
          </span>
          <Button
            icon="down"
            aria-label={t('verb.down')}
            title={t('verb.down')}
            disabled={index >= tasks.length - 1}
            onClick={() => move(1)}
          />
          <Button disabled={!task} onClick={() => onChange(withoutTask(words, index))}>
            {t('verb.remove')}
          </Button>
        </div>
        {tasks.length === 0 && <Empty title={t('edit.noTasks')} hint={none?.text} />}
        {tasks.length > 0 && (
          <div className={own.taskHead} aria-hidden="true">
            <span>{t('task.id')}</span>
            <span>{t('task.name')}</span>
            <span>{t('task.post')}</span>
            <small className={own.dues}>
              {LEVELS_UP.map((level) => (
                <b key={level}>{t(`levelWord.${level}`)}</b>
              ))}
            </small>
          </div>
        )}
        <ul
          className={own.taskList}
          role="listbox"
          aria-label={t('edit.part.tasks')}
          tabIndex={0}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (by === 0 || !tasks[index + by]) return;
            event.preventDefault();
            if (event.altKey) move(by);
            else setAt(index + by);
          }}
        >
          {tasks.map(({ id, name, post, due }, place) => {
            const isWrong = faults.some((fault) => fault.task === place);
            return (
              // A number can stand twice while it is edited; the place is what tells tasks apart.
              <li key={place} role="option" aria-selected={place === index} onClick={() => setAt(place)}>
                <small>{id}</small>
                <span title={format.text(name)}>{format.text(name)}</span>
                <em>{codes.post(post)}</em>
                <small className={own.dues}>
                  {LEVELS_UP.map((level) => (
                    <b key={level}>{due[level] === null ? <Nothing>{t('nothing')}</Nothing> : due[level]}</b>
                  ))}
                </small>
                {isWrong && <Icon name="warn" size={14} />}
              </li>
            );
          })}
        </ul>
      </div>
      {task ? (
        <TaskFields
          key={index}
          task={task}
          others={tasks.filter((_, place) => place !== index)}
          faults={ofTask}
          book={book}
          codes={codes}
          onChange={(change, field) =>
            onChange(withTaskChange(words, index, change), field === undefined ? undefined : `${index}.${field}`)
          }
        />
      ) : (
        <Empty title={t('edit.pick')} />
      )}
    </div>
  );
}
