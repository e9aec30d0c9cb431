import { useState } from 'react';
import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FINDING_AREAS } from '../../../shared/domain/finding.ts';
import { DAY, instant, type Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useConsole } from '../../state/console.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSession } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import styles from './review.module.css';

/** Thirty days to mend, where nobody says otherwise. */
const USUAL_DAYS = 30;
const DIGITS = /^\d{1,9}$/;

const allIncidents = ({ rows }: LiveCollection<EntityRow<'incident'>>) =>
  [...rows.values()].sort((a, b) => b.data.reportedAt - a.data.reportedAt);
const allDecisions = ({ rows }: LiveCollection<EntityRow<'decision'>>) => [...rows.values()];

interface FindingFormProps {
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

/** What a review found: what, by whom to be mended, until when, and what shows it. */
export function FindingForm({ onClose, onMade }: FindingFormProps) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const { link, clock } = useConsole();
  const session = useSession();
  const send = useSend();
  const incidents = useSampled(useCollection('incidents', {}), allIncidents);
  const decisions = useSampled(useCollection('decisions', {}), allDecisions);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [sort, setSort] = useState<'weakness' | 'strength'>('weakness');
  const [area, setArea] = useState<(typeof FINDING_AREAS)[number]>('command');
  const [department, setDepartment] = useState<string | null>(null);
  const [post, setPost] = useState('');
  const [due, setDue] = useState(dayOf(instant(clock.now + USUAL_DAYS * DAY)));
  const [incident, setIncident] = useState<string | null>(null);
  const [decision, setDecision] = useState<string | null>(null);
  const [record, setRecord] = useState('');
  const isStrength = sort === 'strength';
  const dueAt = endOfDay(due);
  const blocked = (): string | null => {
    const missing =
      title.trim() === ''
        ? t('form.title')
        : department === null
          ? t('form.department')
          : dueAt === null
            ? t('form.due')
            : null;
    if (missing !== null) return t('form.blocked', { what: missing });
    if (!isStrength && dueAt !== null && dueAt <= clock.now) return t('form.duePast');
    return record !== '' && !DIGITS.test(record) ? t('form.recordBad') : null;
  };
  const submit = (): void => {
    if (department === null || dueAt === null) return;
    const [words, details, held] = [title.trim(), text.trim(), post.trim()];
    const work = link.call('makeFinding', {
      title: words,
      ...(details !== '' && { text: details }),
      area,
      isStrength,
      owner: { department, ...(held !== '' && { post: held }) },
      dueAt,
      ...(incident !== null && { incident }),
      ...(decision !== null && { decision }),
      ...(record !== '' && session && { record: { station: session.stationId, no: Number(record) } }),
    });
    void send(work, t('form.made', { title: words })).then((stored) => stored && onMade(stored.answer.id));
  };
  const options = (rows: readonly (readonly [string, string])[]) => rows.map(([value, label]) => ({ value, label }));
  return (
    <FormPanel
      title={t('make')}
      place="side"
      feed={null}
      actions={['finding.make']}
      submit={t('form.submit')}
      blocked={blocked()}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={t('form.title')}
        description={t('form.titleHint')}
        required
        autoFocus
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={t('form.text')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <SegmentedControl
        className={styles.kind}
        aria-label={t('form.sort')}
        data={[
          { value: 'weakness', label: t('weakness') },
          { value: 'strength', label: t('strength') },
        ]}
        value={sort}
        onChange={(value) => setSort(value === 'strength' ? 'strength' : 'weakness')}
      />
      <Select
        label={t('form.area')}
        data={FINDING_AREAS.map((value) => ({ value, label: t(`area.${value}`) }))}
        value={area}
        allowDeselect={false}
        onChange={(value) => setArea(FINDING_AREAS.find((known) => known === value) ?? area)}
      />
      <Select
        label={t('form.department')}
        required
        searchable
        data={options((session?.departments ?? []).map(({ code, name }) => [code, format.text(name)]))}
        value={department}
        onChange={setDepartment}
      />
      <TextInput
        label={t('form.post')}
        description={t('form.postHint')}
        maxLength={64}
        value={post}
        onChange={(event) => setPost(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('form.due')}
        required
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <Select
        label={t('form.incident')}
        placeholder={t('form.none')}
        searchable
        clearable
        limit={50}
        data={options(incidents.map(({ id, data }) => [id, format.text(data.title)]))}
        value={incident}
        onChange={setIncident}
      />
      <Select
        label={t('form.decision')}
        placeholder={t('form.none')}
        searchable
        clearable
        limit={50}
        data={options(decisions.map(({ id, data }) => [id, format.text(data.question)]))}
        value={decision}
        onChange={setDecision}
      />
      <TextInput
        label={t('form.record')}
        description={t('form.recordHint')}
        maxLength={9}
        value={record}
        onChange={(event) => setRecord(event.currentTarget.value.trim())}
      />
    </FormPanel>
  );
}

/** As a date field wants it, in local time. */
function dayOf(at: Instant): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A date counts until its end. Null: none is given. */
function endOfDay(day: string): Instant | null {
  const at = new Date(`${day}T23:59:59`).getTime();
  return Number.isNaN(at) ? null : instant(at);
}
