import { useCallback, useEffect, useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Instant } from '../../../shared/kit/time.ts';
import type { OpenMatter } from '../../../shared/protocol/console-api/journal-calls.ts';
import { useConsole } from '../../state/console.ts';
import { useCall } from '../../state/use-call.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useSitting } from '../../state/use-seat.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip, Unknown } from '../../widgets/chip.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { parseEntryTime } from './entry-time.ts';
import { MatterTable } from './matter-table.tsx';
import type { ShiftRow } from './shift-row.ts';
import styles from './journal.module.css';

interface ShiftDraftProps {
  readonly lastTaken: ShiftRow | undefined;
  readonly onOffered: (id: string) => void;
}

interface Reading {
  readonly at: Instant;
  readonly matters: readonly OpenMatter[];
}

/** What would be handed over now: what is open, what of it is of this shift, a word on each where one is needed. */
export function ShiftDraft({ lastTaken, onOffered }: ShiftDraftProps) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const { link, clock } = useConsole();
  const send = useSend();
  const problemText = useProblemText();
  const refusalText = useRefusalText();
  const refusal = useMay()('handover.offer');
  const sitting = useSitting();
  const { ask, problem } = useCall();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({});
  const [reading, setReading] = useState<Reading | null>(null);
  const status = lastTaken?.data.status;
  const took = status?.state === 'taken' && status.by.officer === sitting?.officer.id ? status.since : undefined;
  const usual = took ?? sitting?.since ?? clock.now;
  const began = typed.trim() === '' ? usual : parseEntryTime(typed, clock.now);
  const read = useCallback(
    (since: Instant) =>
      ask('openMatters', { since }).then((found) => found && setReading({ at: clock.now, matters: found.answer })),
    [ask, clock],
  );
  useEffect(() => {
    if (began !== null) void read(began);
  }, [read, typed, usual]); // eslint-disable-line react-hooks/exhaustive-deps -- `began` is made of these two and of the clock
  const offer = (): void => {
    if (began === null || refusal) return;
    const told = Object.fromEntries(Object.entries(notes).filter(([, note]) => note.trim() !== ''));
    const words = text.trim();
    const work = link.call('offerHandover', { shiftBegan: began, notes: told, ...(words !== '' && { text: words }) });
    void send(work, t('shift.offered')).then((stored) => stored && onOffered(stored.answer.id));
  };
  const matters = reading?.matters ?? [];
  return (
    <form
      className={styles.sheet}
      aria-label={t('tabs.shift')}
      onSubmit={(event) => {
        event.preventDefault();
        offer();
      }}
    >
      <header className={styles.sheetHead}>
        <TextInput
          className={styles.since}
          label={t('shift.since')}
          description={t('shift.sinceHint')}
          placeholder={format.moment(usual, clock.now)}
          error={began === null && t('line.timeBad')}
          maxLength={8}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Textarea
          className={styles.words}
          label={t('shift.text')}
          placeholder={t('shift.textHint')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={4_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={styles.sheetActs}>
          <span className={styles.quiet}>
            {reading && t('shift.asOf', { time: format.time(reading.at), count: matters.length })}
          </span>
          <Button icon="undo" onClick={() => began !== null && void read(began)}>
            {t('shift.reread')}
          </Button>
          <Button
            type="submit"
            look="primary"
            size="grave"
            disabled={began === null || refusal !== null || !reading}
            title={refusal ? refusalText(refusal, [t('shift.offer')]) : undefined}
          >
            {t('shift.offer')}
          </Button>
        </div>
      </header>
      {matters.length === 0 ? (
        <Empty title={problem ? problemText(problem) : reading ? t('shift.none') : t('shift.reading')} />
      ) : (
        <MatterTable
          label={t('tabs.shift')}
          matters={matters}
          before={[]}
          after={[
            {
              id: 'changed',
              header: t('shift.column.changed'),
              width: '120px',
              cell: ({ changedAt }) => (changedAt === null ? <Unknown /> : <Moment at={changedAt} />),
            },
            {
              id: 'mark',
              header: t('shift.column.mark'),
              width: '88px',
              cell: ({ isNew, changedAt }) =>
                isNew ? (
                  <Chip tone="act">{t('shift.isNew')}</Chip>
                ) : (
                  began !== null &&
                  changedAt !== null &&
                  changedAt >= began && <Chip tone="edge">{t('shift.isChanged')}</Chip>
                ),
            },
            {
              id: 'note',
              header: t('shift.column.note'),
              width: 'minmax(200px, 1.6fr)',
              cell: ({ id, title }) => (
                <TextInput
                  size="xs"
                  aria-label={`${t('shift.column.note')} ${format.text(title)}`}
                  placeholder={t('shift.noteHint')}
                  maxLength={500}
                  value={notes[id] ?? ''}
                  onChange={(event) => {
                    const { value } = event.currentTarget;
                    setNotes((before) => ({ ...before, [id]: value }));
                  }}
                />
              ),
            },
          ]}
        />
      )}
    </form>
  );
}
