import * as z from 'zod';
import { useTranslation } from 'react-i18next';
import { logCommand } from './log-command.ts';
import type { ReplayFrame } from '../../../shared/protocol/console-api/replay-calls.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useDepartmentName, useSourceName } from '../../state/names.ts';
import { useFormat } from '../../text/use-text.ts';
import { Chip, Nothing, Unknown } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { describeCommand } from '../../widgets/command/describe-command.ts';
import { useWords } from '../../widgets/command/use-words.ts';
import { inLanguage } from '../../widgets/command/words.ts';
import styles from './replay.module.css';

const timeOf = z.object({ time: z.object({ entry: z.number() }), body: z.record(z.string(), z.unknown()) });
const SHOWN = 12;

/** What stood at the moment that is played, beside its map. */
export function FramePanel({ frame }: { readonly frame: ReplayFrame }) {
  const { t } = useTranslation('replay');
  const format = useFormat();
  const people = usePeopleNames();
  const department = useDepartmentName();
  const feedName = useSourceName();
  const words = useWords();
  const { seat, links, decisions, orders, log, isRunning } = frame;
  const open = frame.incidents.filter(({ data }) => data.status.state !== 'closed' && data.status.state !== 'merged');
  return (
    <>
      <Section title={t('now.title')}>
        <dl className={styles.facts}>
          <dt>{t('now.seat')}</dt>
          <dd>
            {!isRunning ? (
              <Nothing>{t('now.stopped')}</Nothing>
            ) : seat ? (
              <>
                {people.officer(seat.officer)} · {people.post(seat.post)}
                {seat.isLocked && <Chip tone="stale">{t('now.locked')}</Chip>}
              </>
            ) : (
              <Unknown />
            )}
          </dd>
          <dt>{t('now.links')}</dt>
          <dd>
            {links.length === 0 && <Unknown />}
            {links.map(({ feed, isLive }) => (
              <Chip key={feed} tone={isLive ? 'live' : 'offline'} icon={isLive ? 'link' : 'unlink'}>
                {feedName(feed)} {t(isLive ? 'now.up' : 'now.down')}
              </Chip>
            ))}
          </dd>
          <dt>{t('now.incidents')}</dt>
          <dd>{format.number(open.length)}</dd>
        </dl>
      </Section>
      <Section title={t('decisions.title')} hint={format.number(decisions.length)}>
        {decisions.length === 0 && <Nothing>{t('decisions.none')}</Nothing>}
        <ul className={styles.list}>
          {decisions.slice(0, SHOWN).map(({ id, question, choice, state, since }) => (
            <li key={id} data-decision={id}>
              <b>{format.text(question)}</b>
              <span className={styles.quiet}>
                {format.time(since, true)} {t(`decisions.${state}`)}
                {choice && ` · ${format.text(choice)}`}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('orders.title')} hint={format.number(orders.length)}>
        {orders.length === 0 && <Nothing>{t('orders.none')}</Nothing>}
        <ul className={styles.list}>
          {orders.slice(0, SHOWN).map(({ id, title, department: code, state, at }) => (
            <li key={id} data-order={id}>
              <b>{format.text(title)}</b>
              <span className={styles.quiet}>
                {format.time(at, true)} {department(code)} · {t(`orders.${state}`)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('log.title')}>
        {log.length === 0 && <Nothing>{t('log.none')}</Nothing>}
        <ul className={styles.list}>
          {log.slice(0, SHOWN).map(({ no, kind, entry }) => {
            const parsed = timeOf.safeParse(entry);
            const command = parsed.success ? logCommand(parsed.data.body) : null;
            return (
              <li key={no} data-entry={no}>
                <span>
                  <Kind kind={kind} />{' '}
                  {command && inLanguage(words, describeCommand(words, { ...command, title: null }))}
                </span>
                <span className={styles.quiet}>
                  {parsed.success && format.time(parsed.data.time.entry as ReplayFrame['at'], true)} · {no}
                </span>
              </li>
            );
          })}
        </ul>
      </Section>
    </>
  );
}

function Kind({ kind }: { readonly kind: string }) {
  const { t } = useTranslation('record');
  return <Chip tone={kind === 'intent' ? 'act' : 'plain'}>{t(`kind.${kind}` as 'kind.intent')}</Chip>;
}
