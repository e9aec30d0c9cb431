import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hand } from '../../../shared/domain/hand.ts';
import { useSourceName, useStationName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment, Remaining } from '../../widgets/age.tsx';
import { Unknown } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import type { DecisionRow } from './decision-groups.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './sheet.module.css';

/** Enough of a hash to compare by ear; the whole is in the tooltip. */
const SHORT = 8;

export function ShortHash({ sha256 }: { readonly sha256: string }) {
  return (
    <code className={styles.hash} title={sha256}>
      {sha256.slice(0, SHORT)}
    </code>
  );
}

/** Incidents concerned, and through whose hands it went. */
export function RecordSide({ row }: { readonly row: DecisionRow }) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const format = useFormat();
  const { data } = row;
  const { status, writtenBy, spoken, incidents, reviewAt, evidence } = data;
  // One that has left the board since is called what it was called then.
  const nameOf = (id: string): string => {
    const now = words.incident(id);
    const then = evidence?.facts.find((fact) => fact.topic === 'incident' && fact.id === id)?.label;
    return now === id && then ? format.text(then) : now;
  };
  return (
    <>
      <section className={styles.part} aria-label={t('hands.title')}>
        <h3 className={styles.partTitle}>{t('hands.title')}</h3>
        <ol>
          {writtenBy.map((hand, index) => (
            <HandRow key={`${hand.officer} ${index}`} what={t('hands.written')} hand={hand} />
          ))}
          {status.state === 'decided' && <HandRow what={t('hands.decided')} hand={status.by} />}
          {status.state === 'decided' && status.second && (
            <HandRow what={t(status.ratifyBy === undefined ? 'hands.second' : 'hands.ratified')} hand={status.second} />
          )}
          {status.state === 'reviewed' && <HandRow what={t('hands.decided')} hand={status.decided} />}
          {status.state === 'reviewed' && status.second && <HandRow what={t('hands.second')} hand={status.second} />}
          {status.state === 'reviewed' && <HandRow what={t('hands.reviewed')} hand={status.by} />}
          {status.state === 'returned' && <HandRow what={t('hands.returned')} hand={status.by} />}
          {status.state === 'withdrawn' && <HandRow what={t('hands.withdrawn')} hand={status.by} />}
          {status.state === 'submitted' && <Waiting>{t('hands.waits')}</Waiting>}
          {status.state === 'decided' && status.ratifyBy !== undefined && !status.second && (
            <Waiting>
              {t('list.ratify')}{' '}
              <Remaining until={status.ratifyBy} passed={(span) => t('list.ratifyPassed', { span })} />
            </Waiting>
          )}
        </ol>
        {spoken && (
          <p className={styles.spoken}>
            <Icon name="phone" size={15} />
            <span>
              {t('spoken.said', { by: spoken.by, media: t(`media.${spoken.media}`) })} <Moment at={spoken.at} />
            </span>
          </p>
        )}
      </section>
      <section className={styles.part} aria-label={t('about')}>
        <h3 className={styles.partTitle}>{t('about')}</h3>
        <ul>
          {incidents.map((id) => (
            <li key={id} className={styles.limit}>
              <button
                type="button"
                onClick={() => {
                  useSelection.getState().select('incident', id, 'command');
                  goToDesk('incidents');
                }}
              >
                <Icon name="target" size={15} />
                <span className={styles.limitWords}>{nameOf(id)}</span>
                <Icon name="right" size={14} />
              </button>
            </li>
          ))}
          {incidents.length === 0 && <li className={styles.quiet}>{t('aboutNothing')}</li>}
        </ul>
        {reviewAt !== undefined && (
          <p className={styles.quiet}>
            {t('reason.review')} <Moment at={reviewAt} />
          </p>
        )}
      </section>
    </>
  );
}

function HandRow({ what, hand }: { readonly what: string; readonly hand: Hand }) {
  const people = usePeopleNames();
  return (
    <li className={styles.hand}>
      <Icon name="check" size={18} />
      <span>
        {what} {people.officer(hand.officer)}
        <small>{people.post(hand.post)}</small>
      </span>
      <span className={styles.end}>
        <Moment at={hand.at} />
      </span>
    </li>
  );
}

function Waiting({ children }: { readonly children: ReactNode }) {
  return (
    <li className={styles.hand} data-waiting>
      <Icon name="clock" size={18} />
      <span>{children}</span>
    </li>
  );
}

/** Why it was chosen, and what it rested on, as it was sealed. */
export function RecordFacts({ row }: { readonly row: DecisionRow }) {
  const { t } = useTranslation('decision');
  const { t: common } = useTranslation();
  const format = useFormat();
  const station = useStationName();
  const source = useSourceName();
  const { reason, expected, evidence, status } = row.data;
  return (
    <>
      <section className={styles.evidence} aria-label={t('sealed.title')}>
        <h3 className={styles.partTitle}>
          {t('sealed.title')}
          <span>{evidence ? t('sealed.count', { count: evidence.facts.length }) : ''}</span>
        </h3>
        {!evidence && <p className={styles.quiet}>{t('sealed.none')}</p>}
        {evidence && (
          <ul className={styles.facts} tabIndex={0} aria-label={t('sealed.title')}>
            {evidence.facts.map(({ topic, id, rev, label, value, at, sha256 }) => (
              <li key={`${topic} ${id}`} className={styles.fact}>
                <Icon name="log" size={16} />
                <span className="lz-cut" title={format.text(label)}>
                  <Local text={label} />
                </span>
                <span className={styles.factValue}>{value && <Local text={value} />}</span>
                <small>
                  {at === undefined ? <Unknown /> : <Moment at={at} />}
                  {common('separator')}
                  {t('sealed.rev', { rev: format.number(rev) })}
                  {common('separator')}
                  <ShortHash sha256={sha256} />
                </small>
              </li>
            ))}
          </ul>
        )}
      </section>
      {evidence && (
        <section className={styles.part} aria-label={t('sealed.how')}>
          <h3 className={styles.partTitle}>
            {t('sealed.how')}
            <span>
              <Moment at={evidence.takenAt} seconds />
            </span>
          </h3>
          {evidence.model && (
            <p className={styles.quiet}>
              {t('sealed.model', {
                solver: evidence.model.solver,
                gap:
                  evidence.model.gap === null ? common('unknown') : `${format.number(evidence.model.gap * 100, 1)} %`,
              })}{' '}
              <ShortHash sha256={evidence.model.inputs} />
            </p>
          )}
          <p className={styles.quiet}>{t('sealed.station', { station: station(evidence.station) })}</p>
          <details className={styles.cursors}>
            <summary>{t('sealed.cursors', { count: evidence.cursors.length })}</summary>
            <ul>
              {evidence.cursors.map(({ feed, seq, asOf }) => (
                <li key={feed}>
                  <span>{source(feed)}</span>
                  <span>{format.number(seq)}</span>
                  <span>{asOf === null ? <Unknown /> : <Moment at={asOf} seconds />}</span>
                </li>
              ))}
            </ul>
          </details>
        </section>
      )}
      <section className={styles.part} aria-label={t('reason.title')}>
        <h3 className={styles.partTitle}>{t('reason.title')}</h3>
        <p className={styles.keptReason}>{reason ? <Local text={reason} /> : t('reason.none')}</p>
        {expected && (
          <p className={styles.quiet}>
            {t('reason.expected')}
            {common('colon')}
            <Local text={expected} />
          </p>
        )}
        {(status.state === 'returned' || status.state === 'withdrawn') && status.reason && (
          <p className={styles.keptReason}>
            {t(`hands.${status.state}`)}
            {common('colon')}
            <Local text={status.reason} />
          </p>
        )}
        {status.state === 'reviewed' && (
          <p className={styles.keptReason}>
            {t('hands.reviewed')}
            {common('colon')}
            <Local text={status.finding} />
          </p>
        )}
      </section>
    </>
  );
}
