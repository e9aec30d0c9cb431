import { useEffect } from 'react';
import { simplified } from '../../../../shared/kit/simplify.ts';
import { PRESENCE_AGAIN, type DrawingDraft } from '../../../../shared/protocol/feed/presence.ts';
import { useConsole } from '../../../state/console.ts';
import { useDraw } from './draw-store.ts';
import type { Draft } from './draft.ts';

/** This window, to itself and to the core. */
export const WINDOW = crypto.randomUUID();
/** Steps that follow each other faster are told as one, ms. */
const TOGETHER = 250;
const MOST_POINTS = 200;

/** Tells the others what this window is drawing, until it is not any more. A call that fails is let go: the next one says more. */
export function useDraftPresence(): void {
  const { link } = useConsole();
  useEffect(() => {
    let told = false;
    let wait: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      wait = undefined;
      const { draft } = useDraw.getState();
      const shown = draft && draft.points.length > 0 ? shownOf(draft) : null;
      if (!shown && !told) return;
      told = shown !== null;
      if (link.state === 'open') link.call('showDraft', { window: WINDOW, draft: shown }).catch(() => undefined);
    };
    const stop = useDraw.subscribe((state, before) => {
      if (state.draft !== before.draft) wait ??= setTimeout(tell, TOGETHER);
    });
    const again = setInterval(tell, PRESENCE_AGAIN);
    return () => {
      stop();
      clearTimeout(wait);
      clearInterval(again);
    };
  }, [link]);
}

function shownOf({ kind, points, drawing }: Draft): DrawingDraft {
  const few = points.length > MOST_POINTS ? simplified(points, MOST_POINTS) : [...points];
  return { kind, points: few, ...(drawing !== null && { drawing }) };
}
