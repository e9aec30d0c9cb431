import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import type { MapEngine } from '../../widgets/map/map-engine.ts';
import { PlanMap } from '../../widgets/map/plan/plan-map.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { CompareGrid } from './compare-grid.tsx';
import { recommended } from './compare.ts';
import { Counts } from './counts.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { Limits } from './limits.tsx';
import { OptionMap, usePlaces } from './option-map-panel.tsx';
import { OwnOptions } from './own-options.tsx';
import { questionIn } from './question-words.ts';
import { ReasonField } from './reason-field.tsx';
import { RunState, RunWords } from './run-state.tsx';
import { NumberChip, SheetHead } from './sheet-head.tsx';
import { SheetFoot } from './sheet-foot.tsx';
import { useSheets } from './sheet-store.ts';
import { liftConstraint, toggleConstraint, undoConstraint, type Need, type Sheet } from './sheet.ts';
import { AuthorityWords, Signing } from './signing.tsx';
import { Steps } from './steps.tsx';
import { useAsked } from './use-asked.ts';
import { useAuthority } from './use-authority.ts';
import { LETTERS, useDecide } from './use-decide.ts';
import { useFacts } from './use-facts.ts';
import { usePicture } from './use-picture.tsx';
import { usePlanLines } from './use-plan-lines.ts';
import { answersOf, useRun } from './use-run.ts';
import { Weights } from './weights.tsx';
import styles from './sheet.module.css';

const TradeOff = lazy(async () => ({ default: (await import('./trade-off.tsx')).TradeOff }));

const NOBODY: readonly never[] = [];

type Tab = 'compare' | 'trade' | 'steps' | 'map';

/** The desk while a question is worked on: what counts and what is fixed, options side by side, on what it rests, the choice. */
export function SheetPage({ sheetKey, sheet }: { readonly sheetKey: string; readonly sheet: Sheet }) {
  const { t } = useTranslation('decision');
  const { language } = useFormat();
  const may = useMay();
  const { change: changeSheet, drop, show } = useSheets.getState();
  const [tab, setTab] = useState<Tab>('compare');
  const [engine, setEngine] = useState<MapEngine | null>(null);
  const change = (make: (before: Sheet) => Sheet): void => changeSheet(sheetKey, make);
  const set = (part: Partial<Sheet>): void => change((before) => ({ ...before, ...part }));

  const kept = useRow(useCollection('decisions', {}), sheet.decision);
  const run = useRun(sheet, change);
  const answers = answersOf(sheet, run.row, run.earlier, kept);
  const { options } = answers;
  const chosen = sheet.chosen !== null && sheet.chosen < options.length ? sheet.chosen : null;
  const looked = chosen ?? recommended(options) ?? 0;
  const option = options[looked];
  const asked = useAsked(sheet);
  const worded = questionIn(asked, t, language);
  const letter = t(`letter.${LETTERS[looked] ?? '0'}`);

  const about = sheet.kind === 'reallocation' ? sheet.points.map(({ id }) => id) : sheet.incidents;
  const places = usePlaces(about);
  const lines = usePlanLines(option);
  const facts = useFacts(sheet.incidents, option);
  const check = useAuthority({
    kind: sheet.kind,
    incidents: [...sheet.incidents],
    ...(sheet.response && { level: sheet.response.level }),
    ...(sheet.grave && { grave: sheet.grave }),
  });
  const needsOther =
    sheet.grave !== null || (check !== undefined && check !== null && (check.grave !== null || !check.isHeld));
  const { drawing, take } = usePicture();
  const deciding = useDecide({
    sheetKey,
    sheet: { ...sheet, chosen },
    answers,
    asked,
    facts,
    picture: () => (engine ? take(engine, lines) : null),
  });

  const blocked =
    options.length === 0
      ? t('blocked.noOptions')
      : chosen === null
        ? t('blocked.notChosen', { last: options.length })
        : answers.isOld
          ? t('blocked.old')
          : sheet.reason.trim() === ''
            ? t('blocked.noReason')
            : null;
  const mayNot = may(needsOther ? 'decision.submit' : 'decision.decide') !== null || may('decision.draft') !== null;
  const choose = (alone: boolean): void => {
    if (blocked === null && !mayNot) void deciding.choose(alone);
  };
  const solve = run.solve;
  const save = options.length > 0 && may('decision.draft') === null ? () => void deciding.save() : null;
  const undone = undoConstraint(sheet);
  const isOpen = deciding.stage === null;

  useCommand(
    solve ? { id: 'decision.solve', group: 'list', key: 'F5', title: t('solve'), run: () => void solve() } : null,
  );
  useCommand({ id: 'decision.back', group: 'list', key: 'Esc', title: run.isWorking ? t('run.cancel') : t('back'), run: () => (run.isWorking ? run.cancel() : tab === 'compare' ? show({ is: 'list' }) : setTab('compare')) }); // prettier-ignore
  useCommand(
    undone
      ? { id: 'decision.undo', group: 'list', key: 'Ctrl Z', title: t('limits.undo'), run: () => change(() => undone) }
      : null,
  );
  useCommand(save ? { id: 'decision.save', group: 'list', key: 'S', title: t('foot.save'), run: save } : null);
  useCommand(isOpen ? { id: 'decision.choose', group: 'list', key: 'Ctrl Enter', title: t('foot.chooseSend', { letter }), run: () => choose(false) } : null); // prettier-ignore
  useCommand({
    id: 'decision.map',
    group: 'list',
    key: 'M',
    title: t('map.large'),
    run: () => setTab(tab === 'map' ? 'compare' : 'map'),
  });

  return (
    <div className={styles.sheet} data-old={answers.isOld}>
      {options.map((_option, index) => (
        <ChooseKey key={index} index={index} onChoose={() => set({ chosen: index })} />
      ))}
      <SheetHead
        title={sheet.question}
        worded={worded}
        onTitle={(question) => set({ question })}
        chips={<NumberChip id={sheet.decision} />}
        words={<RunWords run={answers.run} />}
        onBack={() => show({ is: 'list' })}
      >
        {answers.isOld && (
          <Chip tone="stale" icon="clock">
            {t('old')}
          </Chip>
        )}
        {solve && (
          <Button shortcut="F5" onClick={() => void solve()}>
            {t(options.length > 0 ? 'solve' : 'solveFirst')}
          </Button>
        )}
      </SheetHead>
      <div className={styles.left}>
        {(sheet.kind === 'dispatch' || sheet.kind === 'reallocation') && (
          <>
            <Weights value={sheet.weights} onChange={(weights) => set({ weights })} />
            <Limits
              sheet={sheet}
              onToggle={(constraint) => change((before) => toggleConstraint(before, constraint))}
              onLift={(index) => change((before) => liftConstraint(before, index))}
              onUndo={undone && (() => change(() => undone))}
            />
            <Counts sheet={sheet} leftOut={answers.run?.leftOut ?? NOBODY} />
          </>
        )}
        {sheet.kind === 'other' && <OwnOptions sheet={sheet} onChange={(own) => set({ own, chosen: null })} />}
        {tab !== 'map' && (
          <OptionMap
            title={option ? t('map.of', { letter }) : t('map.none')}
            lines={lines}
            places={places}
            incidents={sheet.incidents}
            onEngine={setEngine}
            onLarge={() => setTab('map')}
          />
        )}
      </div>
      <div className={styles.centre}>
        <Tabs
          label={t('tab.label')}
          tabs={(['compare', 'trade', 'steps', 'map'] as const).map((id) => ({ id, label: t(`tab.${id}`) }))}
          value={tab}
          onChange={setTab}
        />
        <RunState
          run={run.row}
          problem={run.problem}
          constraints={sheet.constraints}
          onCancel={run.cancel}
          onLift={(constraint) => change((before) => toggleConstraint(before, constraint))}
          onWaive={(incident, need) => void waive(incident, need)}
        />
        {tab === 'map' && (
          <PlanMap only={null} label={t('map.of', { letter })} lines={lines} places={places} onEngine={setEngine} />
        )}
        {tab !== 'map' && !option && <NoOptions sheet={sheet} isWorking={run.isWorking} onSolve={solve} />}
        {tab === 'compare' && option && (
          <CompareGrid
            options={options}
            limits={solve ? sheet.constraints : null}
            asked={answers.run?.question.constraints ?? []}
            chosen={chosen}
            onChoose={(index) => set({ chosen: index })}
            onSteps={(index) => {
              set({ chosen: index });
              setTab('steps');
            }}
            authority={<AuthorityWords check={check} />}
          />
        )}
        {tab === 'steps' && option && (
          <Steps
            option={option}
            constraints={sheet.constraints}
            onToggle={solve && ((constraint) => change((before) => toggleConstraint(before, constraint)))}
          />
        )}
        {tab === 'trade' && option && (
          <Suspense fallback={null}>
            {answers.run ? (
              <TradeOff run={answers.run} chosen={chosen} onChoose={(index) => set({ chosen: index })} />
            ) : (
              <Empty title={t('trade.none')} hint={t('trade.byHand')} />
            )}
          </Suspense>
        )}
      </div>
      <div className={styles.right}>
        <EvidencePanel facts={facts} />
        <Signing check={check} grave={sheet.grave} onGrave={(grave) => set({ grave })} />
        <ReasonField sheet={sheet} onChange={set} />
      </div>
      <SheetFoot
        facts={facts.length}
        options={options.length}
        limits={sheet.constraints.length}
        hasPicture={!deciding.lostPicture && engine !== null}
        blocked={blocked}
        stage={deciding.stage}
        letter={letter}
        needsOther={needsOther}
        mayNot={mayNot}
        onSave={save}
        onDrop={() => drop(sheetKey)}
        onChoose={choose}
      />
      {drawing}
    </div>
  );

  /** One need less in the question: what the incident has otherwise stays. */
  async function waive(incident: string, { kind }: Need): Promise<void> {
    const needs = sheet.needs[incident] ?? (await run.needsOf(incident));
    const left = needs.flatMap((need) =>
      need.kind !== kind ? [need] : need.count > 1 ? [{ kind, count: need.count - 1 }] : [],
    );
    change((before) => ({ ...before, needs: { ...before.needs, [incident]: left } }));
  }
}

function ChooseKey({ index, onChoose }: { readonly index: number; onChoose(): void }) {
  const { t } = useTranslation('decision');
  useCommand({
    id: `decision.choose.${index}`,
    group: 'list',
    key: String(index + 1),
    title: t('option.choose', { letter: t(`letter.${LETTERS[index] ?? '0'}`) }),
    run: onChoose,
  });
  return null;
}

/** Why there is nothing to compare, and the way to it. */
function NoOptions({
  sheet,
  isWorking,
  onSolve,
}: {
  readonly sheet: Sheet;
  readonly isWorking: boolean;
  readonly onSolve: (() => Promise<void>) | null;
}) {
  const { t } = useTranslation('decision');
  if (isWorking) return <Empty title={t('empty.working')} hint={t('empty.workingHint')} />;
  if (sheet.kind === 'other') return <Empty title={t('empty.byHand')} hint={t('empty.byHandHint')} />;
  return (
    <Empty title={t('empty.options')} hint={t('empty.optionsHint')}>
      {onSolve && (
        <Button look="primary" shortcut="F5" onClick={() => void onSolve()}>
          {t('solveFirst')}
        </Button>
      )}
    </Empty>
  );
}
