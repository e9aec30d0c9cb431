import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../../shared/domain/topics.ts';
import { isOrderOver } from '../../../shared/domain/order.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection } from '../../state/use-live.ts';
import { isCurrent } from '../../state/warnings.ts';
import { useFormat } from '../../text/use-text.ts';
import { useRecordName } from '../../widgets/journal/use-record-names.ts';

export interface TopicLink {
  readonly topic: Topic;
  readonly id: string;
}

export function keyOfLink({ topic, id }: TopicLink): string {
  return `${topic}:${id}`;
}

export function linkOfKey(key: string): TopicLink {
  const split = key.indexOf(':');
  return { topic: key.slice(0, split) as Topic, id: key.slice(split + 1) };
}

const openIncidents = ({ rows }: LiveCollection<EntityRow<'incident'>>) =>
  [...rows.values()].filter(({ data }) => data.status.state !== 'closed' && data.status.state !== 'merged');
const currentWarnings = ({ rows }: LiveCollection<WarningRow>) => [...rows.values()].filter(isCurrent);
const openOrders = ({ rows }: LiveCollection<EntityRow<'order'>>) =>
  [...rows.values()].filter(({ data }) => !isOrderOver(data));
const liveDecisions = ({ rows }: LiveCollection<EntityRow<'decision'>>) =>
  [...rows.values()].filter(({ data }) => data.status.state !== 'withdrawn');
const standing = ({ rows }: LiveCollection<EntityRow<'drawing'>>) =>
  [...rows.values()].filter(({ data }) => data.status.state === 'standing');

interface Group {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** What is open and can be linked, by topic; what is chosen already stays among them although it may be over. */
export function useLinkChoices(chosen: readonly TopicLink[]): readonly Group[] {
  const { t } = useTranslation('journal');
  const { text } = useFormat();
  const name = useRecordName();
  const incidents = useSampled(useCollection('incidents', {}), openIncidents);
  const warnings = useSampled(useCollection('warnings', {}), currentWarnings);
  const orders = useSampled(useCollection('orders', {}), openOrders);
  const decisions = useSampled(useCollection('decisions', {}), liveDecisions);
  const drawings = useSampled(useCollection('drawings', {}), standing);
  return useMemo(() => {
    const offered = new Map<Topic, Map<string, string>>([
      ['incident', new Map(incidents.map(({ id, data }) => [id, text(data.title)]))],
      ['alert', new Map(warnings.map(({ id, alert }) => [id, text(alert.headline)]))],
      ['order', new Map(orders.map(({ id, data }) => [id, text(data.title)]))],
      ['decision', new Map(decisions.map(({ id, data }) => [id, text(data.question)]))],
      ['drawing', new Map(drawings.map(({ id, data }) => [id, text(data.name)]))],
    ]);
    for (const link of chosen) {
      const group = offered.get(link.topic) ?? new Map<string, string>();
      if (!group.has(link.id)) offered.set(link.topic, group.set(link.id, name(link)));
    }
    return [...offered]
      .filter(([, items]) => items.size > 0)
      .map(([topic, items]) => ({
        group: t(`topic.${topic}`),
        items: [...items].map(([id, label]) => ({ value: keyOfLink({ topic, id }), label })),
      }));
  }, [t, text, name, incidents, warnings, orders, decisions, drawings, chosen]);
}
