import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hazardLevel, isOverdue } from '../../../../../shared/domain/hazard.ts';
import type { Topic } from '../../../../../shared/domain/topics.ts';
import { useConsole } from '../../../../state/console.ts';
import { useDepartmentName } from '../../../../state/names.ts';
import { useSelection } from '../../../../state/selection.ts';
import { Local } from '../../../../text/local.tsx';
import { useFormat } from '../../../../text/use-text.ts';
import { Button } from '../../../button.tsx';
import { ResourceKindIcon } from '../../../kind-icon.tsx';
import { LevelGlyph } from '../../../level.tsx';
import type { Area } from '../area/area.ts';
import { AreaPicker } from '../area/area-picker.tsx';
import { useArea } from '../area/use-area.ts';
import { useAsk } from '../ask-store.ts';
import styles from '../ask.module.css';
import { copyText } from '../copy-text.ts';
import { csvOf } from './csv.ts';
import { byDepartment, byKind } from './inside.ts';
import { PeopleLine } from './people-line.tsx';
import { useInside } from './use-inside.ts';
import { useInsideTable } from './use-inside-table.ts';

/** Rows of one group that are shown; the rest is in the copied table. */
const MOST = 60;

/** 范围内: what an area holds. */
export function InsidePart() {
  const { t } = useTranslation('ask');
  const choice = useAsk((state) => state.area);
  const area = useArea(choice);
  return (
    <div className={styles.part}>
      <AreaPicker />
      {choice && !area && <p className={styles.warn}>{t('area.gone')}</p>}
      {area && <InsideTable area={area} />}
    </div>
  );
}

function InsideTable({ area }: { readonly area: Area }) {
  const { t } = useTranslation('ask');
  const { t: resource } = useTranslation('resource');
  const { t: incident } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { t: hazard } = useTranslation('hazard');
  const { clock } = useConsole();
  const format = useFormat();
  const department = useDepartmentName();
  const inside = useInside(area);
  const table = useInsideTable();
  const [copied, setCopied] = useState(false);
  const { incidents, units, facilities, hazards, dangers, stock } = inside;
  const overdue = hazards.filter(({ data }) => isOverdue(data, clock.now)).length;
  const quantity = (value: number, unit: string): string => `${format.figure(value)} ${format.unit(unit)}`;

  return (
    <div className={styles.table} data-inside="">
      <PeopleLine area={area} />
      <Group id="incidents" title={t('inside.incidents')} count={incidents.length} isOpen>
        <Lines>
          {incidents.map(({ id, data }) => (
            <Line
              key={id}
              topic="incident"
              id={id}
              glyph={<LevelGlyph level={data.level} />}
              end={incident(`state.${data.status.state}`)}
            >
              <Local text={data.title} />
            </Line>
          ))}
        </Lines>
      </Group>
      <Group id="units" title={t('inside.units')} count={units.length}>
        {byDepartment(units).map((group) => (
          <Group
            key={group.department}
            id={`units-${group.department}`}
            title={department(group.department)}
            count={group.units.length}
            note={group.states.map(({ state, count }) => `${incident(`unitState.${state}`)} ${count}`).join(' · ')}
          >
            <Lines>
              {group.units.map(({ row, data }) => (
                <Line
                  key={row.id}
                  topic="resource"
                  id={row.id}
                  glyph={<ResourceKindIcon resource={data} size={16} />}
                  end={incident(`unitState.${data.status.state}`)}
                >
                  <Local text={data.name} />
                </Line>
              ))}
            </Lines>
          </Group>
        ))}
      </Group>
      <Group id="facilities" title={t('inside.facilities')} count={facilities.length}>
        {byKind(facilities).map((group) => (
          <Group
            key={group.kind}
            id={`facilities-${group.kind}`}
            title={resource(`facilityKind.${group.kind}`)}
            count={group.facilities.length}
            note={[
              ...group.free.map(({ unit, free, capacity }) =>
                t('inside.places', {
                  free: format.number(free, 0),
                  capacity: format.number(capacity, 0),
                  unit: unit ? format.text(unit.unit) : '',
                }),
              ),
              ...(group.unknown > 0 ? [t('inside.placesUnknown', { count: group.unknown })] : []),
              ...(group.out > 0 ? [t('inside.out', { count: group.out })] : []),
            ].join(' · ')}
          >
            <Lines>
              {group.facilities.map(({ row, data }) => (
                <Line
                  key={row.id}
                  topic="resource"
                  id={row.id}
                  glyph={<ResourceKindIcon resource={data} size={16} />}
                  end={
                    !data.inService
                      ? resource('service.out')
                      : data.load &&
                        (data.load.used === null
                          ? common('unknown')
                          : format.number(data.load.capacity - data.load.used, 0))
                  }
                >
                  <Local text={data.name} />
                </Line>
              ))}
            </Lines>
          </Group>
        ))}
      </Group>
      <Group
        id="hazards"
        title={t('inside.hazards')}
        count={hazards.length}
        note={overdue > 0 ? hazard('overdueCount', { count: overdue }) : ''}
      >
        <Lines>
          {hazards.map(({ id, data }) => (
            <Line
              key={id}
              topic="hazard"
              id={id}
              glyph={<LevelGlyph level={hazardLevel(data)} word={hazard(`level.${hazardLevel(data)}`)} />}
              end={isOverdue(data, clock.now) ? hazard('overdue') : hazard(`state.${data.status.state}`)}
            >
              <Local text={data.title} /> <Local text={data.place} />
            </Line>
          ))}
        </Lines>
      </Group>
      <Group id="dangers" title={t('inside.dangers')} count={dangers.length}>
        <Lines>
          {dangers.map(({ id, data }) => (
            <Line
              key={id}
              topic="resource"
              id={id}
              glyph={data.form === 'sensor' && <LevelGlyph level={data.level} />}
              end={data.form === 'sensor' && resource(`sensorKind.${data.kind}`)}
            >
              <Local text={data.name} />
            </Line>
          ))}
        </Lines>
      </Group>
      <Group id="stock" title={t('inside.stock')} count={stock.length}>
        <Lines>
          {stock.map(({ good, rows: [first], quantity: total, hours }) => (
            <Line
              key={good + (first?.data.unit ?? '')}
              topic="supply"
              id={first?.id ?? ''}
              glyph={null}
              end={
                hours === null
                  ? t('inside.hoursUnknown')
                  : t('inside.hours', { hours: format.number(hours, hours < 10 ? 1 : 0) })
              }
            >
              {first && <Local text={first.data.name} />} {first && quantity(total, first.data.unit)}
            </Line>
          ))}
        </Lines>
      </Group>
      <div className={styles.pair}>
        <Button icon="file" onClick={() => setCopied(copyText(csvOf(table(inside))))}>
          {t(copied ? 'copy.done' : 'inside.csv')}
        </Button>
      </div>
    </div>
  );
}

interface GroupProps {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly note?: string;
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

function Group({ id, title, count, note, isOpen = false, children }: GroupProps) {
  return (
    <details className={styles.group} data-group={id} data-count={count} open={isOpen && count > 0}>
      <summary>
        <b>{title}</b>
        {note !== undefined && note !== '' && <small className="lz-cut">{note}</small>}
        <output>{count}</output>
      </summary>
      {children}
    </details>
  );
}

function Lines({ children }: { readonly children: readonly ReactNode[] }) {
  const { t } = useTranslation('ask');
  return (
    <ul className={styles.lines}>
      {children.slice(0, MOST)}
      {children.length > MOST && <li className={styles.hint}>{t('inside.more', { count: children.length - MOST })}</li>}
    </ul>
  );
}

interface LineProps {
  readonly topic: Topic;
  readonly id: string;
  readonly glyph: ReactNode;
  readonly end: ReactNode;
  readonly children: ReactNode;
}

function Line({ topic, id, glyph, end, children }: LineProps) {
  const select = useSelection((state) => state.select);
  const isSelected = useSelection(({ selected }) => selected?.topic === topic && selected.id === id);
  return (
    <li data-selected={isSelected}>
      <button type="button" data-row={id} onClick={() => select(topic, id, 'command')}>
        {glyph}
        <span className="lz-cut">{children}</span>
        <small>{end}</small>
      </button>
    </li>
  );
}
