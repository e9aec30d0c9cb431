import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../../shared/domain/common.ts';
import { Button } from '../../widgets/button.tsx';
import { Section } from '../../widgets/panel.tsx';
import { withChecklist, withQuestion } from './draft.ts';
import type { EditorPartProps } from './editor-part.ts';
import { TextList } from './text-list.tsx';
import own from './editor.module.css';

type PointFieldsProps = Pick<EditorPartProps, 'words' | 'faults' | 'onChange'>;

/** Decision points with their options, and checklists. */
export function PointFields({ words, faults, onChange }: PointFieldsProps) {
  const { t } = useTranslation('plan');
  const { questions, checklists } = words;
  const wrong = faults.find(({ field }) => field === 'options')?.text;
  return (
    <div className={own.scroll}>
      <Section title={t('points.questions')}>
        <div className={own.groups}>
          {questions.map((question, index) => {
            const put = (change: Partial<typeof question>, field?: string): void =>
              onChange({ ...words, questions: questions.with(index, { ...question, ...change }) }, field);
            const at = `question.${index}`;
            return (
              <div key={question.id} className={own.group}>
                <Head
                  label={question.id}
                  text={question.question}
                  onChange={(text, tongue) => put({ question: text }, `${at}.${tongue}`)}
                  onRemove={() => onChange({ ...words, questions: questions.toSpliced(index, 1) })}
                />
                <div className={own.labelled}>
                  <small>{t('points.options')}</small>
                  <TextList
                    label={`${question.id} ${t('points.options')}`}
                    texts={question.options}
                    onChange={(options, field) => put({ options }, field && `${at}.option.${field}`)}
                  />
                </div>
                <div className={own.labelled}>
                  <small>{t('points.hint')}</small>
                  <Both
                    label={`${question.id} ${t('points.hint')}`}
                    text={question.hint ?? { zh: '', en: '' }}
                    onChange={(hint, tongue) => put({ hint }, `${at}.hint.${tongue}`)}
                  />
                </div>
              </div>
            );
          })}
          {wrong !== undefined && <p className={own.wrong}>{wrong}</p>}
          <span>
            <Button icon="plus" onClick={() => onChange(withQuestion(words))}>
              {t('verb.addQuestion')}
            </Button>
          </span>
        </div>
      </Section>
      <Section title={t('points.checklists')}>
        <div className={own.groups}>
          {checklists.map((checklist, index) => {
            const put = (change: Partial<typeof checklist>, field?: string): void =>
              onChange({ ...words, checklists: checklists.with(index, { ...checklist, ...change }) }, field);
            const label = `${t('diff.list.checklists')} ${index + 1}`;
            return (
              <div key={label} className={own.group}>
                <Head
                  label={label}
                  text={checklist.title}
                  onChange={(title, tongue) => put({ title }, `checklist.${index}.${tongue}`)}
                  onRemove={() => onChange({ ...words, checklists: checklists.toSpliced(index, 1) })}
                />
                <div className={own.labelled}>
                  <small>{t('points.items')}</small>
                  <TextList
                    label={label}
                    texts={checklist.items}
                    onChange={(items, field) => put({ items }, field && `checklist.${index}.item.${field}`)}
                  />
                </div>
              </div>
            );
          })}
          <span>
            <Button icon="plus" onClick={() => onChange(withChecklist(words))}>
              {t('verb.addChecklist')}
            </Button>
          </span>
        </div>
      </Section>
    </div>
  );
}

interface BothProps {
  readonly label: string;
  readonly text: LocalText;
  onChange(text: LocalText, tongue: 'zh' | 'en'): void;
}

function Both({ label, text, onChange }: BothProps) {
  const { t } = useTranslation('plan');
  return (
    <div className={own.line}>
      {(['zh', 'en'] as const).map((tongue) => (
        <TextInput
          key={tongue}
          aria-label={`${label} ${t(`edit.${tongue}`)}`}
          placeholder={t(`edit.${tongue}`)}
          value={text[tongue] ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...text, [tongue]: value }, tongue)}
        />
      ))}
    </div>
  );
}

function Head({ onRemove, ...both }: BothProps & { readonly onRemove: () => void }) {
  const { t } = useTranslation('plan');
  return (
    <div className={own.head}>
      <b>{both.label}</b>
      <Both {...both} />
      <Button aria-label={`${t('verb.remove')} ${both.label}`} onClick={onRemove}>
        {t('verb.remove')}
      </Button>
    </div>
  );
}
