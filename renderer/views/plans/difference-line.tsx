import { useTranslation } from 'react-i18next';
import type { TemplateTask } from '../../../shared/domain/plan-template.ts';
import { useFormat } from '../../text/use-text.ts';
import type { Difference, PlainField, TaskField } from './differences.ts';
import type { Words } from './draft.ts';
import { LEVELS_UP } from './plan-columns.tsx';
import type { PlanWords } from './use-plan-book.ts';
import styles from './pages.module.css';

interface DifferenceLineProps {
  readonly difference: Difference;
  readonly words: PlanWords;
}

/** One difference of two versions in words. */
export function DifferenceLine({ difference, words }: DifferenceLineProps) {
  const { t } = useTranslation('plan');
  const say = useSayings(words);
  switch (difference.is) {
    case 'order':
      return <Line how="changed">{t('diff.order')}</Line>;
    case 'field':
      return <Line how="changed">{say.field(difference.field, difference.from, difference.to)}</Line>;
    case 'list':
      return (
        <Line how={difference.how}>
          {t(`diff.list.${difference.list}`)} {say.text(difference.text)}
        </Line>
      );
    case 'task': {
      if (difference.how !== 'changed') return <Line how={difference.how}>{say.task(difference.task)}</Line>;
      const { from, to, fields } = difference;
      return (
        <Line how="changed">
          {say.task(to)}
          {fields.map((field) => (
            <small key={field}>{say.taskField(field, from, to)}</small>
          ))}
        </Line>
      );
    }
  }
}

function Line({
  how,
  children,
}: {
  readonly how: 'added' | 'removed' | 'changed';
  readonly children: React.ReactNode;
}) {
  const { t } = useTranslation('plan');
  return (
    <li data-how={how}>
      <b>{t(`diff.${how}`)}</b>
      <span className={styles.difference}>{children}</span>
    </li>
  );
}

function useSayings(words: PlanWords) {
  const { t } = useTranslation('plan');
  const { t: incident } = useTranslation('incident');
  const { text, number } = useFormat();
  const list = (parts: readonly string[]): string => (parts.length === 0 ? t('nothing') : parts.join(t('list')));
  const yes = (is: boolean): string => t(is ? 'diff.yes' : 'diff.no');

  function plain(field: PlainField, of: Words): string | null {
    switch (field) {
      case 'name':
        return text(of.name);
      case 'eventType':
        return words.eventType(of.eventType);
      case 'kinds':
        return list(of.kinds.map((kind) => incident(`kind.${kind}`)));
      case 'reportSet':
        return words.reportSet(of.reportSet);
      case 'enabled':
        return yes(of.enabled);
      case 'triggers':
        return null;
    }
  }

  function ofTask(field: TaskField, { name, post, due, after, needs, isGrave }: TemplateTask): string {
    switch (field) {
      case 'name':
        return text(name);
      case 'post':
        return words.post(post);
      case 'due':
        return LEVELS_UP.map((level) => {
          const minutes = due[level];
          return `${t(`levelWord.${level}`)} ${minutes === null ? t('nothing') : number(minutes)}`;
        }).join(t('list'));
      case 'after':
        return list(after.map(({ task, link }) => (link === 'SS' ? t('task.startsWith', { task }) : task)));
      case 'needs':
        return list(
          needs.map(({ kind, count }) => `${words.need(kind)} ${count === null ? t('task.byPersons') : number(count)}`),
        );
      case 'isGrave':
        return yes(isGrave);
    }
  }

  return {
    text,
    task: ({ id, name }: TemplateTask) => t('diff.task', { id, name: text(name) }),
    field(field: PlainField, before: Words, after: Words): string {
      const named = t(`diff.field.${field}`);
      const [from, to] = [plain(field, before), plain(field, after)];
      // A trigger is a sentence at each level; a name can differ in the other language only.
      if (from === null || to === null || from === to) return t('diff.reworded', { field: named });
      return t('diff.fieldOf', { field: named, from, to });
    },
    taskField(field: TaskField, before: TemplateTask, after: TemplateTask): string {
      const named = t(`diff.taskField.${field}`);
      const [from, to] = [ofTask(field, before), ofTask(field, after)];
      return from === to ? t('diff.reworded', { field: named }) : t('diff.fieldOf', { field: named, from, to });
    },
  };
}
