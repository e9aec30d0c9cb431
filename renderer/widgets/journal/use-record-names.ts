import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatterTopic } from '../../../shared/domain/handover.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { goToDesk } from '../../state/route.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { useWords } from '../command/use-words.ts';
import { caseName } from '../command/words.ts';

/** A record that something is linked with. */
export interface RecordLink {
  readonly topic: MatterTopic;
  readonly id: string;
}

/** The name of a linked record in the window's language; its number when this window has no such record. */
export function useRecordName(): (link: RecordLink) => string {
  const words = useWords();
  const { text } = useFormat();
  const { t } = useTranslation('journal');
  const orders = useCollection('orders', {});
  const decisions = useCollection('decisions', {});
  const journal = useCollection('journal', {});
  const feeds = useCollection('feeds', {});
  return useCallback(
    ({ topic, id }) => {
      if (topic === 'case') return caseName(words, id);
      if (topic === 'feed') return named(feeds.rows.get(id)?.name) ?? id;
      if (topic === 'order') return named(orders.rows.get(id as never)?.data.title) ?? id;
      if (topic === 'decision') return named(decisions.rows.get(id as never)?.data.question) ?? id;
      if (topic === 'journal') {
        const entry = journal.rows.get(id as never);
        return entry ? t('entryNo', { no: entry.data.number }) : id;
      }
      const found: object | undefined = words.find(topic, id);
      return found ? (named(titleOf(found)) ?? id) : id;
    },
    [words, orders, decisions, journal, feeds, text, t], // eslint-disable-line react-hooks/exhaustive-deps -- `named` is made of `text`
  );

  function named(name: LocalText | undefined): string | undefined {
    return name && text(name);
  }
}

function titleOf(record: object): LocalText | undefined {
  const { title, headline, name, subject } = record as Readonly<Record<string, LocalText | undefined>>;
  return title ?? headline ?? name ?? subject;
}

/** Where a record is worked on. What has no desk is looked at on the map. */
const DESKS: Readonly<Partial<Record<MatterTopic, string>>> = {
  incident: 'incidents',
  alert: 'alerts',
  handling: 'alerts',
  release: 'release',
  decision: 'decisions',
  order: 'orders',
  report: 'orders',
  supply: 'supplies',
  case: 'cases',
  opinion: 'opinion',
  conflict: 'conflicts',
  journal: 'journal',
  handover: 'journal',
  finding: 'review',
  feed: 'feeds',
};

/** Goes to the desk of a record and selects it there. */
export function useOpenRecord(): (link: RecordLink) => void {
  const select = useSelection((state) => state.select);
  return useCallback(
    ({ topic, id }) => {
      if (topic !== 'feed') select(topic === 'handling' ? 'alert' : topic, id, 'command');
      goToDesk(DESKS[topic] ?? 'picture');
    },
    [select],
  );
}
