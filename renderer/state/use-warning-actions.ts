import { useMemo } from 'react';
import { create } from 'zustand';
import { useTranslation } from 'react-i18next';
import type { Disposition } from '../../shared/domain/handling.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { WarningLine } from '../../shared/protocol/console-api/warning-rows.ts';
import { useFormat } from '../text/use-text.ts';
import { useConsole } from './console.ts';
import { useSend } from './use-send.ts';

export interface WarningActions {
  acknowledge(row: WarningLine, disposition: Disposition): Promise<boolean>;
  snooze(row: WarningLine, until: Instant | 'update'): Promise<boolean>;
  assign(row: WarningLine, post: string): Promise<boolean>;
  addNote(row: WarningLine, text: string): Promise<boolean>;
  close(row: WarningLine, reason: string): Promise<boolean>;
  reopen(row: WarningLine): Promise<boolean>;
  tie(row: WarningLine, incident: string): Promise<boolean>;
  untie(row: WarningLine, incident: string): Promise<boolean>;
  join(row: WarningLine, other: string): Promise<boolean>;
  part(row: WarningLine, other: string): Promise<boolean>;
  /** The new incident's id, or null when it was not stored. */
  openIncident(row: WarningLine): Promise<string | null>;
}

/** What was done to a warning last in this window and can be taken back. */
interface Undoable {
  readonly last: string | null;
}

export const useLastHandled = create<Undoable>()(() => ({ last: null }));

/**
 * What an officer does to a warning. Each writes to the outbox and says so with its number, or says why not; the effect shows
 * by itself, as pending, in the live rows. What can be taken back is remembered for `Ctrl Z`.
 */
export function useWarningActions(): WarningActions {
  const { link } = useConsole();
  const { t } = useTranslation('alert');
  const format = useFormat();
  const send = useSend();
  return useMemo(() => {
    const target = ({ id, handlingRev }: WarningLine) => ({ id, expectedRev: handlingRev });
    const title = ({ alert }: WarningLine): string => format.text(alert.headline);
    const done = async (work: Parameters<typeof send>[0], said: string): Promise<boolean> =>
      (await send(work, said)) !== null;
    const undoable = async (row: WarningLine, stored: Promise<boolean>): Promise<boolean> => {
      const isStored = await stored;
      if (isStored) useLastHandled.setState({ last: row.id });
      return isStored;
    };
    return {
      acknowledge: (row, disposition) =>
        undoable(
          row,
          done(
            link.call('acknowledgeWarning', { ...target(row), disposition }),
            t('done.acknowledged', { disposition: t(`disposition.${disposition}`), title: title(row) }),
          ),
        ),
      snooze: (row, until) =>
        undoable(
          row,
          done(link.call('snoozeWarning', { ...target(row), until }), t('done.snoozed', { title: title(row) })),
        ),
      assign: (row, post) =>
        done(link.call('assignWarning', { ...target(row), post }), t('done.assigned', { post, title: title(row) })),
      addNote: (row, text) =>
        done(link.call('noteWarning', { ...target(row), text }), t('done.noted', { title: title(row) })),
      close: (row, reason) =>
        undoable(
          row,
          done(link.call('closeWarning', { ...target(row), reason }), t('done.closed', { title: title(row) })),
        ),
      reopen: async (row) => {
        const isStored = await done(link.call('reopenWarning', target(row)), t('done.reopened', { title: title(row) }));
        if (isStored) useLastHandled.setState({ last: null });
        return isStored;
      },
      tie: (row, incident) =>
        done(link.call('tieWarning', { ...target(row), incident }), t('done.tied', { title: title(row) })),
      untie: (row, incident) =>
        done(link.call('untieWarning', { ...target(row), incident }), t('done.untied', { title: title(row) })),
      join: (row, other) =>
        done(link.call('joinWarnings', { ...target(row), others: [other] }), t('done.joined', { title: title(row) })),
      part: (row, other) =>
        done(link.call('partWarning', { ...target(row), other }), t('done.parted', { title: title(row) })),
      async openIncident(row) {
        const opened = await link
          .call('openIncidentFromWarning', target(row))
          .then(({ incident }) => incident)
          .catch(async (error: unknown) => {
            await send(Promise.reject(error as Error), '');
            return null;
          });
        return opened;
      },
    };
  }, [link, t, format, send]);
}
