import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallArgs } from '../../shared/protocol/console-api/calls.ts';
import { useFormat } from '../text/use-text.ts';
import { useConsole } from './console.ts';
import type { IncidentRow } from './incident-order.ts';
import type { ResourceRow } from './nearby.ts';
import { useSend } from './use-send.ts';

type NewIncident = CallArgs<'createIncident'>;
export type IncidentChange = CallArgs<'changeIncident'>['set'];

export interface IncidentActions {
  acknowledge(row: IncidentRow): Promise<boolean>;
  setLevel(row: IncidentRow, level: IncidentRow['data']['level']): Promise<boolean>;
  change(row: IncidentRow, set: IncidentChange): Promise<boolean>;
  close(row: IncidentRow, outcome: string): Promise<boolean>;
  merge(row: IncidentRow, others: readonly IncidentRow[]): Promise<boolean>;
  /** Takes a merged incident out again. */
  split(row: IncidentRow): Promise<boolean>;
  assign(row: IncidentRow, units: readonly ResourceRow[]): Promise<boolean>;
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
  const { t: command } = useTranslation('command');
  const { t: common } = useTranslation();
  const format = useFormat();
  const send = useSend();
  return useMemo(() => {
    const target = ({ id, rev }: { readonly id: string; readonly rev: number }) => ({ id, expectedRev: rev });
    const title = (row: IncidentRow): string => format.text(row.data.title);
    const done = async (work: Parameters<typeof send>[0], said: string): Promise<boolean> =>
      (await send(work, said)) !== null;
    return {
      acknowledge: (row) =>
        done(link.call('acknowledgeIncident', target(row)), t('action.acknowledged', { title: title(row) })),
      setLevel: (row, level) =>
        done(
          link.call('changeIncident', { ...target(row), set: { level } }),
          t('action.levelSet', { level: common(`level.${level}`), title: title(row) }),
        ),
      change: (row, set) =>
        done(link.call('changeIncident', { ...target(row), set }), command('edit.done', { title: title(row) })),
      close: (row, outcome) =>
        done(link.call('closeIncident', { ...target(row), outcome }), command('close.done', { title: title(row) })),
      merge: (row, others) =>
        done(
          link.call('mergeIncidents', { ...target(row), others: others.map(target) }),
          command('merge.done', { count: others.length }),
        ),
      split: (row) => done(link.call('splitIncident', target(row)), command('split.done', { title: title(row) })),
      assign: (row, units) =>
        done(
          link.call('assignUnits', { ...target(row), units: units.map(target) }),
          command('dispatch.done', { count: units.length, title: title(row) }),
        ),
      addNote: (row, text) =>
        done(link.call('addIncidentNote', { ...target(row), text }), t('action.noteAdded', { title: title(row) })),
      async create(incident) {
        const stored = await send(
          link.call('createIncident', incident),
          t('action.created', { title: incident.title }),
        );
        return stored?.answer.id ?? null;
      },
    };
  }, [link, t, command, common, format, send]);
}
