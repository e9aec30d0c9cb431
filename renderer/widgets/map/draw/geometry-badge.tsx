import { useTranslation } from 'react-i18next';
import type { GeometryFault } from '../../../../shared/kit/check-geometry.ts';
import { Chip } from '../../chip.tsx';

/** What was done to a shape in order to draw it (R23). Nothing where nothing was; every fault is in its title and for readers of screens. */
export function GeometryBadge({ faults }: { readonly faults: readonly GeometryFault[] }) {
  const { t } = useTranslation('drawing');
  if (faults.length === 0) return null;
  const isMild = faults.every((fault) => fault === 'too-many' || fault === 'unclosed' || fault === 'antimeridian');
  const all = faults.map((fault) => t(`fault.${fault}`)).join(' · ');
  return (
    <span data-geometry={faults.join(' ')} title={all}>
      <Chip tone="stale" icon="warn">
        {t(isMild ? 'badge.simplified' : 'badge.invalid')}
      </Chip>
      <span className="lz-hidden">{all}</span>
    </span>
  );
}
