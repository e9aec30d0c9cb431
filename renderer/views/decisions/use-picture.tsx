import { useCallback, useState, type ReactNode } from 'react';
import type { Instant } from '../../../shared/kit/time.ts';
import { useConsole } from '../../state/console.ts';
import type { MapEngine } from '../../widgets/map/map-engine.ts';
import type { TakenPicture } from '../../widgets/map/plan/pack-picture.ts';
import type { PlanLine } from '../../widgets/map/plan/plan-lines.ts';
import { PlanPicture } from '../../widgets/map/plan/plan-picture.tsx';

interface Order {
  readonly engine: MapEngine;
  readonly lines: readonly PlanLine[];
  readonly at: Instant;
  done(picture: TakenPicture): void;
  failed(error: unknown): void;
}

/** `take` draws the map as it is now and answers with its picture; `drawing` must be on the page. */
export function usePicture(): {
  readonly drawing: ReactNode;
  take(engine: MapEngine, lines: readonly PlanLine[]): Promise<TakenPicture>;
} {
  const { clock } = useConsole();
  const [order, setOrder] = useState<Order | null>(null);
  const take = useCallback(
    (engine: MapEngine, lines: readonly PlanLine[]) =>
      new Promise<TakenPicture>((resolve, reject) => {
        const end =
          <T,>(tell: (value: T) => void) =>
          (value: T): void => {
            setOrder(null);
            tell(value);
          };
        setOrder({ engine, lines, at: clock.now, done: end(resolve), failed: end(reject) });
      }),
    [clock],
  );
  const drawing = order && (
    <PlanPicture engine={order.engine} lines={order.lines} at={order.at} onTaken={order.done} onFailed={order.failed} />
  );
  return { drawing, take };
}
