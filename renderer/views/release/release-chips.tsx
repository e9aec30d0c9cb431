import { useTranslation } from 'react-i18next';
import type { WarningColour } from '../../../shared/domain/alert.ts';
import { COLOURS } from '../../../shared/domain/warning-terms.ts';
import { useClock } from '../../state/use-console.ts';
import { Chip } from '../../widgets/chip.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import type { ReleaseRow } from './release-order.ts';

/** Shape and word of the colour of the law; the words of an event's grade are another scale. */
export function ColourChip({ colour }: { readonly colour: WarningColour }) {
  const { t } = useTranslation('release');
  return (
    <Chip tone="edge">
      <LevelGlyph level={COLOURS[colour].level} size={14} />
      {t(`colour.${colour}`)}
    </Chip>
  );
}

/** Where a release stands, in words: a drill first, then what waits at this seat, then its state. */
export function ReleaseChips({ row: { data, pending } }: { readonly row: ReleaseRow }) {
  const { t } = useTranslation('release');
  const { status, kind, reality, replacedBy, expiresAt } = data;
  const isPast = useClock((now) => expiresAt !== undefined && expiresAt <= now);
  const isOut = status.state === 'released';
  return (
    <>
      {reality !== 'Actual' && <Chip tone="drill">{t(`reality.${reality}`)}</Chip>}
      {pending ? (
        <Chip tone="pending" icon="up">
          {t(isOut ? 'pending' : 'waiting')}
        </Chip>
      ) : (
        <Chip tone={isOut ? 'live' : status.state === 'submitted' ? 'act' : 'edge'}>{t(`state.${status.state}`)}</Chip>
      )}
      {kind.is !== 'first' && <Chip tone="edge">{t(`kind.${kind.is}`)}</Chip>}
      {isOut && replacedBy !== undefined && <Chip tone="edge">{t('replaced')}</Chip>}
      {isOut && replacedBy === undefined && isPast && <Chip tone="edge">{t('ended')}</Chip>}
    </>
  );
}
