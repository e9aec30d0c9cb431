import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { entityId, instantSchema, localText } from './common.ts';
import { open } from './field-class.ts';

export type SupplyId = Brand<string, 'SupplyId'>;

/** The stock of one good in one depot. Hours left = quantity ÷ burn; unknown while the burn rate is unknown. */
export const supply = z.strictObject({
  good: open(z.string().min(1).max(64)),
  name: open(localText),
  depot: open(entityId),
  depotName: open(localText),
  unit: open(z.string().max(20)),
  quantity: open(z.number().min(0)),
  /** Use per hour, in `unit`; null until two counts exist. */
  burnPerHour: open(z.number().min(0).nullable()),
  /** Planned reserve for three days, in `unit`. */
  reserve: open(z.number().min(0).optional()),
  countedAt: open(instantSchema),
});
export type Supply = z.infer<typeof supply>;

/** Hours until the stock is used up at the present rate; null when the rate is unknown or nothing is used. */
export function hoursLeft(stock: Pick<Supply, 'quantity' | 'burnPerHour'>): number | null {
  return stock.burnPerHour ? stock.quantity / stock.burnPerHour : null;
}
