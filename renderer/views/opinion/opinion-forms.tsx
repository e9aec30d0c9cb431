import { useState } from 'react';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OPINION_ANSWERS, type OpinionAnswer } from '../../../shared/domain/opinion.ts';
import type { OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { useConsole } from '../../state/console.ts';
import { useSession } from '../../state/use-console.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import styles from './opinion.module.css';

interface FormProps {
  readonly row: OpinionRow;
  readonly onClose: () => void;
}

/** To whom talk is reported in the demo city; any other post can be typed. */
const REPORT_TO = 'PIO-DIR';

export function ReportOpinion({ row, onClose }: FormProps) {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  const { link } = useConsole();
  const send = useSend();
  const [to, setTo] = useState(REPORT_TO);
  const post = to.trim();
  const submit = (): void => {
    const said = t('form.reported', { subject: format.text(row.data.subject), to: post });
    const work = link.call('reportOpinion', { id: row.id, expectedRev: row.rev, to: post });
    void send(work, said).then((stored) => stored && onClose());
  };
  return (
    <FormPanel
      title={t('action.report')}
      place="cover"
      feed={row.feed}
      actions={['opinion.report']}
      submit={t('form.report')}
      blocked={post === '' ? t('form.to') : null}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={t('form.to')}
        description={t('form.toHint')}
        required
        autoFocus
        maxLength={64}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </FormPanel>
  );
}

export function HandleOpinion({ row, onClose }: FormProps) {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  const { link } = useConsole();
  const send = useSend();
  const fact = row.data.rumour?.fact;
  const [how, setHow] = useState<OpinionAnswer>(fact ? 'refuted' : 'replied');
  const [text, setText] = useState(fact ? format.text(fact.text) : '');
  const blocked = (): string | null => {
    if (how === 'refuted' && !fact) return t('form.factFirst');
    return text.trim() === '' ? t('form.text') : null;
  };
  const submit = (): void => {
    const said = t('form.handled', { subject: format.text(row.data.subject) });
    const work = link.call('handleOpinion', { id: row.id, expectedRev: row.rev, how, text: text.trim() });
    void send(work, said).then((stored) => stored && onClose());
  };
  return (
    <FormPanel
      title={t('action.handle')}
      place="cover"
      feed={row.feed}
      actions={['opinion.handle']}
      submit={t('form.handle')}
      blocked={blocked()}
      onClose={onClose}
      onSubmit={submit}
      says={t('form.handleSays')}
    >
      <Select
        label={t('form.how')}
        data={OPINION_ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))}
        value={how}
        allowDeselect={false}
        onChange={(value) => setHow(OPINION_ANSWERS.find((known) => known === value) ?? how)}
      />
      <Textarea
        label={t('form.text')}
        autoFocus
        description={t('form.textHint')}
        required
        autosize
        minRows={5}
        maxRows={14}
        maxLength={1_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormPanel>
  );
}

export function FlagRumour({ row, onClose }: FormProps) {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  const { link } = useConsole();
  const session = useSession();
  const send = useSend();
  const { rumour, subject } = row.data;
  const [fact, setFact] = useState(rumour?.fact ? format.text(rumour.fact.text) : '');
  const [department, setDepartment] = useState<string | null>(rumour?.fact?.department ?? null);
  const isChecked = fact.trim() !== '';
  const submit = (): void => {
    const said = t('form.flagged', { subject: format.text(subject) });
    const work = link.call('flagOpinion', {
      id: row.id,
      expectedRev: row.rev,
      claim: rumour?.claim ?? subject,
      ...(isChecked && department !== null && { fact: { text: fact.trim(), department } }),
    });
    void send(work, said).then((stored) => stored && onClose());
  };
  return (
    <FormPanel
      title={t('action.flag')}
      place="cover"
      feed={row.feed}
      actions={['opinion.flag']}
      submit={t('form.flag')}
      blocked={isChecked && department === null ? t('form.department') : null}
      onClose={onClose}
      onSubmit={submit}
      says={t('form.flagSays')}
    >
      <p className={styles.claim}>{format.text(rumour?.claim ?? subject)}</p>
      <Textarea
        label={t('rumour.fact')}
        description={t('form.factHint')}
        autoFocus
        autosize
        minRows={4}
        maxRows={12}
        maxLength={1_000}
        value={fact}
        onChange={(event) => setFact(event.currentTarget.value)}
      />
      <Select
        label={t('form.department')}
        searchable
        data={(session?.departments ?? []).map(({ code, name }) => ({ value: code, label: format.text(name) }))}
        value={department}
        onChange={setDepartment}
      />
    </FormPanel>
  );
}
