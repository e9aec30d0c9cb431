import { ProblemError } from '../../../shared/kit/problem.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import { Serialised } from '../api/call-handlers.ts';
import type { Clock, Log, Timer } from '../kernel/ports.ts';
import type { OpenRoadLine, RoadLine } from './line.ts';
import type { RoadSource } from './load.ts';
import type { QuestionName, RoadQuestions } from './questions.ts';

/** Questions that wait at a time; the windows of one seat ask a few. */
const MOST_WAITING = 32;
/** From when it is asked to its answer, with those before it and with reading the roads at the first. */
const PATIENCE = 20 * SECOND;

interface Waiting {
  readonly resolve: (json: string) => void;
  readonly reject: (error: ProblemError) => void;
  readonly timer: Timer;
}

export interface RoadServiceParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly source: RoadSource | null;
  readonly open: OpenRoadLine;
}

/**
 * The core's side of the road thread (W7): begun at the first question, ended and begun anew when one takes too long or ends
 * it. Every question is answered or refused: `no-roads`, `roads-busy`, `roads-too-slow`, `roads-ended`, and what the graph
 * itself refuses with.
 */
export class RoadService {
  readonly name = 'roads';
  readonly #parts: RoadServiceParts;
  readonly #waiting = new Map<number, Waiting>();
  #line: RoadLine | null = null;
  #lastId = 0;
  #isStopped = false;

  constructor(parts: RoadServiceParts) {
    this.#parts = parts;
  }

  get hasRoads(): boolean {
    return this.#parts.source !== null;
  }

  async ask<N extends QuestionName>(
    name: N,
    args: RoadQuestions[N]['args'],
  ): Promise<Serialised<RoadQuestions[N]['answer']>> {
    const { clock, source } = this.#parts;
    if (!source) throw refuse('no-roads');
    if (this.#isStopped) throw refuse('roads-ended');
    if (this.#waiting.size >= MOST_WAITING) throw refuse('roads-busy');
    const json = await new Promise<string>((resolve, reject) => {
      const id = (this.#lastId += 1);
      const timer = clock.after(PATIENCE, () => this.#giveUp('roads-too-slow', name));
      this.#waiting.set(id, { resolve, reject, timer });
      this.#line ??= this.#open(source);
      this.#line.ask({ id, name, args });
    });
    return new Serialised(json);
  }

  stop(): void {
    this.#isStopped = true;
    this.#drop('roads-ended');
  }

  #open(source: RoadSource): RoadLine {
    return this.#parts.open(source, {
      onTold: (told) => {
        const waiting = this.#waiting.get(told.id);
        if (!waiting) return;
        this.#waiting.delete(told.id);
        waiting.timer.cancel();
        if (told.ok) waiting.resolve(told.json);
        else waiting.reject(new ProblemError(told.problem));
      },
      onEnded: (how) => this.#giveUp('roads-ended', how),
    });
  }

  /** The thread does one thing at a time, so that what waits behind a question that hangs would hang too. */
  #giveUp(code: string, detail: string): void {
    this.#parts.log.warn('road thread given up', { code, detail, waiting: this.#waiting.size });
    this.#drop(code);
  }

  #drop(code: string): void {
    this.#line?.end();
    this.#line = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { timer, reject } of waiting) {
      timer.cancel();
      reject(refuse(code));
    }
  }
}

function refuse(code: string): ProblemError {
  return new ProblemError({ code, origin: 'roads' });
}
