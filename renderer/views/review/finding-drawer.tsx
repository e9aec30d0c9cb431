import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FINDING_WAYS, type FindingState, type FindingStatus } from '../../../shared/domain/finding.ts';
import { useConsole } from '../../state/console.ts';
import { useDepartmentName, useStationName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { goToDesk } from '../../state/route.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useSitting } from '../../state/use-seat.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { RecordChips } from '../../widgets/journal/record-chips.tsx';
import { RecordEntries } from '../../widgets/journal/record-entries.tsx';
import type { RecordLink } from '../../widgets/journal/use-record-names.ts';
import { Panel, Section } from '../../widgets/panel.tsx';
import { DueDate } from './finding-columns.tsx';
import type { FindingRow } from './finding-state.ts';
import styles from './review.module.css';

/** One finding: what, whose, until when, what shows it, what was done, and what can be done now. */
export function FindingDrawer({ row }: { readonly row: FindingRow }) {
  const { t } = useTranslation('review');
  const department = useDepartmentName();
  const people = usePeopleNames();
  const station = useStationName();
  const { data } = row;
  const { owner, madeBy, record } = data;
  const links: readonly RecordLink[] = [
    ...(data.incident === undefined ? [] : [{ topic: 'incident', id: data.incident } as const]),
    ...(data.decision === undefined ? [] : [{ topic: 'decision', id: data.decision } as const]),
  ];
  return (
    <Panel className={styles.drawer} label={t('drawer.label')}>
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('drawer.label')}>
        <Section>
          <div className={styles.chips}>
            <Chip tone={data.status.state === 'done' ? 'act' : 'plain'}>{t(`state.${data.status.state}`)}</Chip>
            <Chip tone="edge">{t(`area.${data.area}`)}</Chip>
            {data.isStrength && (
              <Chip tone="live" icon="check">
                {t('strength')}
              </Chip>
            )}
          </div>
          <h2 className={styles.title}>
            <Local text={data.title} />
          </h2>
          {data.text && (
            <p className={styles.text}>
              <Local text={data.text} />
            </p>
          )}
        </Section>
        <Section>
          <dl className={styles.facts}>
            <dt>{t('drawer.owner')}</dt>
            <dd>
              {department(owner.department)} {owner.post !== undefined && people.post(owner.post)}
            </dd>
            <dt>{t('drawer.due')}</dt>
            <dd>
              <DueDate row={data} />
            </dd>
            <dt>{t('drawer.made')}</dt>
            <dd>
              {t('drawer.hand', { officer: people.officer(madeBy.officer), post: people.post(madeBy.post) })}{' '}
              <Moment at={madeBy.at} />
            </dd>
          </dl>
        </Section>
        {(links.length > 0 || record) && (
          <Section title={t('drawer.links')}>
            {links.length > 0 && <RecordChips links={links} />}
            {record && (
              <p className={styles.record}>
                {t('drawer.record', { no: record.no, station: station(record.station) })}
                <Button look="quiet" onClick={() => goToDesk('record')}>
                  {t('drawer.openRecord')}
                </Button>
              </p>
            )}
          </Section>
        )}
        <Section title={t('drawer.steps')}>
          <ol className={styles.steps}>
            {[...data.steps, data.status].toReversed().map((step) => (
              <Step key={`${step.state} ${step.since}`} step={step} />
            ))}
          </ol>
        </Section>
        <RecordEntries topic="finding" id={row.id} />
      </div>
      <Actions key={`${row.id} ${data.status.state}`} row={row} />
    </Panel>
  );
}

function Step({ step }: { readonly step: FindingStatus }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const people = usePeopleNames();
  const words = (): string => {
    switch (step.state) {
      case 'done':
        return t('step.done', { text: format.text(step.result) });
      case 'dropped':
        return t('step.dropped', { text: format.text(step.reason) });
      case 'open':
        return step.reason ? t('step.reopened', { text: format.text(step.reason) }) : t('step.open');
      default:
        return t(`step.${step.state}`);
    }
  };
  return (
    <li>
      <Moment at={step.since} />
      <span>{words()}</span>
      <small>{people.officer(step.by.officer)}</small>
    </li>
  );
}

const NEEDS_WORDS: ReadonlySet<FindingState> = new Set(['done', 'dropped', 'open']);

function Actions({ row }: { readonly row: FindingRow }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const { link } = useConsole();
  const send = useSend();
  const sitting = useSitting();
  const refusal = useMay()('finding.step');
  const refusalText = useRefusalText();
  const [asked, setAsked] = useState<FindingState | null>(null);
  const [text, setText] = useState('');
  const { status, title } = row.data;
  const step = (state: FindingState): void => {
    const words = text.trim();
    const work = link.call('stepFinding', {
      id: row.id,
      expectedRev: row.rev,
      state,
      ...(NEEDS_WORDS.has(state) && { text: words }),
    });
    void send(work, t(`acted.${state}`, { title: format.text(title) })).then((stored) => stored && setAsked(null));
  };
  const why = (state: FindingState): string | undefined => {
    if (refusal) return refusalText(refusal, [t(`act.${state}`)]);
    const isOwn = state === 'checked' && status.state === 'done' && status.by.officer === sitting?.officer.id;
    return isOwn ? t('form.own') : undefined;
  };
  const label = t(asked === 'done' ? 'form.result' : 'form.reason');
  return (
    <>
      <footer className={styles.actions}>
        {FINDING_WAYS[status.state].map((state, index) => (
          <Button
            key={state}
            size="grave"
            look={index === 0 ? 'primary' : 'edge'}
            disabled={why(state) !== undefined}
            title={why(state)}
            onClick={() => (NEEDS_WORDS.has(state) ? setAsked(state) : step(state))}
          >
            {t(`act.${state}`)}
          </Button>
        ))}
      </footer>
      {asked !== null && (
        <FormPanel
          title={t(`act.${asked}`)}
          place="cover"
          feed={row.feed}
          actions={['finding.step']}
          submit={t(`act.${asked}`)}
          blocked={text.trim() === '' ? t('form.blocked', { what: label }) : null}
          onClose={() => setAsked(null)}
          onSubmit={() => step(asked)}
        >
          <p className={styles.text}>
            <Local text={title} />
          </p>
          <Textarea
            label={label}
            required
            autoFocus
            autosize
            minRows={4}
            maxRows={12}
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </FormPanel>
      )}
    </>
  );
}
