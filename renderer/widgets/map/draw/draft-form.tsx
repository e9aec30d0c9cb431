import { useEffect, useRef, useState } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FORM_OF } from '../../../../shared/domain/drawing.ts';
import { checkGeometry } from '../../../../shared/kit/check-geometry.ts';
import { closed } from '../../../../shared/kit/geodesy.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import { Refusals } from '../../command/refusals.tsx';
import { writePosition } from '../../incident/position.ts';
import { useDraw } from './draw-store.ts';
import { addPoint, changed, isOpenEnded, measuresOf, removePoint, sectorOf, stepBack, stepForward, withSector, type Draft } from './draft.ts'; // prettier-ignore
import styles from './draw.module.css';
import { IncidentSelect } from './incident-select.tsx';
import { measureWords } from './measure-words.ts';
import { NumberField } from './number-field.tsx';
import { TakeOver } from './take-over.tsx';
import { readPoint } from './typed-point.ts';
import { POINT_FIELD } from './use-draw-input.ts';

/** What is said of a drawing besides its shape. */
export interface DraftFields {
  readonly name: string;
  readonly note: string;
  readonly incident: string | null;
  readonly closesRoads: boolean;
}

export interface DraftFormProps {
  readonly draft: Draft;
  readonly fields: DraftFields;
  /** Why it cannot be committed yet; null when it can. */
  readonly blocked: string | null;
  onFields(fields: DraftFields): void;
  finish(): void;
}

/** The drawing in the making: its numbers, its points by keyboard, and what is said of it. */
export function DraftForm({ draft, fields, blocked, onFields, finish }: DraftFormProps) {
  const { t } = useTranslation('drawing');
  const { step, end } = useDraw.getState();
  const { kind, points, drawing } = draft;
  const set = (part: Partial<DraftFields>): void => onFields({ ...fields, ...part });
  const crosses =
    FORM_OF[kind] === 'area' && kind !== 'buffer' && points.length > 3
      ? checkGeometry(closed(points), 'ring').faults.includes('self-crossing')
      : false;
  const form = FORM_OF[kind];
  const hint = drawing !== null ? 'edit' : kind === 'sector' || kind === 'buffer' ? kind : form;

  return (
    <form
      className={styles.draft}
      onSubmit={(event) => {
        event.preventDefault();
        finish();
      }}
    >
      <p className={styles.hint}>{t(`hint.${hint}`)}</p>
      <LiveMeasures draft={draft} />
      {crosses && <p className={styles.warn}>{t('fault.self-crossing')}</p>}
      <PointField draft={draft} />
      {kind === 'sector' && <SectorFields draft={draft} />}
      {kind === 'buffer' && (
        <>
          <NumberField
            label={t('form.metres')}
            value={draft.metres}
            max={100_000}
            onChange={(metres) => step((now) => changed(now, { metres }))}
          />
          {drawing === null && <TakeOver />}
        </>
      )}
      <PointList draft={draft} />
      <TextInput
        label={t(kind === 'text' ? 'form.words' : 'form.name')}
        maxLength={200}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('form.note')}
        maxLength={2_000}
        value={fields.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      <IncidentSelect
        label={t('form.incident')}
        placeholder={t('form.incidentNone')}
        value={fields.incident}
        onChange={(incident) => set({ incident })}
      />
      {kind === 'cordon' && (
        <Checkbox
          label={t('form.closesRoads')}
          checked={fields.closesRoads}
          onChange={(event) => set({ closesRoads: event.currentTarget.checked })}
        />
      )}
      <Refusals actions={[drawing === null ? 'drawing.create' : 'drawing.change']} />
      <footer>
        <Button type="submit" look="primary" shortcut="↵" disabled={blocked !== null} title={blocked ?? undefined}>
          {blocked ?? t(drawing === null ? 'form.finish' : 'form.save')}
        </Button>
        <Button disabled={draft.past.length === 0} onClick={() => step(stepBack)}>
          {t('form.undo')}
        </Button>
        <Button disabled={draft.future.length === 0} onClick={() => step(stepForward)}>
          {t('form.redo')}
        </Button>
        <Button look="quiet" onClick={end}>
          {t('form.cancel')}
        </Button>
      </footer>
      <p className={styles.keys}>{t('hint.keys')}</p>
    </form>
  );
}

/** Rendered for every move of the pointer, so it is nothing but a line. */
function LiveMeasures({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('drawing');
  const format = useFormat();
  const pointer = useDraw((state) => state.pointer);
  const words = measureWords(t, format, draft.kind, measuresOf(draft, pointer));
  return (
    <p className={styles.measures} data-measures="">
      {words.map((word) => (
        <span key={word}>{word}</span>
      ))}
    </p>
  );
}

function PointField({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('drawing');
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const step = useDraw((state) => state.step);
  useEffect(() => field.current?.focus(), [draft.kind, draft.drawing]);
  if (!isOpenEnded(draft) && FORM_OF[draft.kind] !== 'point') return null;
  const point = readPoint(text, draft.points.at(-1));
  const add = (): void => {
    if (!point) return;
    step((now) => addPoint(now, point));
    setText('');
  };
  return (
    <div className={styles.point}>
      <TextInput
        ref={field}
        {...{ [POINT_FIELD]: '' }}
        label={t('form.point')}
        placeholder={t('form.pointHint')}
        error={text !== '' && !point ? t('form.pointBad') : undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') setText('');
          else if (event.key === 'Enter' && text !== '') add();
          else return;
          event.preventDefault();
        }}
      />
      <Button icon="plus" aria-label={t('form.add')} title={t('form.add')} disabled={!point} onClick={add} />
    </div>
  );
}

function SectorFields({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('drawing');
  const step = useDraw((state) => state.step);
  const [center] = draft.points;
  if (!center) return null;
  const { radius, from, to } = sectorOf(draft.points) ?? { radius: 500, from: 0, to: 90 };
  const put = (radius: number, from: number, to: number): void =>
    step((now) => withSector(now, center, radius, from, to));
  return (
    <div className={styles.three}>
      <NumberField label={t('form.radius')} value={radius} max={1_000_000} onChange={(value) => put(value, from, to)} />
      <NumberField
        label={t('form.from')}
        value={from}
        min={0}
        max={359.9}
        onChange={(value) => put(radius, value, to)}
      />
      <NumberField label={t('form.to')} value={to} min={0} max={359.9} onChange={(value) => put(radius, from, value)} />
    </div>
  );
}

/** Corners by keyboard: focus marks one on the map, Delete takes it away. */
function PointList({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation('drawing');
  const handle = useDraw((state) => state.handle);
  const { step, hold } = useDraw.getState();
  if (draft.points.length === 0) return null;
  return (
    <details className={styles.points}>
      <summary>{t('form.points', { count: draft.points.length })}</summary>
      <ol>
        {draft.points.map((point, index) => (
          <li key={`${index} ${point.join()}`} data-held={index === handle}>
            <button
              type="button"
              aria-label={`${t('form.corner', { number: index + 1 })} ${writePosition(point)}`}
              onFocus={() => hold(index)}
              onClick={() => hold(index)}
            >
              {writePosition(point)}
            </button>
            <Button
              look="quiet"
              icon="x"
              aria-label={t('form.removeCorner', { number: index + 1 })}
              title={t('form.removeCorner', { number: index + 1 })}
              onClick={() => step((now) => removePoint(now, index))}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}
