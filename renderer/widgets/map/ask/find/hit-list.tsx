import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Local } from '../../../../text/local.tsx';
import { Icon } from '../../../icon.tsx';
import type { IconName } from '../../../icon-paths.ts';
import styles from '../ask.module.css';
import type { Hit } from './use-search.ts';

export const HIT_ICONS: Readonly<Record<Hit['kind'], IconName>> = {
  incident: 'warn',
  alert: 'warn',
  unit: 'truck',
  facility: 'box',
  sensor: 'feeds',
  hazard: 'warn',
  district: 'map',
  street: 'split',
  place: 'pin',
};

export interface HitListProps {
  readonly hits: readonly Hit[];
  onPick(hit: Hit): void;
}

/** Arrow keys walk the hits; ↑ on the first one leads back to the field. */
export function HitList({ hits, onPick }: HitListProps) {
  const { t } = useTranslation('ask');
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const to = buttons.findIndex((button) => button === document.activeElement) + step;
    if (to < 0) event.currentTarget.parentElement?.querySelector('input')?.focus();
    else buttons[to]?.focus();
  };
  return (
    <ul className={styles.hits} aria-label={t('find.hits')} onKeyDown={onKeyDown}>
      {hits.map((hit) => (
        <li key={hit.id}>
          <button type="button" data-hit={hit.id} onClick={() => onPick(hit)}>
            <Icon name={HIT_ICONS[hit.kind]} size={16} />
            <span className="lz-cut">
              <Local text={hit.title} />
              {hit.note && (
                <small>
                  {' '}
                  <Local text={hit.note} />
                </small>
              )}
            </span>
            <small>{t(`kind.${hit.kind}`)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
