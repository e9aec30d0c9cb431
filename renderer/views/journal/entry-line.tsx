import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Autocomplete, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MEDIA } from '../../../shared/domain/decision.ts';
import { ENTRY_KINDS } from '../../../shared/domain/journal-entry.ts';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { useCall } from '../../state/use-call.ts';
import { useSession } from '../../state/use-console.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { useSitting } from '../../state/use-seat.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import type { EntryRow } from './diary-lines.ts';
import { parseEntryTime } from './entry-time.ts';
import { keyOfLink, linkOfKey, useLinkChoices, type TopicLink } from './use-link-choices.ts';
import styles from './journal.module.css';

const DIRECTIONS = ['in', 'out', 'within'] as const;
type Direction = (typeof DIRECTIONS)[number];
const MOST_LINKS = 20;

interface EntryLineProps {
  /** Links that come with the record the journal was opened from. */
  readonly given: readonly TopicLink[];
  /** The entry in whose place the next one stands. */
  readonly correcting: EntryRow | null;
  /** With the entry that was made; null when it was given up. */
  readonly onCorrected: (id: string | null) => void;
}

/**
 * One line for an entry, by keyboard alone: text, Tab through kind, way, media, parties, time and links, Enter anywhere. What was
 * chosen for the last entry stays for the next; text, time and the other side do not.
 */
export function EntryLine({ given, correcting, onCorrected }: EntryLineProps) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const { clock } = useConsole();
  const session = useSession();
  const problemText = useProblemText();
  const refusalText = useRefusalText();
  const sitting = useSitting();
  const refusal = useMay()('journal.enter');
  const { ask, isBusy, problem, forget } = useCall();
  const before = correcting?.data;
  const own = sitting ? format.text(sitting.post.postName) : '';
  const [kind, setKind] = useState<(typeof ENTRY_KINDS)[number]>(before?.kind ?? 'message');
  const [direction, setDirection] = useState<Direction>(before?.direction ?? 'in');
  const [media, setMedia] = useState<(typeof MEDIA)[number]>(before?.media ?? 'phone');
  const [text, setText] = useState(before ? format.text(before.text) : '');
  const [other, setOther] = useState(before ? (before.direction === 'in' ? before.from : before.to) : '');
  const [mine, setMine] = useState<string | null>(
    before ? (before.direction === 'in' ? before.to : before.from) : null,
  );
  const [time, setTime] = useState('');
  const [why, setWhy] = useState('');
  const [links, setLinks] = useState<readonly TopicLink[]>(before ? before.links : given);
  const [done, setDone] = useState<number | null>(null);
  const choices = useLinkChoices(links);
  const first = useRef<HTMLInputElement>(null);
  const at = time.trim() === '' && before ? before.happenedAt : parseEntryTime(time, clock.now);
  const ours = mine ?? own;
  const [from, to] = direction === 'in' ? [other, ours] : [ours, other];
  const isReady = text.trim() !== '' && at !== null && refusal === null && (!correcting || why.trim() !== '');
  useCommand({
    id: 'journal.focus',
    group: 'list',
    key: 'E',
    title: t('line.focus'),
    run: () => first.current?.focus(),
  });
  useEffect(() => first.current?.focus(), []);

  const submit = (): void => {
    const happenedAt = time.trim() === '' && before ? before.happenedAt : parseEntryTime(time, clock.now);
    if (!isReady || isBusy || happenedAt === null) return;
    const entry = {
      kind,
      direction,
      media,
      from: from.trim(),
      to: to.trim(),
      text: text.trim(),
      happenedAt,
      links: [...links],
      ...(correcting && { corrects: correcting.id, why: why.trim(), receivedAt: correcting.data.receivedAt }),
    };
    void ask('enterJournal', entry).then((stored) => {
      if (!stored) return;
      setDone(stored.answer.number);
      setText('');
      setTime('');
      setOther('');
      setMine(null);
      setLinks(given);
      first.current?.focus();
      if (correcting) onCorrected(stored.answer.id);
    });
  };
  /** Inputs send a form by Enter themselves; a choice does not. An Enter that picked from a list is spent. */
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape' && correcting && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onCorrected(null);
    }
  };
  const parties = [
    ...new Set([...(session?.departments ?? []).map(({ name }) => format.text(name)), ...(own === '' ? [] : [own])]),
  ];
  const pick = (names: readonly string[]) => names.slice(0, MOST_LINKS).map(linkOfKey);
  return (
    <form
      className={styles.line}
      aria-label={t('line.label')}
      data-correcting={correcting !== null}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {correcting && (
        <p className={styles.correcting}>
          <Icon name="undo" size={14} />
          <span className="lz-cut">
            {t('line.correcting', { no: correcting.data.number, text: format.text(correcting.data.text) })}
          </span>
          <Button look="quiet" shortcut="Esc" onClick={() => onCorrected(null)}>
            {t('line.stop')}
          </Button>
        </p>
      )}
      <div className={styles.first}>
        <TextInput
          ref={first}
          className={styles.text}
          aria-label={t('line.label')}
          placeholder={t('line.text')}
          maxLength={4_000}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setDone(null);
            if (problem) forget();
          }}
        />
        {correcting && (
          <TextInput
            className={styles.why}
            aria-label={t('line.why')}
            placeholder={t('line.why')}
            required
            maxLength={500}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        )}
        <output className={styles.receipt} aria-live="polite" data-bad={problem !== null}>
          {problem
            ? problemText(problem)
            : refusal
              ? refusalText(refusal, [t('line.submit')])
              : done !== null && t('line.done', { no: done })}
        </output>
      </div>
      <div className={styles.second}>
        <NativeSelect
          aria-label={t('column.kind')}
          data={ENTRY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(event) => setKind(one(ENTRY_KINDS, event.currentTarget.value))}
        />
        <NativeSelect
          aria-label={t('column.direction')}
          data={DIRECTIONS.map((value) => ({ value, label: t(`direction.${value}`) }))}
          value={direction}
          onChange={(event) => setDirection(one(DIRECTIONS, event.currentTarget.value))}
        />
        <NativeSelect
          aria-label={t('column.media')}
          data={MEDIA.map((value) => ({ value, label: t(`media.${value}`) }))}
          value={media}
          onChange={(event) => setMedia(one(MEDIA, event.currentTarget.value))}
        />
        <Autocomplete
          aria-label={t('line.from')}
          placeholder={t('line.from')}
          data={parties}
          limit={8}
          maxLength={120}
          value={from}
          onChange={direction === 'in' ? setOther : setMine}
        />
        <Autocomplete
          aria-label={t('line.to')}
          placeholder={t('line.to')}
          data={parties}
          limit={8}
          maxLength={120}
          value={to}
          onChange={direction === 'in' ? setMine : setOther}
        />
        <TextInput
          className={styles.time}
          aria-label={t('line.time')}
          title={t('line.timeHint')}
          placeholder={at === null ? '' : format.time(at)}
          error={at === null && t('line.timeBad')}
          maxLength={8}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <MultiSelect
          aria-label={t('line.links')}
          placeholder={links.length === 0 ? t('line.links') : ''}
          data={choices.map(({ group, items }) => ({ group, items }))}
          searchable
          limit={12}
          maxValues={MOST_LINKS}
          nothingFoundMessage={t('line.linksNone')}
          hidePickedOptions
          value={links.map(keyOfLink)}
          onChange={(keys) => setLinks(pick(keys))}
        />
        <Button type="submit" look="primary" shortcut="↵" disabled={!isReady || isBusy}>
          {t('line.submit')}
        </Button>
      </div>
    </form>
  );
}

function one<T extends string>(known: readonly [T, ...T[]], value: string): T {
  return known.find((candidate) => candidate === value) ?? known[0];
}
