import { useCallback, useEffect, useRef, useState } from 'react';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { ReplayFrame, ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import { useConsole } from '../../state/console.ts';
import { toProblem, type Problem } from '../../../shared/kit/problem.ts';

export const SPEEDS = [1, 10, 60, 300, 600] as const;
export type Speed = (typeof SPEEDS)[number];

/** A picture is asked for so often while it plays, ms. */
const BEAT = 250;

export interface Player {
  readonly at: Instant;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  /** Null: on its way. */
  readonly frame: ReplayFrame | null;
  /** Why the last picture did not come. */
  readonly problem: Problem | null;
  toggle(): void;
  go(at: Instant): void;
  setSpeed(speed: Speed): void;
}

/** Plays a package: its own clock, and the picture at it, one question at a time, the latest moment first (RE4). */
export function usePlayer({ id, from, to }: Pick<ReplayPackage, 'id' | 'from' | 'to'>): Player {
  const { link } = useConsole();
  const [at, setAt] = useState<Instant>(from);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(60);
  const [frame, setFrame] = useState<ReplayFrame | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const wanted = useRef<Instant | null>(null);
  const isAsking = useRef(false);

  const ask = useCallback(
    (moment: Instant): void => {
      wanted.current = moment;
      if (isAsking.current) return;
      isAsking.current = true;
      void (async () => {
        while (wanted.current !== null) {
          const next = wanted.current;
          wanted.current = null;
          try {
            setFrame(await link.call('replayAt', { id, at: next }));
            setProblem(null);
          } catch (error) {
            setProblem(toProblem(error, 'replay'));
          }
        }
        isAsking.current = false;
      })();
    },
    [link, id],
  );

  useEffect(() => ask(at), [ask, at]);

  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => setAt((now) => instant(Math.min(to, now + BEAT * speed))), BEAT);
    return () => clearInterval(timer);
  }, [isPlaying, speed, to]);

  const isAtEnd = at >= to;
  const go = useCallback(
    (moment: Instant) => setAt(instant(Math.round(Math.min(to, Math.max(from, moment))))),
    [from, to],
  );
  const toggle = (): void => {
    if (isAtEnd) setAt(from);
    setPlaying(isAtEnd || !isPlaying);
  };
  return { at, isPlaying: isPlaying && !isAtEnd, speed, frame, problem, toggle, go, setSpeed };
}
