import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../icon.tsx';
import { FoldingPart } from './folding-part.tsx';
import styles from './layers.module.css';
import { fadeSurface, LEAST_OPACITY, moveSurface, useSurfaces } from './surfaces.ts';
import type { SurfaceId } from './surfaces.ts';

/** Order, the uppermost first, and opacity of what lies flat on the ground. By drag, by button, and by Alt with an arrow. */
export function SurfaceList() {
  const { t } = useTranslation('layers');
  const [choice, choose] = useSurfaces();
  const [dragged, setDragged] = useState<SurfaceId | null>(null);
  const last = choice.order.length - 1;

  function onKeyDown(event: KeyboardEvent, id: SurfaceId, index: number): void {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(moveSurface(choice, id, index + step));
  }

  return (
    <FoldingPart title={t('surfaces')}>
      <ol className={styles.surfaces}>
        {choice.order.toReversed().map((id, fromTop) => {
          const index = last - fromTop;
          const name = t(`surface.${id}`);
          return (
            <li
              key={id}
              draggable
              data-dragged={dragged === id}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(id);
              }}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => {
                event.preventDefault();
                if (dragged && dragged !== id) choose(moveSurface(choice, dragged, index));
              }}
              onDrop={(event) => event.preventDefault()}
              onKeyDown={(event) => onKeyDown(event, id, index)}
            >
              <span>{name}</span>
              <input
                type="range"
                min={LEAST_OPACITY * 100}
                max={100}
                step={5}
                value={Math.round((choice.opacity[id] ?? 1) * 100)}
                aria-label={t('opacity', { name })}
                title={t('opacity', { name })}
                // Else the row would be dragged with the handle.
                draggable
                onDragStart={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                }}
                onChange={(event) => choose(fadeSurface(choice, id, Number(event.target.value) / 100))}
              />
              <button
                type="button"
                aria-label={t('moveUp', { name })}
                title={t('moveUp', { name })}
                disabled={index === last}
                onClick={() => choose(moveSurface(choice, id, index + 1))}
              >
                <Icon name="up" size={14} />
              </button>
              <button
                type="button"
                aria-label={t('moveDown', { name })}
                title={t('moveDown', { name })}
                disabled={index === 0}
                onClick={() => choose(moveSurface(choice, id, index - 1))}
              >
                <Icon name="down" size={14} />
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.hint}>{t('surfacesHint')}</p>
    </FoldingPart>
  );
}
