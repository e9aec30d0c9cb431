import { useTranslation } from 'react-i18next';
import type { Level } from '../../../../shared/domain/common.ts';
import { instant } from '../../../../shared/kit/time.ts';
import { useConsole } from '../../../state/console.ts';
import { useCityMap, useDepartmentName } from '../../../state/names.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import { LevelGlyph } from '../../level.tsx';
import { FoldingPart } from './folding-part.tsx';
import styles from './layers.module.css';
import { isFiltering, LEVELS, NO_FILTER, useMapFilter } from './map-filter.ts';
import type { MapFilter } from './map-filter.ts';
import { useLeftOut } from './use-filtered-layers.ts';

const HOURS = [1, 3, 6, 12, 24] as const;
const DAY_HOUR_MINUTE = 16;
const HOUR = 3_600_000;

export function FilterPart({ departments }: { readonly departments: readonly string[] }) {
  const { t } = useTranslation('layers');
  const { t: common } = useTranslation();
  const { language, number } = useFormat();
  const { clock } = useConsole();
  const city = useCityMap();
  const departmentName = useDepartmentName();
  const [filter, setFilter] = useMapFilter();
  const count = useLeftOut((state) => state.count);
  const { reported } = filter;

  function choose(value: string): void {
    const hours = Number(value);
    if (hours > 0) setFilter({ ...filter, reported: { hours } });
    else setFilter({ ...filter, reported: value === 'since' ? { since: instant(clock.now - HOUR) } : null });
  }

  return (
    <FoldingPart
      title={t('filter')}
      state={count === null ? t('filterNone') : t('filtering', { number: number(count) })}
    >
      <label className={styles.field}>
        {t('reported')}
        <select value={reportedValue(reported)} onChange={(event) => choose(event.target.value)}>
          <option value="">{t('reportedAll')}</option>
          {HOURS.map((hours) => (
            <option key={hours} value={hours}>
              {t('reportedHours', { hours })}
            </option>
          ))}
          <option value="since">{t('reportedSince')}</option>
        </select>
      </label>
      {reported !== null && 'since' in reported && (
        <label className={styles.field}>
          {t('since')}
          <input
            type="datetime-local"
            value={localMinutes(reported.since)}
            onChange={(event) => {
              const at = Date.parse(event.target.value);
              if (Number.isFinite(at)) setFilter({ ...filter, reported: { since: instant(at) } });
            }}
          />
        </label>
      )}
      <Chips
        label={t('levels')}
        all={LEVELS}
        chosen={filter.levels}
        fixed={1}
        title={t('levelOne')}
        word={(level: Level) => (
          <>
            <LevelGlyph level={level} size={14} />
            {level === 0 ? common('level.0') : common(`levelColour.${level}`)}
          </>
        )}
        onChange={(levels) => setFilter({ ...filter, levels })}
      />
      {city && (
        <Chips
          label={t('districts')}
          all={city.districts.map(({ code }) => code)}
          chosen={filter.districts}
          word={(code) => city.districts.find((district) => district.code === code)?.name[language] ?? code}
          onChange={(districts) => setFilter({ ...filter, districts })}
        />
      )}
      <Chips
        label={t('departments')}
        all={departments}
        chosen={filter.departments}
        word={departmentName}
        onChange={(chosen) => setFilter({ ...filter, departments: chosen })}
      />
      {isFiltering(filter) && (
        <>
          <p className={styles.hint}>
            {t('levelOne')}
            <br />
            {t('unknownStays')}
          </p>
          <Button icon="x" onClick={() => setFilter(NO_FILTER)}>
            {t('filterClear')}
          </Button>
        </>
      )}
    </FoldingPart>
  );
}

interface ChipsProps<T extends string | number> {
  readonly label: string;
  readonly all: readonly T[];
  /** Null: all. */
  readonly chosen: readonly T[] | null;
  /** One that cannot be taken out. */
  readonly fixed?: T;
  readonly title?: string;
  word(one: T): React.ReactNode;
  onChange(chosen: readonly T[] | null): void;
}

/** Pressed ones are shown. Taking out the last leaves nothing to look at: that is all again. */
function Chips<T extends string | number>({ label, all, chosen, fixed, title, word, onChange }: ChipsProps<T>) {
  const isOn = (one: T): boolean => one === fixed || chosen === null || chosen.includes(one);
  function toggle(one: T): void {
    const next = all.filter((other) => (other === one ? !isOn(other) : isOn(other)));
    onChange(next.length === all.length || next.length === 0 ? null : next);
  }
  return (
    <div className={styles.chips} role="group" aria-label={label} data-narrowed={chosen !== null}>
      <span>{label}</span>
      <div>
        {all.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={isOn(one)}
            disabled={one === fixed}
            title={one === fixed ? title : undefined}
            onClick={() => toggle(one)}
          >
            {word(one)}
          </button>
        ))}
      </div>
    </div>
  );
}

function reportedValue(reported: MapFilter['reported']): string {
  if (reported === null) return '';
  return 'hours' in reported ? String(reported.hours) : 'since';
}

/** As a field of the browser wants it: local time, to the minute. */
function localMinutes(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, DAY_HOUR_MINUTE);
}
