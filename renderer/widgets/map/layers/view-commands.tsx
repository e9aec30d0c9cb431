import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../state/commands.ts';
import type { MapEngine } from '../map-engine.ts';
import { SHIPPED_VIEWS } from './map-views.ts';
import type { MapView } from './map-views.ts';
import { useSavedViews, useSettingWays } from './use-layer-settings.ts';

/** Every map view in the palette, while a map is on screen. */
export function ViewCommands({ engine }: { readonly engine: MapEngine }) {
  const { t } = useTranslation('layers');
  const [saved] = useSavedViews();
  return (
    <>
      {SHIPPED_VIEWS.map((view) => (
        <ViewCommand key={view.id} view={view} name={t(`shipped.${view.id}`)} engine={engine} />
      ))}
      {saved.map((view) => (
        <ViewCommand key={view.id} view={view} name={view.name} engine={engine} />
      ))}
    </>
  );
}

interface ViewCommandProps {
  readonly view: MapView;
  readonly name: string;
  readonly engine: MapEngine;
}

function ViewCommand({ view, name, engine }: ViewCommandProps) {
  const { t } = useTranslation('layers');
  const ways = useSettingWays();
  useCommand({
    id: `map.view.${view.id}`,
    group: 'map',
    title: t('command', { name }),
    run: () => ways.apply(view, engine),
  });
  return null;
}
