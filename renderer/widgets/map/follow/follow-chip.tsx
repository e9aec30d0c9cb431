import { useTranslation } from 'react-i18next';
import { Icon } from '../../icon.tsx';
import { useFollow } from './follow-store.ts';
import type { LeadPart } from './use-lead.ts';
import styles from './follow.module.css';

export interface FollowChipProps {
  readonly part: LeadPart;
  readonly onEnd: () => void;
}

/** Says, over the map, that it leads or is led, and lets the officer out with one press. */
export function FollowChip({ part, onEnd }: FollowChipProps) {
  const { t } = useTranslation('follow');
  const leave = useFollow((state) => state.leave);
  const rejoin = useFollow((state) => state.rejoin);
  if (part.is === 'none') return null;
  const { lead, name } = part;
  return (
    <div className={styles.chip} role="status" data-follow-chip={part.is}>
      <Icon name={part.is === 'lost' ? 'unlink' : 'link'} size={16} />
      <span>
        {part.is === 'leading' && t(lead.reach === 'city' ? 'leading' : 'leadingHere')}
        {part.is === 'following' && t('following', { name })}
        {part.is === 'left' && t(lead.state === 'lost' ? 'lost' : 'left', { name })}
        {part.is === 'lost' && t('lost', { name })}
      </span>
      {part.is === 'leading' && (
        <button type="button" onClick={onEnd}>
          {t('end')}
        </button>
      )}
      {(part.is === 'following' || part.is === 'lost') && (
        <button type="button" onClick={() => leave(lead.since)}>
          {t('leave')}
        </button>
      )}
      {part.is === 'left' && lead.state === 'leading' && (
        <button type="button" onClick={rejoin}>
          {t('rejoin')}
        </button>
      )}
    </div>
  );
}
