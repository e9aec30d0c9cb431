import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandTypeName } from '../../../../shared/protocol/commands/command-types.ts';
import { isCommandType } from '../../../../shared/protocol/commands/command-types.ts';
import { useCommand } from '../../../state/commands.ts';
import { useConsole } from '../../../state/console.ts';
import { useSourceName } from '../../../state/names.ts';
import { goToDesk } from '../../../state/route.ts';
import { useSelection } from '../../../state/selection.ts';
import { useClock } from '../../../state/use-console.ts';
import { useCollection, useRow } from '../../../state/use-live.ts';
import { useMay } from '../../../state/use-may.ts';
import { useSend } from '../../../state/use-send.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import { Chip } from '../../chip.tsx';
import { Empty } from '../../panel.tsx';
import { fieldName } from '../field-words.ts';
import { Refusals } from '../refusals.tsx';
import { useVerb } from '../use-verb.ts';
import { incidentName, inLanguage, levelShort } from '../words.ts';
import { ConflictCard } from './conflict-card.tsx';
import { ConflictSketch } from './conflict-sketch.tsx';
import { conflictGroup, consequenceOf, leading, momentsOf, sidesOf, type ConflictRow } from './conflict-sides.ts';
import { SmallValue } from './field-value.tsx';
import { canWrite, isWhole, ThirdValue, type Third } from './third-value.tsx';
import { useConflictWords, useHandNames, useHistory } from './use-conflict.ts';
import styles from './conflict.module.css';

type Choice = 'current' | 'proposed' | 'other';

function Base({ row }: { readonly row: ConflictRow }) {
  const { t } = useTranslation('conflict');
  const source = useSourceName();
  const format = useFormat();
  const history = useHistory(row.data.topic, row.data.entity);
  const { fields, kind, currentBy } = row.data;
  const main = leading(fields);
  const set = momentsOf(row, history).find((moment) => moment.kind === 'base');
  const time = useClock((now) => (set ? format.moment(set.at, now) : ''));
  const what = kind === 'doubleCommitment' ? t('unitTwice') : t(currentBy ? 'twoSeats' : 'against');
  return (
    <p className={styles.base}>
      {'base' in main ? (
        <>
          {t('base')}
          <SmallValue field={main.field} value={main.base} />
          {set ? inLanguage({ format }, t('baseBy', { source: source(set.source ?? ''), time })) : t('baseEnd')}
        </>
      ) : (
        `${t('baseUnknown')}${t('baseEnd')}`
      )}
      {what}
    </p>
  );
}

function Consequence({ row }: { readonly row: ConflictRow }) {
  const { t } = useTranslation('conflict');
  const { words } = useConflictWords();
  const consequence = consequenceOf(row.data);
  switch (consequence.kind) {
    case 'higherLevel':
      return t('consequence.higherLevel', { level: levelShort(words, consequence.level) });
    case 'unitStays':
      return t('consequence.unitStays', { incident: incidentName(words, consequence.incident) });
    case 'stands':
      return t('consequence.stands');
  }
}

/** How it was settled, or is about to be. */
function Outcome({ row }: { readonly row: ConflictRow }) {
  const { t } = useTranslation('conflict');
  const format = useFormat();
  const names = useHandNames();
  const { value } = useConflictWords();
  const { status } = row.data;
  const time = useClock((now) => (status.state === 'resolved' ? format.moment(status.by.at, now) : ''));
  if (status.state !== 'resolved') return null;
  // A third value is not in the conflict's record; the entity's own log has it.
  const choice = status.choice === 'other' ? t('choice.other') : value(row.data, status.choice);
  const isDeciding = conflictGroup(row) === 'deciding';
  return (
    <div className={styles.outcome} data-deciding={isDeciding}>
      <Chip tone={isDeciding ? 'pending' : 'act'} icon={isDeciding ? 'up' : 'check'}>
        {isDeciding
          ? t('decided', { choice })
          : t('resolvedBy', { officer: names.officer(status.by.officer), time, choice })}
      </Chip>
      <p>{t('resolvedReason', { reason: format.text(status.reason) })}</p>
    </div>
  );
}

function Decide({
  row,
  values,
  choice,
  onOther,
}: {
  readonly row: ConflictRow;
  readonly values: Third;
  readonly choice: Choice | null;
  readonly onOther: () => void;
}) {
  const { t } = useTranslation('conflict');
  const { link } = useConsole();
  const { title } = useConflictWords();
  const send = useSend();
  const may = useMay();
  const verb = useVerb(row.feed);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const { commandType } = row.data;
  // By anything but what stands, it is also the action that was in conflict (the hub checks the same).
  const needed: CommandTypeName[] = ['conflict.resolve'];
  if (choice !== null && choice !== 'current' && isCommandType(commandType)) needed.push(commandType);
  const allowed = needed.every((action) => may(action) === null);
  const blocked =
    choice === null
      ? t('sendNone')
      : choice === 'other' && !isWhole(row.data, values)
        ? t('otherMissing')
        : reason.trim() === ''
          ? t('sendReason')
          : null;
  const submit = (): void => {
    if (blocked !== null || choice === null || !allowed || busy) return;
    setBusy(true);
    const args = {
      id: row.id,
      expectedRev: row.rev,
      choice,
      reason: reason.trim(),
      ...(choice === 'other' && { values: { ...values } }),
    };
    void send(link.call('resolveConflict', args), t('sent', { title: title(row.data) })).then(() => setBusy(false));
  };
  useCommand({ id: 'conflict.send', group: 'list', key: 'Ctrl Enter', keyOnly: true, title: t('send'), run: submit });
  return (
    <>
      <Textarea
        aria-label={t('reason')}
        placeholder={t('reasonHint')}
        required
        autosize
        minRows={2}
        maxRows={5}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refusals actions={needed} />
      <div className={styles.buttons}>
        <Button
          size="grave"
          aria-pressed={choice === 'other'}
          disabled={!canWrite(row.data)}
          title={canWrite(row.data) ? undefined : t('otherNone')}
          shortcut="3"
          onClick={onOther}
        >
          {t('other')}
        </Button>
        <span className="lz-spring" />
        <Button
          look="primary"
          size="grave"
          shortcut="Ctrl ↵"
          disabled={blocked !== null || !allowed || busy}
          onClick={submit}
        >
          {blocked ?? verb(t('send'))}
        </Button>
      </div>
    </>
  );
}

function Desk({ row }: { readonly row: ConflictRow }) {
  const { t } = useTranslation('conflict');
  const names = useHandNames();
  const { words, question } = useConflictWords();
  const history = useHistory(row.data.topic, row.data.entity);
  const select = useSelection((state) => state.select);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [values, setValues] = useState<Third>({});
  const { data } = row;
  const [first, second] = sidesOf(data, names.station);
  const moments = momentsOf(row, history);
  const readOnly = data.status.state !== 'open';
  const offered = !readOnly;
  const choose = (side: Choice) => () => setChoice(side);
  const other = (): void => {
    if (canWrite(data)) setChoice('other');
  };
  useCommand(
    offered ? { id: 'conflict.1', group: 'list', key: '1', title: t('useFirst'), run: choose(first.choice) } : null,
  );
  useCommand(
    offered ? { id: 'conflict.2', group: 'list', key: '2', title: t('useSecond'), run: choose(second.choice) } : null,
  );
  useCommand(offered ? { id: 'conflict.3', group: 'list', key: '3', title: t('other'), run: other } : null);
  const showEntity = (): void => {
    if (data.topic !== 'incident' && data.topic !== 'resource') return;
    select(data.topic, data.entity, 'command');
    goToDesk(data.topic === 'incident' ? 'incidents' : 'resources');
  };
  const picked = data.status.state === 'resolved' ? data.status.choice : choice;
  const hasDesk = data.topic === 'incident' || data.topic === 'resource';
  return (
    <div className={styles.desk} data-conflict={row.id}>
      <div className={styles.what}>
        <button type="button" className={styles.id} disabled={!hasDesk} onClick={showEntity}>
          <bdi>{data.entity}</bdi>
        </button>
        {data.fields.map(({ field }) => (
          <Chip key={field}>{fieldName(words, field)}</Chip>
        ))}
      </div>
      <h2 className={styles.question}>{question(data)}</h2>
      <Base row={row} />
      <div className={styles.cards}>
        {[first, second].map((side, index) => {
          const moment = moments.find(({ kind }) => kind === side.choice);
          return (
            <ConflictCard
              key={side.choice}
              conflict={data}
              side={side}
              history={history}
              at={moment?.at ?? null}
              entered={moment?.entered ?? null}
              chosen={picked === side.choice}
              shortcut={index === 0 ? '1' : '2'}
              readOnly={readOnly}
              onChoose={choose(side.choice)}
            />
          );
        })}
      </div>
      <ConflictSketch row={row} history={history} />
      {choice === 'other' && !readOnly && <ThirdValue conflict={data} values={values} onChange={setValues} />}
      {readOnly ? <Outcome row={row} /> : <Decide row={row} values={values} choice={choice} onOther={other} />}
      {!readOnly && (
        <p className={styles.consequence}>
          <Consequence row={row} />
          {t('kept')}
        </p>
      )}
    </div>
  );
}

/** One conflict: what both started from, the two values side by side, and the officer's judgement with its reason. */
export function ConflictDesk({ id }: { readonly id: string }) {
  const { t } = useTranslation('conflict');
  const row = useRow(useCollection('conflicts', {}), id);
  if (!row) return <Empty title={t('gone')} hint={id} />;
  return <Desk key={id} row={row} />;
}
