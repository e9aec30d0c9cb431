import { useCallback, useMemo } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Drawing } from '../../../../shared/domain/drawing.ts';
import type { DrawingChange, NewDrawing } from '../../../../shared/protocol/commands/drawing-commands.ts';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import { useConsole } from '../../../state/console.ts';
import { useCollection } from '../../../state/use-live.ts';
import { useSend } from '../../../state/use-send.ts';
import { useFormat } from '../../../text/use-text.ts';
import { changeAct, createAct, removeAct, restoreAct, stillFits, type Act, type Deed } from './acts.ts';
import { useDraw } from './draw-store.ts';

export type DrawingRow = EntityRow<'drawing'>;

/** Each writes to the outbox, says so, and can be taken back. Answers whether it was stored; `create`, the id. */
export interface DrawingActs {
  create(drawing: NewDrawing): Promise<string | null>;
  change(row: DrawingRow, set: DrawingChange): Promise<boolean>;
  remove(row: DrawingRow): Promise<boolean>;
  restore(row: DrawingRow): Promise<boolean>;
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
}

export function useDrawingActs(): DrawingActs {
  const { link } = useConsole();
  const { t } = useTranslation('drawing');
  const { text } = useFormat();
  const drawings = useCollection('drawings', {});
  const send = useSend();

  const perform = useCallback(
    async (id: string, deed: Deed, said: string): Promise<boolean> => {
      const row = drawings.rows.get(id);
      if (!row) return false;
      const target = { id, expectedRev: row.rev };
      const work = (): ReturnType<typeof link.call<'removeDrawing'>> => {
        if (deed.do === 'change') return link.call('changeDrawing', { ...target, set: deed.set });
        return link.call(deed.do === 'remove' ? 'removeDrawing' : 'restoreDrawing', target);
      };
      return (await send(work(), said)) !== null;
    },
    [drawings, link, send],
  );

  return useMemo(() => {
    const name = (drawing: Pick<Drawing, 'name'>): string => text(drawing.name);
    const act = async (made: Act, row: DrawingRow): Promise<boolean> => {
      const stored = await perform(row.id, made.redo, t(`said.${made.what}`, { name: name(row.data) }));
      if (stored) useDraw.getState().did(made);
      return stored;
    };
    /** Undo and redo look at the record as it is now: what somebody else has done since is not swept away. */
    const again = async (made: Act | undefined, way: 'undo' | 'redo'): Promise<boolean> => {
      if (!made) return false;
      const row = drawings.rows.get(made.id);
      const said = { name: row ? name(row.data) : made.id };
      if (!stillFits(row?.data, made[way])) {
        notifications.show({ message: t('said.stale', said), withBorder: true });
        return false;
      }
      const stored = await perform(made.id, made[way], t(`said.${way}`, said));
      const { wentBack, wentForward } = useDraw.getState();
      if (stored) (way === 'undo' ? wentBack : wentForward)();
      return stored;
    };
    return {
      async create(drawing) {
        const stored = await send(link.call('createDrawing', { drawing }), t('said.create', { name: name(drawing) }));
        if (stored) useDraw.getState().did(createAct(stored.answer.id));
        return stored?.answer.id ?? null;
      },
      change: (row, set) => act(changeAct(row.id, row.data, set), row),
      remove: (row) => act(removeAct(row.id), row),
      restore: (row) => act(restoreAct(row.id), row),
      undo: () => again(useDraw.getState().done.at(-1), 'undo'),
      redo: () => again(useDraw.getState().undone.at(-1), 'redo'),
    };
  }, [drawings, link, perform, send, t, text]);
}
