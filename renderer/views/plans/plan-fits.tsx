import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import type { ResponseLevel } from '../../../shared/domain/plan-template.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import { toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { TemplateMatch, TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import { useConsole } from '../../state/console.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDistrictName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Age, Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { LEVELS_UP } from './plan-columns.tsx';
import type { PlanWords } from './use-plan-book.ts';
import base from './plans.module.css';
import styles from './pages.module.css';

type Incident = EntityRow<'incident'>;

/** So many are listed: the gravest first, as the query has them. */
const MOST = 100;

/** Open incidents of a kind that the plan is for; one of them with the level proposed and what would be ordered. */
export function PlanFits({ row, words }: { readonly row: TemplateRow; readonly words: PlanWords }) {
  const { t } = useTranslation('plan');
  const { t: incidentText } = useTranslation('incident');
  const format = useFormat();
  const district = useDistrictName();
  const { kinds, enabled } = row.data;
  const select = useCallback(
    ({ rows }: LiveCollection<Incident>): readonly Incident[] =>
      [...rows.values()]
        .filter(
          ({ data }) => kinds.includes(data.kind) && data.status.state !== 'closed' && data.status.state !== 'merged',
        )
        .sort((a, b) => (a.data.level || 5) - (b.data.level || 5) || b.data.reportedAt - a.data.reportedAt)
        .slice(0, MOST),
    [kinds],
  );
  const incidents = useLive(useCollection('incidents', {}), select, isSameRows);
  const [chosen, setChosen] = useState<string | null>(null);
  const kindsSaid = kinds.map((kind) => incidentText(`kind.${kind}`)).join(t('list'));
  return (
    <div className={styles.fits}>
      <div className={styles.fitList}>
        <p className={styles.lead}>
          {t('sheet.kinds', { kinds: kindsSaid })}
          <br />
          {enabled ? t('fits.lead') : t('fits.off')}
        </p>
        {incidents.length === 0 && <Empty title={t('fits.none')} />}
        <ul>
          {incidents.map(({ id, data }) => (
            <li key={id}>
              <button type="button" aria-pressed={id === chosen} onClick={() => setChosen(id)}>
                <LevelGlyph level={data.level} />
                <span title={format.text(data.title)}>
                  <Local text={data.title} />
                </span>
                <small>
                  {incidentText(`kind.${data.kind}`)}
                  {data.district !== undefined && ` ${district(data.district)}`}
                </small>
                <Age at={data.reportedAt} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      {chosen === null ? (
        <Empty title={t('fits.choose')} />
      ) : (
        <Proposal key={`${chosen} ${row.data.version}`} row={row} incident={chosen} words={words} />
      )}
    </div>
  );
}

function isSameRows(a: readonly Incident[], b: readonly Incident[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index] || isSameJson(row, b[index]));
}

interface ProposalProps {
  readonly row: TemplateRow;
  readonly incident: string;
  readonly words: PlanWords;
}

function Proposal({ row, incident, words }: ProposalProps) {
  const { t } = useTranslation('plan');
  const { link } = useConsole();
  const problemText = useProblemText();
  const [match, setMatch] = useState<TemplateMatch | null | undefined>(undefined);
  const [level, setLevel] = useState<ResponseLevel | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let isHere = true;
    link.call('matchTemplates', { incident }).then(
      (matches) => {
        if (!isHere) return;
        const found = matches.find(({ template }) => template === row.id) ?? null;
        setMatch(found);
        setLevel(found?.level ?? 'IV');
      },
      (error: unknown) => isHere && setProblem(toProblem(error, 'window')),
    );
    return () => {
      isHere = false;
    };
  }, [link, incident, row.id]);
  if (problem) return <Empty title={problemText(problem)} />;
  if (match === undefined || level === null) return <Empty title={t('fits.asking')} />;
  const reasons = match?.because.map((reason) => t(`fits.because.${reason}`)).join(t('list'));
  return (
    <div className={styles.proposal}>
      <p className={styles.proposed}>
        <b>{match ? t('fits.proposed', { level: t(`levelWord.${match.level}`) }) : t('fits.not')}</b>
        <span>{reasons}</span>
      </p>
      <Tabs
        look="segments"
        label={t('level')}
        tabs={LEVELS_UP.map((one) => ({ id: one, label: t(`levelWord.${one}`) }))}
        value={level}
        onChange={setLevel}
      />
      <Preview key={level} template={row.id} incident={incident} level={level} words={words} />
    </div>
  );
}

interface PreviewProps {
  readonly template: string;
  readonly incident: string;
  readonly level: ResponseLevel;
  readonly words: PlanWords;
}

/** What would be ordered now. Nothing is ordered here: that is the decision desk's. */
function Preview({ template, incident, level, words }: PreviewProps) {
  const { t } = useTranslation('plan');
  const { link } = useConsole();
  const format = useFormat();
  const problemText = useProblemText();
  const [option, setOption] = useState<DecisionOption | null>(null);
  const tasks = (option?.moves ?? []).flatMap((move) => (move.is === 'task' ? [move] : []));
  const last = tasks.at(-1);
  const lastTime = useClock((now) => (last ? format.moment(last.dueAt, now) : ''));
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let isHere = true;
    link.call('responseOption', { template, incident, level }).then(
      (answer) => isHere && setOption(answer),
      (error: unknown) => isHere && setProblem(toProblem(error, 'window')),
    );
    return () => {
      isHere = false;
    };
  }, [link, template, incident, level]);
  if (problem) return <p className={base.problem}>{problemText(problem)}</p>;
  if (!option) return <Empty title={t('fits.asking')} />;
  const address = new URLSearchParams({ template, incident, level }).toString();
  return (
    <>
      <p className={styles.orders}>
        <b>{tasks.length === 0 ? t('fits.nothing') : t('fits.orders', { count: tasks.length })}</b>
        {last && <span>{t('fits.last', { time: lastTime })}</span>}
      </p>
      {option.summary && (
        <p className={styles.summary}>
          <Local text={option.summary} />
        </p>
      )}
      {option.faults.map((fault) => (
        <p key={format.text(fault)} className={base.problem} role="alert">
          <Local text={fault} />
        </p>
      ))}
      <ol className={styles.moves}>
        {tasks.map(({ task, name, post, dueAt }) => (
          <li key={task}>
            <time>
              <Moment at={dueAt} />
            </time>
            <small>{task}</small>
            <span title={format.text(name)}>
              <Local text={name} />
            </span>
            <em title={post}>{words.post(post)}</em>
          </li>
        ))}
      </ol>
      <footer className={base.foot}>
        <Button
          look="primary"
          size="grave"
          disabled={tasks.length === 0}
          onClick={() => {
            window.location.hash = `#/decisions?${address}`;
          }}
        >
          {t('fits.go', { level: t(`levelWord.${level}`) })}
        </Button>
      </footer>
    </>
  );
}
