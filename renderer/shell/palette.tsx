import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../state/commands.ts';
import { goToDesk } from '../state/route.ts';
import { useSelection } from '../state/selection.ts';
import { useCollection } from '../state/use-live.ts';
import { Icon } from '../widgets/icon.tsx';
import { LevelGlyph } from '../widgets/level.tsx';
import { usePalette } from './palette-store.ts';
import { findEntities, matches, type Found } from './find-entities.ts';
import { useFormat } from '../text/use-text.ts';
import styles from './palette.module.css';

const [store, spotlight] = createSpotlight();

function FoundAction({ found, onPick }: { readonly found: Found; readonly onPick: () => void }) {
  const format = useFormat();
  return (
    <Spotlight.Action onClick={onPick} className={styles.action} closeSpotlightOnTrigger>
      {found.level === null ? <Icon name="pin" /> : <LevelGlyph level={found.level} />}
      <span className="lz-cut">
        <bdi>{format.text(found.title)}</bdi>
      </span>
      <span className={styles.hint}>{found.id}</span>
    </Spotlight.Action>
  );
}

/** Every command with its key, and incidents, units, places and warnings by name or number. */
export function Palette() {
  const { t } = useTranslation('shell');
  const [query, setQuery] = useState('');
  const deferred = useDeferredValue(query);
  const open = usePalette((state) => state.palette);
  const commands = useCommands((state) => state.commands);
  const select = useSelection((state) => state.select);
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const alerts = useCollection('alerts', {});
  useEffect(() => (open ? spotlight.open() : spotlight.close()), [open]);
  const offered = commands.filter(({ keyOnly, title }) => !keyOnly && matches(title, query));
  const found = useMemo(
    () => findEntities(deferred, { incidents, resources, alerts }),
    [deferred, incidents, resources, alerts],
  );
  const pick = ({ topic, id }: Found): void => {
    select(topic, id, 'command');
    goToDesk(topic === 'alert' ? 'alerts' : 'picture');
  };
  const group = (label: string, part: readonly Found[]) =>
    part.length > 0 && (
      <Spotlight.ActionsGroup label={label}>
        {part.map((item) => (
          <FoundAction key={item.id} found={item} onPick={() => pick(item)} />
        ))}
      </Spotlight.ActionsGroup>
    );
  const nothing =
    offered.length + found.incidents.length + found.units.length + found.places.length + found.alerts.length === 0;
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
        {group(t('command.incidents'), found.incidents)}
        {group(t('command.alerts'), found.alerts)}
        {group(t('command.units'), found.units)}
        {group(t('command.places'), found.places)}
        {nothing && <Spotlight.Empty>{t('command.nothing', { query })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
