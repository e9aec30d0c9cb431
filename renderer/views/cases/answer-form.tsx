import { useMemo, useState } from 'react';
import { Checkbox, Select, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { departmentOf } from '../../../shared/domain/case.ts';
import { deadlinesOf } from '../../../shared/domain/case-deadlines.ts';
import { fits } from '../../../shared/domain/case-rules.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useConsole } from '../../state/console.ts';
import { useFormat } from '../../text/use-text.ts';
import { zh } from '../../text/catalogues.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import type { FormProps } from './form-props.ts';
import { caseNo } from './case-state.ts';
import { fillTemplate, openPlaces, type Facts } from './fill-template.ts';
import { useCaseActions } from './use-case-actions.ts';
import styles from './cases.module.css';

type BlankName = keyof typeof zh.citizenCase.blank;
type TemplateName = keyof typeof zh.citizenCase.use;

function isBlank(name: string): name is BlankName {
  return Object.hasOwn(zh.citizenCase.blank, name);
}

function isTemplate(id: string): id is TemplateName {
  return Object.hasOwn(zh.citizenCase.use, id);
}

/** What is verified: where, what, who has it and by when. Everything else an officer has to know and write. */
function useFacts({ row, rules }: FormProps): Facts {
  const { t: category } = useTranslation('caseCategory');
  const format = useFormat();
  const { clock } = useConsole();
  const department = useDepartmentName();
  const { data, id } = row;
  const code = departmentOf(data);
  const close = rules ? deadlinesOf(data, rules.clocks, id).find(({ duty }) => duty === 'close') : undefined;
  return {
    no: caseNo(id),
    place: data.place && format.text(data.place),
    matter: data.category && category(`leaf.${data.category}`),
    dept: code === null ? undefined : department(code),
    time: close && close.due > clock.now ? format.moment(close.due, clock.now) : undefined,
    n: data.joined && format.number(data.joined.length),
  };
}

/** First contact or answer: from a template, in which only what is verified is filled in; what is open keeps it from being sent. */
export function AnswerForm({ use, ...props }: FormProps & { readonly use: 'contact' | 'answer' }) {
  const { row, rules, onClose } = props;
  const { t } = useTranslation('citizenCase');
  const { t: common } = useTranslation();
  const format = useFormat();
  const facts = useFacts(props);
  const { step } = useCaseActions();
  const { category } = row.data;
  const offered = useMemo(
    () =>
      (rules?.templates ?? []).filter(
        (one) => one.use === use && (one.categories.length === 0 || (category && fits(one.categories, category))),
      ),
    [rules, use, category],
  );
  const [template, setTemplate] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [isPublic, setIsPublic] = useState(false);
  const open = openPlaces(text);
  const blanks = open.map((name) => (isBlank(name) ? t(`blank.${name}`) : name)).join(common('comma'));
  const blocked =
    text.trim() === '' && use === 'answer'
      ? t('form.answer')
      : open.length > 0
        ? t('form.blanksLeft', { count: open.length })
        : null;
  const submit = (): void => {
    const said = { ...(template !== null && { template }), text: text.trim() };
    const work =
      use === 'answer'
        ? step(row, { do: 'answer', ...said, isPublic })
        : step(row, { do: 'contact', ...(said.text === '' ? {} : said) });
    void work.then((stored) => stored && onClose());
  };
  return (
    <FormPanel
      title={t(`action.${use}`)}
      place="cover"
      feed={row.feed}
      actions={[use === 'answer' ? 'case.answer' : 'case.contact']}
      submit={t(`action.${use}`)}
      blocked={blocked}
      onClose={onClose}
      onSubmit={submit}
      says={t('form.never')}
    >
      <Select
        label={t('form.template')}
        placeholder={t('form.templateNone')}
        clearable
        data={offered.map(({ id }) => ({ value: id, label: isTemplate(id) ? t(`use.${id}`) : id }))}
        value={template}
        onChange={(id) => {
          setTemplate(id);
          const found = offered.find((one) => one.id === id);
          if (found) setText(fillTemplate(found, format.language, facts));
        }}
      />
      <Textarea
        label={t('form.answer')}
        description={t('form.answerHint')}
        autoFocus
        autosize
        minRows={6}
        maxRows={16}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {open.length > 0 && <p className={styles.blanks}>{t('form.blanks', { list: blanks })}</p>}
      {use === 'answer' && (
        <Checkbox
          label={t('form.public')}
          checked={isPublic}
          onChange={(event) => setIsPublic(event.currentTarget.checked)}
        />
      )}
    </FormPanel>
  );
}
