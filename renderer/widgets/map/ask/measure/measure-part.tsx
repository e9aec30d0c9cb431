import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../text/use-text.ts';
import { Button } from '../../../button.tsx';
import { areaWords, lengthWords } from '../../draw/measure-words.ts';
import { readPoint } from '../../draw/typed-point.ts';
import { useAsk } from '../ask-store.ts';
import styles from '../ask.module.css';
import { readCoordinate } from '../coordinates/read-coordinate.ts';
import { measured } from './measure.ts';

/** 量测: clicks, or typed points, make a line; its legs, its length, and the area it would enclose. */
export function MeasurePart() {
  const { t } = useTranslation('ask');
  const { t: drawing } = useTranslation('drawing');
  const format = useFormat();
  const points = useAsk((state) => state.measured);
  const isTaking = useAsk((state) => state.taking === 'measure');
  const take = useAsk((state) => state.take);
  const [typed, setTyped] = useState('');
  const [isBad, setBad] = useState(false);
  const { legs, total, area, closing } = measured(points);
  const length = (metres: number): string => lengthWords(drawing, format, metres);

  function add(): void {
    const at = readCoordinate(typed) ?? readPoint(typed, points.at(-1));
    setBad(!at);
    if (!at) return;
    useAsk.setState({ measured: [...points, at] });
    setTyped('');
  }

  return (
    <div className={styles.part}>
      <div className={styles.pair}>
        <Button icon="target" aria-pressed={isTaking} onClick={() => take(isTaking ? null : 'measure')}>
          {t(isTaking ? 'measure.taking' : 'measure.take')}
        </Button>
        <Button disabled={points.length === 0} onClick={() => useAsk.setState({ measured: points.slice(0, -1) })}>
          {t('measure.back')}
        </Button>
      </div>
      <TextInput
        label={t('measure.typed')}
        placeholder={t('measure.placeholder')}
        value={typed}
        error={isBad ? t('measure.bad') : null}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setBad(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      {legs.length === 0 ? (
        <p className={styles.hint}>{t('measure.hint')}</p>
      ) : (
        <>
          <p className={styles.figures} data-measure="">
            <b>{t('measure.total', { value: length(total) })}</b>
            {area !== null && <span>{t('measure.area', { value: areaWords(drawing, format, area) })}</span>}
            {closing !== null && <span>{t('measure.around', { value: length(total + closing) })}</span>}
          </p>
          <ol className={styles.legs}>
            {legs.map((leg, index) => (
              <li key={index}>
                <span>{t('measure.leg', { number: index + 1 })}</span>
                <b>{length(leg.metres)}</b>
                <span>{`${format.number(leg.bearing, 0)}°`}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
