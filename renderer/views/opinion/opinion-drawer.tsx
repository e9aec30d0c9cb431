import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { useCommand } from '../../state/commands.ts';
import { useDepartmentName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip, Nothing, Unknown } from '../../widgets/chip.tsx';
import { Panel, Section } from '../../widgets/panel.tsx';
import { ShareBar } from '../../widgets/share-bar.tsx';
import { LoopTime } from './loop-time.tsx';
import { FlagRumour, HandleOpinion, ReportOpinion } from './opinion-forms.tsx';
import { isNew, loopOf, postsNow, riseOf } from './opinion-loop.ts';
import { Talk } from './talk-state.tsx';
import styles from './opinion.module.css';

/** Recharts comes with it: fetched when the first subject is opened. */
const OpinionChart = lazy(async () => ({ default: (await import('./opinion-chart.tsx')).OpinionChart }));

/** One subject of talk: how much, in which tone, since when, who has done what, and what can be done. */
export function OpinionDrawer({ row }: { readonly row: OpinionRow }) {
  const { t } = useTranslation('opinion');
  const { t: common } = useTranslation();
  const { data, assessment } = row;
  return (
    <Panel className={styles.drawer} label={t('subject')}>
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('subject')}>
        <Section>
          <div className={styles.chips}>
            <Talk row={row} />
            {data.rumour && <Chip tone="edge">{t(data.rumour.fact ? 'rumour.checked' : 'rumour.open')}</Chip>}
            {data.handled && (
              <Chip tone="edge" icon="check">
                {t(`answer.${data.handled.how}`)}
              </Chip>
            )}
          </div>
          <h2 className={styles.title}>
            <Local text={data.subject} />
          </h2>
          <p className={styles.quiet}>
            {data.sources.map((source) => t(`source.${source}`)).join(common('separator'))}
          </p>
        </Section>
        <Section>
          <Suspense fallback={<div className={styles.chartRoom} />}>
            <OpinionChart assessment={assessment} />
          </Suspense>
          <Figures row={row} />
        </Section>
        <Section title={t('loop.title')} hint={t(riseOf(row) === null ? 'loop.noRise' : 'loop.hint')}>
          <Loop row={row} />
        </Section>
        {data.rumour && (
          <Section title={t('rumour.title')}>
            <Rumour row={row} />
          </Section>
        )}
        <Section title={t('samples')} hint={t('samplesHint')}>
          <ul className={styles.samples}>
            {data.samples.map(({ source, text }) => (
              <li key={`${source} ${text.zh ?? text.en}`}>
                <span className={styles.quiet}>{t(`source.${source}`)}</span>
                <Local text={text} />
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{t('keywords', { words: data.keywords.join(common('separator')) })}</p>
        </Section>
      </div>
      <Actions key={row.id} row={row} />
    </Panel>
  );
}

function Figures({ row }: { readonly row: OpinionRow }) {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  const { timesUsual, negative, trend, bursts } = row.assessment;
  const posts = postsNow(row);
  const last = bursts.at(-1);
  return (
    <dl className={styles.facts}>
      <dt>{t('fact.now')}</dt>
      <dd>
        {posts === null ? <Unknown /> : t('posts', { count: posts, number: format.number(posts) })}
        {timesUsual !== null && (
          <small>{isNew(row) ? t('ofNone') : t('ofUsual', { times: format.figure(timesUsual) })}</small>
        )}
      </dd>
      <dt>{t('fact.trend')}</dt>
      <dd>
        {trend === null ? (
          <Unknown />
        ) : (
          t('trend', {
            state: t(`state.${trend.is}`),
            change: `${trend.change > 0 ? '+' : trend.change < 0 ? '−' : ''}${format.figure(Math.abs(trend.change))}`,
          })
        )}
      </dd>
      <dt>{t('fact.negative')}</dt>
      <dd>
        {negative === null ? (
          <Nothing>{t('noPosts')}</Nothing>
        ) : (
          <ShareBar
            share={negative.share}
            words={t('share', {
              share: format.percent(negative.share),
              low: format.percent(negative.low),
              high: format.percent(negative.high),
            })}
          />
        )}
      </dd>
      <dt>{t('fact.peak')}</dt>
      <dd>
        {last ? (
          t('peak', { peak: format.number(last.peak), count: format.number(last.count) })
        ) : (
          <Nothing>{t('loop.noRise')}</Nothing>
        )}
      </dd>
    </dl>
  );
}

function Loop({ row }: { readonly row: OpinionRow }) {
  const { t } = useTranslation('opinion');
  const people = usePeopleNames();
  const { data } = row;
  const from = riseOf(row);
  return (
    <dl className={styles.facts}>
      <dt>{t('loop.seen')}</dt>
      <dd>
        <Moment at={from ?? data.firstSeenAt} />
      </dd>
      {loopOf(row).map((timing) => (
        <div key={timing.step} className={styles.pairRow}>
          <dt>{t(`loop.${timing.step}`)}</dt>
          <dd>
            <LoopTime timing={timing} from={from} />
            {timing.step === 'reported' && data.reported && (
              <small>
                {t('loop.reportedTo', { by: people.post(data.reported.by), to: people.post(data.reported.to) })}
              </small>
            )}
            {timing.step === 'handled' && data.handled && (
              <small>
                {people.post(data.handled.by)} <Local text={data.handled.text} />
              </small>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rumour({ row }: { readonly row: OpinionRow }) {
  const { t } = useTranslation('opinion');
  const department = useDepartmentName();
  const { rumour } = row.data;
  if (!rumour) return null;
  return (
    <dl className={styles.facts}>
      <dt>{t('rumour.claim')}</dt>
      <dd>
        <Local text={rumour.claim} />
      </dd>
      <dt>{t('rumour.fact')}</dt>
      <dd>
        {rumour.fact ? (
          <>
            <Local text={rumour.fact.text} />
            <small>
              {department(rumour.fact.department)} <Moment at={rumour.fact.at} />
            </small>
          </>
        ) : (
          <>
            <Unknown /> <small>{t('rumour.notChecked')}</small>
          </>
        )}
      </dd>
    </dl>
  );
}

type Form = 'report' | 'handle' | 'flag';
const KEYS = { report: 'R', handle: 'H', flag: 'F' } as const;

function Actions({ row }: { readonly row: OpinionRow }) {
  const [form, setForm] = useState<Form | null>(null);
  const close = (): void => setForm(null);
  const { reported, handled } = row.data;
  return (
    <>
      <footer className={styles.actions}>
        <Action form="report" isPrimary={!reported} isDone={reported !== undefined} onOpen={setForm} />
        <Action
          form="handle"
          isPrimary={reported !== undefined && !handled}
          isDone={handled !== undefined}
          onOpen={setForm}
        />
        <Action form="flag" isPrimary={false} isDone={false} onOpen={setForm} />
      </footer>
      {form === 'report' && <ReportOpinion row={row} onClose={close} />}
      {form === 'handle' && <HandleOpinion row={row} onClose={close} />}
      {form === 'flag' && <FlagRumour row={row} onClose={close} />}
    </>
  );
}

interface ActionProps {
  readonly form: Form;
  readonly isPrimary: boolean;
  readonly isDone: boolean;
  readonly onOpen: (form: Form) => void;
}

function Action({ form, isPrimary, isDone, onOpen }: ActionProps) {
  const { t } = useTranslation('opinion');
  const refusal = useMay()(`opinion.${form}`);
  const refusalText = useRefusalText();
  const title = t(`action.${form}`);
  const refused = refusal && refusalText(refusal, [title]);
  const open = (): void => onOpen(form);
  const mayOpen = refused === null && !isDone;
  useCommand(mayOpen ? { id: `opinion.${form}`, group: 'list', key: KEYS[form], title, run: open } : null);
  return (
    <Button
      size="grave"
      look={isPrimary ? 'primary' : 'edge'}
      shortcut={KEYS[form]}
      disabled={!mayOpen}
      title={refused ?? (isDone ? t('action.done') : undefined)}
      onClick={open}
    >
      {title}
    </Button>
  );
}
