import { useMemo } from 'react';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { evidenceFacts, type Fact } from './evidence-facts.ts';

function versionOf<Row extends { readonly id: string }>({ version }: LiveCollection<Row>): number {
  return version;
}

const EVERY = 2_000;

/** The list that is shown and, as it is then, sealed with the choice. Which records stand in it is looked at again every two seconds. */
export function useFacts(incidents: readonly string[], option: DecisionOption | undefined): readonly Fact[] {
  const sources = {
    incidents: useCollection('incidents', {}),
    resources: useCollection('resources', {}),
    supplies: useCollection('supplies', {}),
    alerts: useCollection('alerts', {}),
  };
  const versions = [
    useSampled(sources.incidents, versionOf, EVERY),
    useSampled(sources.resources, versionOf, EVERY),
    useSampled(sources.supplies, versionOf, EVERY),
    useSampled(sources.alerts, versionOf, EVERY),
  ].join();
  const minute = instant(useClock((now) => Math.floor(now / MINUTE) * MINUTE));
  return useMemo(
    () =>
      evidenceFacts(
        incidents,
        option,
        {
          incidents: sources.incidents.rows,
          resources: sources.resources.rows,
          supplies: sources.supplies.rows,
          alerts: sources.alerts.rows,
        },
        minute,
      ),
    [incidents, option, versions, minute], // eslint-disable-line react-hooks/exhaustive-deps -- `versions` stands for the rows
  );
}
