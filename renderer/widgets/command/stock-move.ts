import type { Supply } from '../../../shared/domain/supply.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';

export type SupplyRow = EntityRow<'supply'>;

/** Where a stock can go: other depots that keep the same good in the same unit. The least stocked first. */
export function moveTargets(from: SupplyRow, supplies: Iterable<SupplyRow>): SupplyRow[] {
  const { good, unit } = from.data;
  return [...supplies]
    .filter(({ id, data }) => id !== from.id && data.good === good && data.unit === unit)
    .sort((a, b) => share(a.data) - share(b.data) || (a.id < b.id ? -1 : 1));
}

/** How well a depot is stocked against its reserve; without one it is not short of anything that anybody planned. */
function share({ quantity, reserve }: Supply): number {
  return reserve ? quantity / reserve : Number.MAX_SAFE_INTEGER;
}

export type MoveCheck = 'noTarget' | 'noQuantity' | 'tooMuch' | 'belowReserve' | 'fine';

/** What stands against a move. `belowReserve` is a warning, the others refuse. */
export function checkMove(from: Supply, to: Supply | undefined, quantity: number | null): MoveCheck {
  if (!to) return 'noTarget';
  if (quantity === null || !(quantity > 0)) return 'noQuantity';
  if (quantity > from.quantity) return 'tooMuch';
  return from.reserve !== undefined && from.quantity - quantity < from.reserve ? 'belowReserve' : 'fine';
}
