import { useMemo } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { CallAnswer, CallArgs } from '../../shared/protocol/console-api/calls.ts';
import { toProblem } from '../../shared/kit/problem.ts';
import { useFormat } from '../text/use-text.ts';
import { useProblemText } from '../text/use-problem.ts';
import { useConsole } from './console.ts';
import type { IncidentRow } from './incident-order.ts';

/** How long a receipt stays, ms. */
const RECEIPT = 8_000;

type NewIncident = CallArgs<'createIncident'>;

export interface IncidentActions {
  acknowledge(row: IncidentRow): Promise<boolean>;
  setLevel(row: IncidentRow, level: IncidentRow['data']['level']): Promise<boolean>;
  addNote(row: IncidentRow, text: string): Promise<boolean>;
  /** The new incident's id, or null when it was not stored. */
  create(incident: NewIncident): Promise<string | null>;
}

/**
 * What an officer can do to an incident. Each writes to the outbox and then says so with its number, or says why not; the
 * effect shows by itself, as pending, in the live rows.
 */
export function useIncidentActions(): IncidentActions {
  const { link } = useConsole();
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  return useMemo(() => {
    async function tell<A extends { readonly stationSeq: number }>(work: Promise<A>, title: string): Promise<A | null> {
      try {
        const queued = await work;
        const message = t('action.done', { seq: queued.stationSeq });
        notifications.show({ title, message, autoClose: RECEIPT, withBorder: true });
        return queued;
      } catch (error) {
        const message = problemText(toProblem(error, 'window'));
        notifications.show({ title: t('action.failed'), message, autoClose: false, withBorder: true });
        return null;
      }
    }
    const target = (row: IncidentRow) => ({ id: row.id, expectedRev: row.rev });
    const title = (row: IncidentRow): string => format.text(row.data.title);
    return {
      async acknowledge(row) {
        const work = link.call('acknowledgeIncident', target(row));
        return (await tell(work, t('action.acknowledged', { title: title(row) }))) !== null;
      },
      async setLevel(row, level) {
        const work = link.call('setIncidentLevel', { ...target(row), level });
        const said = t('action.levelSet', { level: common(`level.${level}`), title: title(row) });
        return (await tell(work, said)) !== null;
      },
      async addNote(row, text) {
        const work = link.call('addIncidentNote', { ...target(row), text });
        return (await tell(work, t('action.noteAdded', { title: title(row) }))) !== null;
      },
      async create(incident) {
        const work: Promise<CallAnswer<'createIncident'>> = link.call('createIncident', incident);
        return (await tell(work, t('action.created', { title: incident.title })))?.id ?? null;
      },
    };
  }, [link, t, common, format, problemText]);
}
