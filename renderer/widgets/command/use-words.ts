import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../../shared/domain/topics.ts';
import { worldOf } from '../../../shared/protocol/commands/carry-out.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import type { Words } from './words.ts';

function isComplete<Row extends { readonly id: string }>({ complete }: LiveCollection<Row>): boolean {
  return complete;
}

/** The words of this window's language over the records that it has. New when the language is, or when a query is whole. */
export function useWords(): Words {
  const { t } = useTranslation(['command', 'common', 'incident', 'drawing', 'caseCategory', 'alert', 'review']);
  const format = useFormat();
  const incident = useCollection('incidents', {});
  const resource = useCollection('resources', {});
  const supply = useCollection('supplies', {});
  const conflict = useCollection('conflicts', {});
  const alert = useCollection('alerts', {});
  const drawing = useCollection('drawings', {});
  const cases = useCollection('cases', {});
  const opinion = useCollection('opinions', {});
  const release = useCollection('releases', {});
  const report = useCollection('reports', {});
  const decision = useCollection('decisions', {});
  const order = useCollection('orders', {});
  const read = [
    useLive(incident, isComplete),
    useLive(resource, isComplete),
    useLive(supply, isComplete),
    useLive(conflict, isComplete),
    useLive(drawing, isComplete),
    useLive(cases, isComplete),
    useLive(opinion, isComplete),
    useLive(release, isComplete),
    useLive(report, isComplete),
    useLive(decision, isComplete),
    useLive(order, isComplete),
  ].join();
  return useMemo(() => {
    const rows = {
      incident,
      resource,
      supply,
      conflict,
      alert,
      drawing,
      case: cases,
      opinion,
      release,
      report,
      decision,
      order,
    };
    const isKept = (topic: Topic): topic is keyof typeof rows => Object.hasOwn(rows, topic);
    const find = (topic: Topic, id: string) => (isKept(topic) ? rows[topic].rows.get(id)?.data : undefined);
    return { t, format, find: worldOf(find).find };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `read`: names are there now that were not
  }, [
    t,
    format,
    incident,
    resource,
    supply,
    conflict,
    alert,
    drawing,
    cases,
    opinion,
    release,
    report,
    decision,
    order,
    read,
  ]);
}
