import { useMemo, useSyncExternalStore } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { CallArgs } from '../../shared/protocol/console-api/calls.ts';
import { toProblem } from '../../shared/kit/problem.ts';
import type { Instant } from '../../shared/kit/time.ts';
import { useProblemText } from '../text/use-problem.ts';
import { useConsole } from './console.ts';
import type { PastView } from './moment.ts';

/** The past moment that is shown here; null: live. */
export function usePast(): PastView | null {
  const { moment } = useConsole();
  return useSyncExternalStore(moment.subscribe, () => moment.past);
}

/** The past moment of the other windows while this one stays with the present. */
export function useLeftMoment(): PastView | null {
  const { moment } = useConsole();
  return useSyncExternalStore(moment.subscribe, () => moment.left);
}

/** From when on pictures are complete; null: not known. */
export function useHistorySince(): Instant | null {
  const { moment } = useConsole();
  return useSyncExternalStore(moment.subscribe, () => moment.since);
}

type Speed = CallArgs<'playMoment'>['speed'];

/** The ways to another moment. */
export interface MomentWays {
  /** While a slider is dragged only the newest wish is asked for, one at a time. */
  show(at: Instant): void;
  play(speed: Speed): void;
  live(): void;
}

export function useMomentWays(): MomentWays {
  const { link } = useConsole();
  const { t } = useTranslation('shell');
  const problemText = useProblemText();
  return useMemo(() => {
    let wanted: Instant | null = null;
    let isAsking = false;
    const refused = (error: unknown): void => {
      const message = problemText(toProblem(error, 'window'));
      notifications.show({ id: 'moment', title: t('past.refused'), message, withBorder: true });
    };
    async function ask(): Promise<void> {
      if (isAsking) return;
      isAsking = true;
      while (wanted !== null) {
        const at = wanted;
        wanted = null;
        await link.call('showMoment', { at }).catch(refused);
      }
      isAsking = false;
    }
    return {
      show(at) {
        wanted = at;
        void ask();
      },
      play: (speed) => void link.call('playMoment', { speed }).catch(refused),
      live() {
        wanted = null;
        void link.call('showLive', {}).catch(refused);
      },
    };
  }, [link, t, problemText]);
}
