import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { Chip, type ChipTone } from '../chip.tsx';
import type { IconName } from '../icon-paths.ts';

/** Filled only when the hub has it; before that it is dashed (design.md §2). */
const LOOK: Readonly<Record<OutboxRow['status']['state'], { tone: ChipTone; icon: IconName }>> = {
  queued: { tone: 'pending', icon: 'up' },
  sent: { tone: 'pending', icon: 'up' },
  accepted: { tone: 'act', icon: 'check' },
  effectSeen: { tone: 'plain', icon: 'check' },
  rejected: { tone: 'offline', icon: 'x' },
  conflict: { tone: 'conflict', icon: 'split' },
  expired: { tone: 'stale', icon: 'clock' },
  unknown: { tone: 'unknown', icon: 'more' },
  withdrawn: { tone: 'edge', icon: 'left' },
  undone: { tone: 'stale', icon: 'undo' },
};

export function CommandChip({ status }: Pick<OutboxRow, 'status'>) {
  const { t } = useTranslation('outbox');
  const { tone, icon } = LOOK[status.state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`state.${status.state}`)}
    </Chip>
  );
}
