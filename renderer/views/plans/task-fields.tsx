import { useState } from 'react';
import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TemplateTask } from '../../../shared/domain/plan-template.ts';
import type { PlanBook } from '../../../shared/protocol/console-api/template-calls.ts';
import { DISTRICT_LEADER } from '../../../shared/domain/template-check.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Section } from '../../widgets/panel.tsx';
import { withOwn, type FieldFault } from './editor-part.ts';
import { LEVELS_UP } from './plan-columns.tsx';
import type { PlanWords } from './use-plan-book.ts';
import own from './editor.module.css';

interface TaskFieldsProps {
  readonly task: TemplateTask;
  readonly others: readonly TemplateTask[];
  readonly faults: readonly FieldFault[];
  readonly book: PlanBook | null;
  readonly codes: PlanWords;
  /** `field`: what is typed in. */
  readonly onChange: (change: Partial<TemplateTask>, field?: string) => void;
}

/** One task: who, until when, after what, with what. */
export function TaskFields({ task, others, faults, book, codes, onChange }: TaskFieldsProps) {
  const { t } = useTranslation('plan');
  const department = useDepartmentName();
  const posts = postChoices(task.post, book, codes, department);
  const wrong = (field: string): string | undefined => faults.find((fault) => fault.field === field)?.text;
  return (
    <div className={own.scroll}>
      <Section>
        <div className={own.fields}>
          <div className={own.idAndPost}>
            <IdField
              key={task.id}
              id={task.id}
              error={wrong('id')}
              onCommit={(id) => id !== task.id && onChange({ id })}
            />
            <Select
              label={t('edit.post')}
              data={withOwn(posts, task.post)}
              value={task.post === '' ? null : task.post}
              searchable
              allowDeselect={false}
              error={wrong('post')}
              onChange={(post) => post !== null && onChange({ post })}
            />
          </div>
          {(['zh', 'en'] as const).map((tongue) => (
            <TextInput
              key={tongue}
              label={t(tongue === 'zh' ? 'edit.nameZh' : 'edit.nameEn')}
              value={task.name[tongue] ?? ''}
              error={tongue === 'zh' && wrong('name')}
              onChange={({ currentTarget: { value } }) =>
                onChange({ name: { ...task.name, [tongue]: value } }, `name.${tongue}`)
              }
            />
          ))}
          <Checkbox
            label={t('edit.grave')}
            checked={task.isGrave}
            onChange={({ currentTarget: { checked } }) => onChange({ isGrave: checked })}
          />
        </div>
      </Section>
      <Section title={t('edit.due')}>
        <div className={own.four}>
          {LEVELS_UP.map((level) => (
            <NumberInput
              key={level}
              label={t(`levelWord.${level}`)}
              value={task.due[level] ?? ''}
              min={0}
              max={100_000}
              step={5}
              allowDecimal={false}
              allowNegative={false}
              clampBehavior="strict"
              onChange={(value) =>
                onChange({ due: { ...task.due, [level]: typeof value === 'number' ? value : null } }, `due.${level}`)
              }
            />
          ))}
        </div>
        {wrong('due') !== undefined && <p className={own.wrong}>{wrong('due')}</p>}
      </Section>
      <Section title={t('edit.after')}>
        <After task={task} others={others} onChange={onChange} />
        {wrong('after') !== undefined && <p className={own.wrong}>{wrong('after')}</p>}
      </Section>
      <Section title={t('edit.needs')}>
        <Needs task={task} book={book} codes={codes} onChange={onChange} />
        {wrong('needs') !== undefined && <p className={own.wrong}>{wrong('needs')}</p>}
      </Section>
    </div>
  );
}

/** A number is written as a whole, or those who wait for the task would follow every letter. */
function IdField(props: { readonly id: string; readonly error: string | undefined; onCommit(id: string): void }) {
  const { id, error, onCommit } = props;
  const { t } = useTranslation('plan');
  const [text, setText] = useState(id);
  return (
    <TextInput
      label={t('edit.id')}
      value={text}
      maxLength={24}
      error={error}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={() => onCommit(text.trim())}
    />
  );
}

function After({ task, others, onChange }: Pick<TaskFieldsProps, 'task' | 'others' | 'onChange'>) {
  const { t } = useTranslation('plan');
  const { text } = useFormat();
  const names = new Map(others.map(({ id, name }) => [id, `${id} ${text(name)}`]));
  const choices = (link: 'FS' | 'SS') => {
    const taken = new Set(task.after.filter((one) => one.link !== link).map((one) => one.task));
    const known = [...names].filter(([id]) => !taken.has(id)).map(([value, label]) => ({ value, label }));
    const strangers = task.after.filter((one) => one.link === link && !names.has(one.task));
    return [...known, ...strangers.map((one) => ({ value: one.task, label: one.task }))];
  };
  return (
    <div className={own.fields}>
      {(['FS', 'SS'] as const).map((link) => (
        <MultiSelect
          key={link}
          label={t(link === 'FS' ? 'edit.fs' : 'edit.ss')}
          data={choices(link)}
          value={task.after.filter((one) => one.link === link).map((one) => one.task)}
          searchable
          hidePickedOptions
          onChange={(ids) => {
            const rest = task.after.filter((one) => one.link !== link);
            onChange({ after: [...rest, ...ids.map((id) => ({ task: id, link }))] });
          }}
        />
      ))}
    </div>
  );
}

function Needs({ task, book, codes, onChange }: Pick<TaskFieldsProps, 'task' | 'book' | 'codes' | 'onChange'>) {
  const { t } = useTranslation('plan');
  const { needs } = task;
  const kinds = (book?.kinds ?? []).map(({ kind }) => ({ value: kind, label: codes.need(kind) }));
  const free = kinds.filter(({ value }) => needs.every(({ kind }) => kind !== value));
  return (
    <div className={own.fields}>
      {needs.map((need, index) => (
        <div key={need.kind} className={own.need}>
          <span title={need.kind}>{codes.need(need.kind)}</span>
          <NumberInput
            aria-label={`${codes.need(need.kind)} ${t('edit.count')}`}
            placeholder={t('task.byPersons')}
            value={need.count ?? ''}
            min={1}
            max={100_000}
            allowDecimal={false}
            allowNegative={false}
            rightSection={codes.unit(need.kind)}
            rightSectionWidth={48}
            onChange={(value) => {
              const count = typeof value === 'number' && value >= 1 ? value : null;
              onChange({ needs: needs.with(index, { ...need, count }) }, `needs.${need.kind}`);
            }}
          />
          <Button
            look="quiet"
            icon="x"
            aria-label={`${t('verb.remove')} ${codes.need(need.kind)}`}
            title={t('verb.remove')}
            onClick={() => onChange({ needs: needs.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Select
        aria-label={t('verb.addNeed')}
        placeholder={t('verb.addNeed')}
        data={free}
        value={null}
        searchable
        clearable
        onChange={(kind) => kind !== null && onChange({ needs: [...needs, { kind, count: null }] })}
      />
    </div>
  );
}

/** Posts by department; of districts only the word for the leader of the one concerned. */
function postChoices(own: string, book: PlanBook | null, codes: PlanWords, department: (code: string) => string) {
  const posts = book?.posts ?? [];
  const districts = new Set(posts.filter(({ district }) => district !== undefined).map((one) => one.department));
  const leader = DISTRICT_LEADER.find((word) => word === own) ?? DISTRICT_LEADER[0];
  return [
    { value: leader as string, label: codes.post(leader) },
    ...posts
      .filter((one) => !districts.has(one.department))
      .map(({ post, department: code }) => ({ value: post, label: `${department(code)} ${codes.post(post)}` })),
  ];
}
