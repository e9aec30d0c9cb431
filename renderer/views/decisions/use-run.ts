import type { DecisionOption } from '../../../shared/domain/decision.ts';
import type { Problem } from '../../../shared/kit/problem.ts';
import type { PlanOption, PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import { useCall } from '../../state/use-call.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import type { DecisionRow } from './decision-groups.ts';
import { isAnswerOf, questionOf, type Need, type Sheet } from './sheet.ts';

export interface Answers {
  readonly options: readonly DecisionOption[];
  /** The asking that the options come from; null: from the record, or by hand. */
  readonly run: PlanRunRow | null;
  /** The question has changed since, or a newer asking has no answer yet. */
  readonly isOld: boolean;
}

/** What can be compared now: of the newest asking, else of the one before it, else as it was kept; then what was put by hand. */
export function answersOf(
  sheet: Sheet,
  run: PlanRunRow | undefined,
  earlier: PlanRunRow | undefined,
  kept: DecisionRow | undefined,
): Answers {
  const isWorking = run?.state.is === 'gathering' || run?.state.is === 'solving';
  const source = run && run.options.length > 0 ? run : isWorking && earlier ? earlier : null;
  if (source && source.options.length > 0) {
    const isOld = source !== run || !isAnswerOf(source.question, sheet);
    return { options: [...source.options, ...sheet.own].slice(0, 6), run: source, isOld };
  }
  if (sheet.own.length > 0) return { options: sheet.own, run: null, isOld: false };
  // An asking that found nothing has no options; those of the record would be answers to another question.
  return { options: run ? [] : (kept?.data.options ?? []), run: null, isOld: false };
}

export function isPlanned(option: DecisionOption): option is PlanOption {
  return 'explains' in option;
}

/** As the record keeps it: without what the planner says of itself. */
export function plainOption(option: DecisionOption): DecisionOption {
  const { aim, name, isComputed, summary, figures, moves, faults } = option;
  return { aim, name, isComputed, ...(summary && { summary }), figures, moves, faults };
}

export interface Run {
  readonly row: PlanRunRow | undefined;
  readonly earlier: PlanRunRow | undefined;
  readonly isWorking: boolean;
  /** Why it was refused; null when it was not. */
  readonly problem: Problem | null;
  /** Null: there is nothing to ask yet. */
  readonly solve: (() => Promise<void>) | null;
  cancel(): void;
  /** What an incident usually needs; empty when it cannot be told. */
  needsOf(incident: string): Promise<readonly Need[]>;
}

/** The asking of a sheet. Its options stay until the next one has some (DE-V4). */
export function useRun(sheet: Sheet, change: (change: (sheet: Sheet) => Sheet) => void): Run {
  const runs = useCollection('planRuns', {});
  const row = useRow(runs, sheet.run);
  const earlier = useRow(runs, sheet.earlierRun);
  const { ask, problem, isBusy } = useCall();
  const { ask: tell } = useCall();
  const question = questionOf(sheet);
  const isWorking = isBusy || row?.state.is === 'gathering' || row?.state.is === 'solving';
  return {
    row,
    earlier,
    isWorking,
    problem,
    solve:
      question &&
      (async () => {
        if (row && isWorking) await tell('cancelPlan', { run: row.id });
        const started = await ask('startPlan', { question });
        if (!started) return;
        const { run } = started.answer;
        change((before) => ({
          ...before,
          run,
          earlierRun: row && row.options.length > 0 ? row.id : before.earlierRun,
          chosen: null,
        }));
      }),
    cancel: () => {
      if (row) void tell('cancelPlan', { run: row.id });
    },
    needsOf: async (incident) => (await tell('usualNeeds', { incidents: [incident] }))?.answer[0]?.needs ?? [],
  };
}
