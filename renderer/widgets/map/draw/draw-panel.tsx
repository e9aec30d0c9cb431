import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { latLngBounds } from 'leaflet';
import { DRAWING_KINDS, positionsOf } from '../../../../shared/domain/drawing.ts';
import type { DrawingChange } from '../../../../shared/protocol/commands/drawing-commands.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useSelection } from '../../../state/selection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { useMay } from '../../../state/use-may.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import type { MapToolPanelProps } from '../tools/map-tool.ts';
import { changeOf } from './acts.ts';
import { DraftForm, type DraftFields } from './draft-form.tsx';
import { madeOf, type Draft } from './draft.ts';
import { useDraw } from './draw-store.ts';
import { DrawingList } from './drawing-list.tsx';
import { DrawingSwatch } from './drawing-swatch.tsx';
import styles from './draw.module.css';
import { GeoFilePart } from './geo-file-part.tsx';
import { useDraftPresence } from './use-draft-presence.ts';
import { useDrawInput } from './use-draw-input.ts';
import { useDrawingActs, type DrawingRow } from './use-drawing-acts.ts';

const NOTHING: DraftFields = { name: '', note: '', incident: null, closesRoads: true };

/** The tool 标绘: what to draw, the drawing in the making, and what is drawn. */
export function DrawPanel({ engine }: MapToolPanelProps) {
  const { t } = useTranslation('drawing');
  const { text, language } = useFormat();
  const drawings = useCollection('drawings', {});
  const standing = useLive(drawings, countStanding);
  const acts = useDrawingActs();
  const may = useMay();
  const draft = useDraw((state) => state.draft);
  const canUndo = useDraw(({ done }) => done.length > 0);
  const canRedo = useDraw(({ undone }) => undone.length > 0);
  const [fields, setFields] = useState(NOTHING);
  const edited = draft?.drawing ?? null;
  useDraftPresence();

  // What is said of a drawing starts as it is; of a new one, with the incident that is looked at.
  useEffect(() => {
    const row = edited === null ? undefined : drawings.rows.get(edited);
    const { selected } = useSelection.getState();
    const incident = selected?.topic === 'incident' ? selected.id : null;
    setFields(row ? fieldsOf(row, text) : { ...NOTHING, incident });
  }, [edited, draft?.kind, drawings, text]);

  const written = useCallback((word: string) => (language === 'zh' ? { zh: word } : { en: word }), [language]);
  const made = useMemo(() => draft && madeOf(draft), [draft]);
  const blocked = draft && blockedBy(draft, made !== null, fields);

  function changeTo(row: DrawingRow): DrawingChange | null {
    if (!made) return null;
    const { name, note, incident, closesRoads } = fields;
    const before = fieldsOf(row, text);
    return changeOf(row.data, {
      name: name.trim() === before.name ? row.data.name : written(name.trim() || before.name),
      note: note.trim() === before.note ? (row.data.note ?? null) : note.trim() === '' ? null : written(note.trim()),
      // Untouched, it is what it was to the last digit.
      geometry: draft?.past.length === 0 ? row.data.geometry : made.geometry,
      basis: draft?.past.length === 0 ? (row.data.basis ?? null) : (made.basis ?? null),
      incident,
      closesRoads: row.data.kind === 'cordon' ? closesRoads : null,
    });
  }

  async function finish(): Promise<void> {
    const { draft, end } = useDraw.getState();
    const whole = draft && madeOf(draft);
    if (!draft || !whole || blocked) return;
    if (draft.drawing !== null) {
      const row = drawings.rows.get(draft.drawing);
      const set = row && changeTo(row);
      if (!row || !set || (await acts.change(row, set))) end();
      return;
    }
    const { name, note, incident, closesRoads } = fields;
    const stored = await acts.create({
      kind: draft.kind,
      name: written(name.trim() || `${t(`kind.${draft.kind}`)} ${countOf(drawings, draft.kind) + 1}`),
      geometry: whole.geometry,
      ...(whole.basis && { basis: whole.basis }),
      ...(note.trim() !== '' && { note: written(note.trim()) }),
      ...(incident !== null && { incident }),
      ...(draft.kind === 'cordon' && { closesRoads }),
    });
    if (stored === null) return;
    end();
    useDraw.getState().choose(stored);
  }

  const keys = {
    finish: () => void finish(),
    undo: () => void acts.undo(),
    redo: () => void acts.redo(),
  };
  useDrawInput(engine, useLatest(keys));

  const show = (row: DrawingRow): void => {
    useDraw.getState().choose(row.id);
    const corners = positionsOf(row.data.geometry).map(([lon, lat]) => [lat, lon] as [number, number]);
    const bounds = latLngBounds(corners);
    if (!engine.leaflet.getBounds().contains(bounds))
      engine.leaflet.fitBounds(bounds, { padding: [80, 80], maxZoom: 16 });
  };

  return (
    <div className={styles.panel}>
      <div className={styles.kinds} role="group" aria-label={t('toolsLabel')}>
        {DRAWING_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            data-kind={kind}
            aria-pressed={draft?.kind === kind && edited === null}
            disabled={may('drawing.create') !== null}
            onClick={() => useDraw.getState().begin(kind)}
          >
            <DrawingSwatch kind={kind} />
            {t(`kind.${kind}`)}
          </button>
        ))}
      </div>
      {draft ? (
        <>
          <h3>
            {edited === null
              ? t('form.label', { kind: t(`kind.${draft.kind}`) })
              : t('form.editing', { name: fields.name })}
          </h3>
          <DraftForm
            draft={draft}
            fields={fields}
            blocked={blocked === null ? null : t(`form.${blocked}`)}
            onFields={setFields}
            finish={keys.finish}
          />
        </>
      ) : (
        <>
          <div className={styles.pair}>
            <Button disabled={!canUndo} shortcut="Ctrl Z" onClick={keys.undo}>
              {t('form.undo')}
            </Button>
            <Button disabled={!canRedo} shortcut="Ctrl Y" onClick={keys.redo}>
              {t('form.redo')}
            </Button>
          </div>
          <DrawingList acts={acts} show={show} />
          <GeoFilePart standing={standing} />
        </>
      )}
    </div>
  );
}

function blockedBy({ kind }: Draft, isWhole: boolean, { name }: DraftFields): 'tooFew' | 'needsWords' | null {
  if (!isWhole) return 'tooFew';
  return kind === 'text' && name.trim() === '' ? 'needsWords' : null;
}

function fieldsOf({ data }: DrawingRow, text: (words: DrawingRow['data']['name']) => string): DraftFields {
  return {
    name: text(data.name),
    note: data.note ? text(data.note) : '',
    incident: data.incident ?? null,
    closesRoads: data.closesRoads ?? false,
  };
}

/** The same object for ever, which does what was rendered last. */
function useLatest<T extends Readonly<Record<keyof T, () => void>>>(value: T): T {
  const [kept] = useState(() => ({ now: value, stable: undefined as T | undefined }));
  useEffect(() => {
    kept.now = value;
  });
  kept.stable ??= Object.fromEntries(
    (Object.keys(value) as (keyof T)[]).map((key) => [key, () => kept.now[key]()]),
  ) as unknown as T;
  return kept.stable;
}

/** Removed ones count too: a name is not given twice. */
function countOf({ rows }: LiveCollection<DrawingRow>, kind: Draft['kind']): number {
  return [...rows.values()].filter(({ data }) => data.kind === kind).length;
}

function countStanding({ rows }: LiveCollection<DrawingRow>): number {
  let count = 0;
  for (const { data } of rows.values()) if (data.status.state === 'standing') count += 1;
  return count;
}
