import { toProblem, type Problem } from '../../../shared/kit/problem.ts';
import { loadRoads, type RoadSource } from './load.ts';
import { RoadDesk, type QuestionName, type RoadQuestions } from './questions.ts';

export interface Ask<N extends QuestionName = QuestionName> {
  readonly id: number;
  readonly name: N;
  readonly args: RoadQuestions[N]['args'];
}

/** The answer is JSON text already: the core passes it on without reading it. */
export type Told =
  | { readonly id: number; readonly ok: true; readonly json: string }
  | { readonly id: number; readonly ok: false; readonly problem: Problem };

/** A place where questions are answered: a thread of its own, or (tests, benches) the caller's. */
export interface RoadLine {
  ask(message: Ask): void;
  /** Ends it at once, with what it is doing. */
  end(): void;
}

export interface RoadLineEvents {
  onTold(told: Told): void;
  /** It ended by itself; what was asked is lost. */
  onEnded(how: string): void;
}

export type OpenRoadLine = (source: RoadSource, events: RoadLineEvents) => RoadLine;

/** Loads at the first question. A file that cannot be read is tried again at the next one: it may have been put right. */
export function createAnswerer(source: RoadSource): (ask: Ask) => Told {
  let desk: RoadDesk | null = null;
  return ({ id, name, args }) => {
    try {
      desk ??= new RoadDesk(loadRoads(source));
      const answer = (desk.answers[name] as (args: unknown) => unknown)(args);
      return { id, ok: true, json: JSON.stringify(answer) };
    } catch (error) {
      return { id, ok: false, problem: toProblem(error, 'roads') };
    }
  };
}

/** In the caller's own thread, which waits. */
export const openInlineLine: OpenRoadLine = (source, { onTold }) => {
  const answer = createAnswerer(source);
  return { ask: (message) => onTold(answer(message)), end: () => undefined };
};
