import { useMemo, useState } from 'react';
import { NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import type { KindFormProps } from './kind-form.ts';
import { newSheet, type WantingPoint } from './sheet.ts';
import { HOUR, instant } from '../../../shared/kit/time.ts';
import { useConsole } from '../../state/console.ts';
import styles from './list.module.css';

interface WantLine {
  readonly point: string | null;
  readonly good: string | null;
  readonly quantity: number | null;
  readonly hours: number | null;
}

const NONE: WantLine = { point: null, good: null, quantity: null, hours: null };
const MOST = 40;

/** Which depot sends what where: points, what each wants, and until when. */
export function ReallocationForm({ onBegin }: KindFormProps) {
  const { t } = useTranslation('decision');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { clock } = useConsole();
  const resources = useCollection('resources', {});
  const supplies = useCollection('supplies', {});
  const read = [useLive(resources, ({ complete }) => complete), useLive(supplies, ({ complete }) => complete)].join();
  const [lines, setLines] = useState<readonly WantLine[]>([NONE]);
  const { points, goods } = useMemo(() => {
    const named = new Map([...supplies.rows.values()].map(({ data }) => [data.good, format.text(data.name)]));
    return {
      points: [...resources.rows.values()].flatMap(({ id, data }) =>
        data.form === 'facility' && data.kind !== 'depot'
          ? [{ value: id as string, label: format.text(data.name) }]
          : [],
      ),
      goods: [...named].map(([value, label]) => ({ value, label })),
    };
  }, [resources, supplies, format, read]); // eslint-disable-line react-hooks/exhaustive-deps -- `read`: names are there now that were not
  const set = (index: number, part: Partial<WantLine>): void =>
    setLines(lines.map((line, place) => (place === index ? { ...line, ...part } : line)));
  const wanted = pointsOf(lines, (hours) => instant(clock.now + hours * HOUR));
  return (
    <>
      <div className={styles.fields}>
        <p className={styles.quiet}>{t('new.reallocationHint')}</p>
        {lines.map((line, index) => (
          <div key={index} className={styles.want}>
            <Select
              size="xs"
              searchable
              label={t('new.point')}
              data={points}
              value={line.point}
              onChange={(point) => set(index, { point })}
            />
            <Select
              size="xs"
              searchable
              label={t('new.good')}
              data={goods}
              value={line.good}
              onChange={(good) => set(index, { good })}
            />
            <NumberInput
              size="xs"
              label={t('new.quantity')}
              min={0}
              hideControls
              value={line.quantity ?? ''}
              onChange={(quantity) => set(index, { quantity: typeof quantity === 'number' ? quantity : null })}
            />
            <Button
              look="quiet"
              icon="x"
              aria-label={common('cancel')}
              title={common('cancel')}
              disabled={lines.length === 1}
              onClick={() => setLines(lines.toSpliced(index, 1))}
            />
            <NumberInput
              size="xs"
              label={t('new.hours')}
              placeholder={t('new.soon')}
              min={1}
              max={240}
              hideControls
              value={line.hours ?? ''}
              onChange={(hours) => set(index, { hours: typeof hours === 'number' ? hours : null })}
            />
          </div>
        ))}
        <Button icon="plus" disabled={lines.length >= MOST} onClick={() => setLines([...lines, NONE])}>
          {t('new.more')}
        </Button>
      </div>
      <footer className={styles.newFoot}>
        <Button
          look="primary"
          size="grave"
          disabled={onBegin === null || wanted.length === 0}
          onClick={() => onBegin?.(newSheet('reallocation', { points: wanted }))}
        >
          {t('new.begin')}
        </Button>
      </footer>
    </>
  );
}

/** Lines that are whole, by point. */
function pointsOf(lines: readonly WantLine[], until: (hours: number) => ReturnType<typeof instant>): WantingPoint[] {
  const points = new Map<string, WantingPoint>();
  for (const { point, good, quantity, hours } of lines) {
    if (point === null || good === null || quantity === null || quantity <= 0) continue;
    const want = { good, quantity, by: hours === null ? null : until(hours) };
    points.set(point, { id: point, wants: [...(points.get(point)?.wants ?? []), want], weight: 1 });
  }
  return [...points.values()];
}
