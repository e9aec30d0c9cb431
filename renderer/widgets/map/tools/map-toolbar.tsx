import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../state/commands.ts';
import { Icon } from '../../icon.tsx';
import type { MapEngine } from '../map-engine.ts';
import type { MapTool } from './map-tool.ts';
import { mapTools } from './map-tools.ts';
import styles from './map-toolbar.module.css';
import { useMapTool } from './use-map-tool.ts';

/** The bar of tools, upper left, with the panel of the open one under it. */
export function MapToolbar({ engine }: { readonly engine: MapEngine }) {
  const { t } = useTranslation('map');
  const open = useMapTool((state) => state.open);
  const show = useMapTool((state) => state.show);
  const box = useRef<HTMLDivElement>(null);
  const panel = useId();
  const tool = mapTools.find(({ id }) => id === open);

  useEffect(() => () => show(null), [show]);
  useEffect(() => {
    if (!tool?.light) return;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) show(null);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [tool, show]);

  const close = (): void => {
    box.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
    show(null);
  };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !tool || event.defaultPrevented) return;
    event.stopPropagation();
    close();
  }

  return (
    <div ref={box} className={styles.tools} onKeyDown={onKeyDown}>
      <div className={styles.bar} role="group" aria-label={t('tool.label')}>
        {mapTools.map((each) => (
          <ToolButton key={each.id} tool={each} panel={panel} isOpen={each === tool} />
        ))}
      </div>
      {tool && (
        <section id={panel} className={styles.panel} aria-label={t(`tool.${tool.id}`)} data-tool={tool.id}>
          <header>
            <h2>{t(`tool.${tool.id}`)}</h2>
            <button type="button" aria-label={t('tool.close')} title={t('tool.close')} onClick={close}>
              <Icon name="x" size={16} />
            </button>
          </header>
          <tool.Panel engine={engine} close={close} />
        </section>
      )}
    </div>
  );
}

interface ToolButtonProps {
  readonly tool: MapTool;
  readonly panel: string;
  readonly isOpen: boolean;
}

function ToolButton({ tool: { id, icon, Badge }, panel, isOpen }: ToolButtonProps) {
  const { t } = useTranslation('map');
  const show = useMapTool((state) => state.show);
  useCommand({ id: `map.${id}`, group: 'map', title: t(`tool.${id}`), run: () => show(id) });
  return (
    <button
      type="button"
      data-tool={id}
      aria-expanded={isOpen}
      aria-controls={isOpen ? panel : undefined}
      onClick={() => show(isOpen ? null : id)}
    >
      <Icon name={icon} size={18} />
      {t(`tool.${id}`)}
      {Badge && <Badge />}
    </button>
  );
}
