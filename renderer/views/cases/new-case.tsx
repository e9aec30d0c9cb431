import { useState, type KeyboardEvent } from 'react';
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caseFault, CASE_CLOCKS, isPhone, type CaseClock } from '../../../shared/domain/case.ts';
import { isCaseCategory } from '../../../shared/domain/case-categories.ts';
import { clockOf, type CaseRules } from '../../../shared/domain/case-rules.ts';
import type { CaseMatch } from '../../../shared/protocol/console-api/case-rows.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection } from '../../state/use-live.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { parsePosition } from '../../widgets/incident/position.ts';
import { CategoryField } from './category-field.tsx';
import { MatchWords } from './case-match.tsx';
import { caseNo, type CaseRow } from './case-state.ts';
import { PlaceField, type Place } from './place-field.tsx';
import { useCaseActions } from './use-case-actions.ts';
import { useMatches } from './use-matches.ts';
import styles from './cases.module.css';

const CHANNELS = ['12345', '110', 'web', 'grid'] as const;
/** As many as there are keys for it within one hand. */
const SHOWN = 3;
const NOWHERE: Place = { text: '', at: null };

/** A report at the telephone: everything by keyboard, with what it may be the same as beside the words while they are written. */
export function NewCase({
  rules,
  onClose,
}: {
  readonly rules: CaseRules | null | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('citizenCase');
  const { report, merge } = useCaseActions();
  const problemText = useProblemText();
  const cases = useCollection('cases', {});
  const select = useSelection((state) => state.select);
  const [text, setText] = useState('');
  const [category, setCategory] = useState<string | null>(null);
  const [chosen, setChosen] = useState<CaseClock | null>(null);
  const [isUrgent, setIsUrgent] = useState(false);
  const [channel, setChannel] = useState<string>('12345');
  const [place, setPlace] = useState(NOWHERE);
  const [callerName, setCallerName] = useState('');
  const [callerPhone, setCallerPhone] = useState('');
  const [address, setAddress] = useState('');
  const words = {
    text,
    at: place.at,
    ...(category !== null && { category }),
    ...(callerPhone.trim() !== '' && { callerPhone: callerPhone.trim() }),
    ...(address.trim() !== '' && { address: address.trim() }),
  };
  const matches = useMatches(words)
    .filter(({ kind }) => kind !== 'incident')
    .slice(0, SHOWN);
  const fault = caseFault(words);
  const auto = rules && category && isCaseCategory(category) ? clockOf(rules.clocks, { category, isUrgent }) : null;

  async function take(match: CaseMatch | null): Promise<void> {
    if (fault) return;
    const id = await report({
      ...words,
      text: text.trim(),
      isUrgent,
      channel,
      ...(chosen && { clock: chosen }),
      // A position is where it is, and no name of a place.
      ...(place.text.trim() !== '' && !parsePosition(place.text) && { place: place.text.trim() }),
      ...(callerName.trim() !== '' && { callerName: callerName.trim() }),
    });
    if (id === null) return;
    const lead = match && cases.rows.get(match.id as CaseRow['id']);
    if (lead) await merge(lead, [{ id: id as CaseRow['id'], rev: 1 }]);
    select('case', id, 'command');
    onClose();
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const match = event.altKey ? matches[Number(event.key) - 1] : undefined;
    if (!match || match.against.length > 0) return;
    event.preventDefault();
    void take(match);
  };

  return (
    <div className={styles.keys} onKeyDown={onKeyDown}>
      <FormPanel
        title={t('form.newTitle')}
        place="side"
        feed={null}
        actions={isUrgent ? ['case.create', 'incident.create'] : ['case.create']}
        submit={t(isUrgent ? 'form.submitUrgent' : 'form.submitNew')}
        blocked={fault && (text === '' ? t('form.text') : problemText({ code: fault }))}
        onClose={onClose}
        onSubmit={() => void take(null)}
      >
        <Textarea
          label={t('form.text')}
          placeholder={t('form.textHint')}
          required
          autoFocus
          autosize
          minRows={3}
          maxRows={8}
          value={text}
          error={fault === 'case-text-too-long' ? problemText({ code: fault }) : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <PlaceField value={place} onChange={setPlace} />
        <CategoryField value={category} onChange={setCategory} />
        <div className={styles.pair}>
          <Select
            label={t('form.clock')}
            placeholder={auto ? t('form.clockAuto', { clock: t(`clock.${auto}`) }) : undefined}
            clearable
            data={CASE_CLOCKS.map((value) => ({ value, label: t(`clock.${value}`) }))}
            value={chosen}
            onChange={(value) => setChosen(CASE_CLOCKS.find((known) => known === value) ?? null)}
          />
          <Select
            label={t('form.channel')}
            data={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
            value={channel}
            allowDeselect={false}
            onChange={(value) => setChannel(value ?? '12345')}
          />
        </div>
        <Checkbox
          label={t('form.urgent')}
          checked={isUrgent}
          onChange={(event) => setIsUrgent(event.currentTarget.checked)}
        />
        <div className={styles.pair}>
          <TextInput
            label={t('form.phone')}
            inputMode="tel"
            maxLength={40}
            value={callerPhone}
            error={
              callerPhone.trim() !== '' && !isPhone(callerPhone)
                ? problemText({ code: 'case-phone-invalid' })
                : undefined
            }
            onChange={(event) => setCallerPhone(event.currentTarget.value)}
          />
          <TextInput
            label={t('form.name')}
            maxLength={80}
            value={callerName}
            onChange={(event) => setCallerName(event.currentTarget.value)}
          />
        </div>
        <TextInput
          label={t('form.address')}
          description={t('form.addressHint')}
          maxLength={500}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <section className={styles.suggestions} aria-live="polite" aria-label={t('page.same')}>
          <h3>{t(matches.length > 0 ? 'form.same' : 'form.sameNone')}</h3>
          <ol>
            {matches.map((match, index) => (
              <li key={match.id}>
                {match.against.length === 0 && <kbd>{`Alt ${index + 1}`}</kbd>}
                <MatchWords match={match} onOpen={onClose} />
                {match.against.length === 0 && (
                  <button
                    type="button"
                    className={styles.take}
                    disabled={fault !== null}
                    onClick={() => void take(match)}
                  >
                    {t('form.submitMerge', { no: caseNo(match.id) })}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </section>
      </FormPanel>
    </div>
  );
}
