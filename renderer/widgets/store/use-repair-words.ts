import { useTranslation } from 'react-i18next';
import type { StoreRow } from '../../../shared/protocol/console-api/rows.ts';
import { zh } from '../../text/catalogues.ts';
import { repairCounts } from './repair-counts.ts';

export type Repair = NonNullable<StoreRow['recovery']>;

type KnownReason = keyof typeof zh.store.repair.reason;

function isKnown(reason: string): reason is KnownReason {
  return reason !== 'other' && Object.hasOwn(zh.store.repair.reason, reason);
}

export interface RepairWords {
  readonly reason: string;
  /** Null when nothing was counted. */
  readonly recovered: string | null;
  readonly lost: string | null;
  readonly kept: string;
}

/** What a start repaired, in words; the banner and the feeds desk say the same. */
export function useRepairWords(): (repair: Repair) => RepairWords {
  const { t } = useTranslation('store');
  const { t: common } = useTranslation();
  const counts = (of: Repair['recovered']): string | null =>
    repairCounts(of)
      .map(({ what, count }) => t(`what.${what}`, { count }))
      .join(common('comma')) || null;
  return ({ reason, recovered, lost, kept }) => ({
    reason: isKnown(reason) ? t(`repair.reason.${reason}`) : t('repair.reason.other', { code: reason }),
    recovered: counts(recovered),
    lost: counts(lost),
    kept: t('repair.keptIn', { folder: kept }),
  });
}
