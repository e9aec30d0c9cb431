import { useEffect, useState } from 'react';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../state/commands.ts';
import { goToDesk } from '../state/route.ts';
import { useCollection } from '../state/use-live.ts';
import { Icon } from '../widgets/icon.tsx';
import { LevelGlyph } from '../widgets/level.tsx';
import { readCoordinate } from '../widgets/map/ask/coordinates/read-coordinate.ts';
import { HIT_ICONS } from '../widgets/map/ask/find/hit-list.tsx';
import { goToCoordinate, openHit } from '../widgets/map/ask/find/open-hit.ts';
import { useSearch, type Hit } from '../widgets/map/ask/find/use-search.ts';
import { usePalette } from './palette-store.ts';
import { matches } from './matches.ts';
import { useFormat } from '../text/use-text.ts';
import styles from './palette.module.css';

const [store, spotlight] = createSpotlight();

const NO_HITS: readonly Hit[] = [];

/** Hits of one group; more would push the others out of sight. */
const MOST = 6;

const GROUPS = {
  incidents: ['incident'],
  alerts: ['alert'],
  units: ['unit'],
  places: ['facility', 'sensor', 'hazard', 'district', 'street', 'place'],
} as const satisfies Record<string, readonly Hit['kind'][]>;

function FoundAction({ hit, onPick }: { readonly hit: Hit; readonly onPick: () => void }) {
  const format = useFormat();
  const { t } = useTranslation('ask');
  const incidents = useCollection('incidents', {});
  const alerts = useCollection('alerts', {});
  const rows = hit.kind === 'incident' ? incidents.rows : hit.kind === 'alert' ? alerts.rows : null;
  const level = rows?.get(hit.id as never)?.data.level;
  return (
    <Spotlight.Action onClick={onPick} className={styles.action} closeSpotlightOnTrigger>
      {level === undefined ? <Icon name={HIT_ICONS[hit.kind]} /> : <LevelGlyph level={level} />}
      <span className="lz-cut">
        <bdi>{format.text(hit.title)}</bdi>
      </span>
      <span className={styles.hint}>{hit.topic ? hit.id : t(`kind.${hit.kind}`)}</span>
    </Spotlight.Action>
  );
}

/** Spotlight marks what Enter runs when it is typed; hits come a moment later. What is marked already stays. */
function markFirst(): void {
  const list = document.getElementById(store.getState().listId);
  if (!list || list.querySelector('[data-selected]')) return;
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}

/** Every command with its key; incidents, warnings, units and places by name, number or pinyin; a coordinate to go to. */
export function Palette() {
  const { t } = useTranslation('shell');
  const [query, setQuery] = useState('');
  const { t: ask } = useTranslation('ask');
  const open = usePalette((state) => state.palette);
  const commands = useCommands((state) => state.commands);
  const resources = useCollection('resources', {});
  useEffect(() => (open ? spotlight.open() : spotlight.close()), [open]);
  const offered = commands.filter(({ keyOnly, title }) => !keyOnly && matches(title, query));
  const coordinate = readCoordinate(query);
  const { hits, text } = useSearch(open ? query : '');
  // Enter must never run a hit of what was typed before.
  const isSettled = text === query.trim();
  const found = isSettled ? hits : NO_HITS;
  useEffect(() => {
    if (found.length > 0) markFirst();
  }, [found]);
  const pick = (hit: Hit): void => {
    openHit(hit, resources.rows);
    goToDesk(hit.topic === 'alert' ? 'alerts' : 'picture');
  };
  const group = (name: keyof typeof GROUPS) => {
    const kinds: readonly Hit['kind'][] = GROUPS[name];
    const part = found.filter(({ kind }) => kinds.includes(kind)).slice(0, MOST);
    return (
      part.length > 0 && (
        <Spotlight.ActionsGroup label={t(`command.${name}`)}>
          {part.map((hit) => (
            <FoundAction key={hit.id} hit={hit} onPick={() => pick(hit)} />
          ))}
        </Spotlight.ActionsGroup>
      )
    );
  };
  const nothing = offered.length + found.length === 0 && !coordinate && isSettled;
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      clearQueryOnClose
      lockScroll={false}
      scrollable
      maxHeight={520}
      onSpotlightClose={() => usePalette.setState({ palette: false })}
      transitionProps={{ duration: 90 }}
      overlayProps={{ backgroundOpacity: 0.5 }}
    >
      <Spotlight.Search placeholder={t('search')} leftSection={<Icon name="search" />} />
      <Spotlight.ActionsList>
        {offered.length > 0 && (
          <Spotlight.ActionsGroup label={t('command.commands')}>
            {offered.map((command) => (
              <Spotlight.Action
                key={command.id}
                className={styles.action}
                closeSpotlightOnTrigger
                onClick={() => command.run()}
              >
                <Icon name="right" />
                <span className="lz-cut">{command.title}</span>
                {command.key !== undefined && <kbd>{command.key}</kbd>}
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {coordinate && (
          <Spotlight.Action
            className={styles.action}
            closeSpotlightOnTrigger
            onClick={() => {
              goToCoordinate(coordinate);
              goToDesk('picture');
            }}
          >
            <Icon name="target" />
            <span className="lz-cut">{query.trim()}</span>
            <span className={styles.hint}>{ask('find.goTo')}</span>
          </Spotlight.Action>
        )}
        {group('incidents')}
        {group('alerts')}
        {group('units')}
        {group('places')}
        {nothing && <Spotlight.Empty>{t('command.nothing', { query })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
