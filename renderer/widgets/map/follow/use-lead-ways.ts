import { useMemo } from 'react';
import { notifications } from '@mantine/notifications';
import type { Instant } from '../../../../shared/kit/time.ts';
import { toProblem } from '../../../../shared/kit/problem.ts';
import { useConsole } from '../../../state/console.ts';
import { useSelection } from '../../../state/selection.ts';
import { useProblemText } from '../../../text/use-problem.ts';
import type { MapEngine } from '../map-engine.ts';
import { useFollow, WINDOW } from './follow-store.ts';
import { viewOf } from './lead-teller.ts';

export interface LeadWays {
  /** `over`: the lead that is taken from another; null: nobody leads. */
  take(over: Instant | null): Promise<void>;
  end(): void;
}

export function useLeadWays(engine: MapEngine): LeadWays {
  const { link } = useConsole();
  const problemText = useProblemText();
  return useMemo(() => {
    const refused = (error: unknown): void => {
      notifications.show({ id: 'lead', message: problemText(toProblem(error, 'follow')), withBorder: true });
    };
    return {
      async take(over) {
        const { leaflet, camera } = engine;
        const covered = leaflet.getSize().x - camera.visibleSize.x;
        const { showsPointer } = useFollow.getState();
        const { selected } = useSelection.getState();
        const view = viewOf(leaflet, { covered, selected, showsPointer }, null);
        await link.call('takeLead', { window: WINDOW, view, over }).catch(refused);
      },
      end: () => void link.call('endLead', { window: WINDOW }).catch(refused),
    };
  }, [link, engine, problemText]);
}
