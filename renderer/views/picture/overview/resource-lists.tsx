import { useTranslation } from 'react-i18next';
import { HOUR } from '../../../../shared/kit/time.ts';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import type { ResourceRow } from '../../../state/nearby.ts';
import { useSampled } from '../../../state/sampler.ts';
import { SHORT_HOURS } from '../../../state/stock.ts';
import { useAgeLimit, useSlowLimit } from '../../../state/use-age-limit.ts';
import { useCollection } from '../../../state/use-live.ts';
import { Local } from '../../../text/local.tsx';
import { useFormat } from '../../../text/use-text.ts';
import { AgedValue } from '../../../widgets/age.tsx';
import { Icon } from '../../../widgets/icon.tsx';
import { ResourceKindIcon } from '../../../widgets/kind-icon.tsx';
import { LevelGlyph } from '../../../widgets/level.tsx';
import { Line } from './line.tsx';
import { ListPart } from './list-part.tsx';
import { type OverLimit, type Pressed, pressedPlaces, type RunningOut, runningOut, sensorsOver } from './lists.ts';
import styles from './overview.module.css';

const SENSORS = 4;
const PLACES = 3;
const STOCKS = 3;

type Resources = LiveCollection<ResourceRow>;

const readSensors = (resources: Resources) => sensorsOver(resources.rows.values(), SENSORS);
const readPlaces = (resources: Resources) => pressedPlaces(resources.rows.values(), PLACES);
const readStock = (supplies: LiveCollection<EntityRow<'supply'>>) => runningOut(supplies.rows.values(), STOCKS);

function Reading({ over: { row, data } }: { readonly over: OverLimit }) {
  const format = useFormat();
  const limit = useAgeLimit(row.feed);
  const value = data.reading?.value ?? null;
  const words = value === null ? null : `${format.figure(value)}${data.unit ? ` ${format.unit(data.unit)}` : ''}`;
  return <AgedValue value={words} at={data.reading?.at ?? null} limit={limit} />;
}

export function SensorList() {
  const { t } = useTranslation('overview');
  const { t: common } = useTranslation();
  const format = useFormat();
  const resources = useCollection('resources', {});
  const { rows, count, unknown } = useSampled(resources, readSensors);
  return (
    <ListPart
      title={t('sensors')}
      from={resources}
      none={t('sensorsNone')}
      count={count}
      shown={rows.length}
      desk="resources"
      note={unknown > 0 && t('sensorsUnknown', { count: unknown })}
    >
      {rows.map((over) => (
        <Line
          key={over.row.id}
          topic="resource"
          id={over.row.id}
          glyph={<LevelGlyph level={over.data.level} />}
          name={<Local text={over.data.name} />}
          title={format.text(over.data.name)}
          state={common(`levelColour.${over.data.level}`)}
          end={<Reading over={over} />}
        />
      ))}
    </ListPart>
  );
}

function Load({ place: { row, data } }: { readonly place: Pressed }) {
  const format = useFormat();
  const limit = useSlowLimit(row.feed);
  const { load } = data;
  const words = !load || load.used === null ? null : `${format.number(load.used)} / ${format.number(load.capacity)}`;
  return <AgedValue value={words} at={load?.at ?? null} limit={limit} />;
}

export function PlaceList() {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const resources = useCollection('resources', {});
  const { rows, count, unknown } = useSampled(resources, readPlaces);
  return (
    <ListPart
      title={t('places')}
      from={resources}
      none={t('placesNone')}
      count={count}
      shown={rows.length}
      desk="resources"
      note={unknown > 0 && t('placesUnknown', { count: unknown })}
    >
      {rows.map((place) => (
        <Line
          key={place.row.id}
          topic="resource"
          id={place.row.id}
          glyph={<ResourceKindIcon resource={place.data} />}
          name={<Local text={place.data.name} />}
          title={format.text(place.data.name)}
          state={<Load place={place} />}
          end={`${format.number(place.share * 100)}%`}
        />
      ))}
    </ListPart>
  );
}

/** How long a stock lasts; what is short stands out as a limit that is near does. */
function Lasts({ stock: { row, hours } }: { readonly stock: RunningOut }) {
  const format = useFormat();
  const limit = useSlowLimit(row.feed);
  const near = hours < SHORT_HOURS;
  return (
    <AgedValue
      value={
        <span className={styles.left} data-limit={near ? 'near' : 'ahead'}>
          {near && <Icon name="clock" size={14} />}
          {format.span(hours * HOUR)}
        </span>
      }
      at={row.data.countedAt}
      limit={limit}
    />
  );
}

export function StockList() {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const supplies = useCollection('supplies', {});
  const { rows, count, unknown } = useSampled(supplies, readStock);
  return (
    <ListPart
      title={t('stock')}
      from={supplies}
      none={t('stockNone')}
      count={count}
      shown={rows.length}
      desk="supplies"
      note={unknown > 0 && t('stockUnknown', { count: unknown })}
    >
      {rows.map((stock) => (
        <Line
          key={stock.row.id}
          topic="supply"
          id={stock.row.id}
          glyph={<Icon name="box" size={18} />}
          name={<Local text={stock.row.data.name} />}
          title={`${format.text(stock.row.data.name)} ${format.text(stock.row.data.depotName)}`}
          state={<Local text={stock.row.data.depotName} />}
          end={<Lasts stock={stock} />}
        />
      ))}
    </ListPart>
  );
}
