import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';

export type ShiftRow = EntityRow<'handover'>;
