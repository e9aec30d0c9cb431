/** Where units at a scene are drawn around its symbol, so that the incident stays in sight: px from its centre. */
export interface Offset {
  readonly dx: number;
  readonly dy: number;
}

/** Distance from the incident's centre to the nearest edge of a unit, px. */
const CLEAR = 19;
/** Degrees clockwise from east, below first: the right side belongs to the label. */
const SLOTS = [90, 138, 42, 186] as const;

/**
 * The place of unit `index` of `count`. Up to four have one each; of more, the first three have one and the others share
 * the last, as a count.
 */
export function fanSlot(index: number, count: number, unitRadius: number): Offset & { readonly shared: boolean } {
  const shared = count > SLOTS.length && index >= SLOTS.length - 1;
  const angle = ((SLOTS[Math.min(index, SLOTS.length - 1)] as number) * Math.PI) / 180;
  const away = CLEAR + unitRadius;
  return { dx: Math.cos(angle) * away, dy: Math.sin(angle) * away, shared };
}

/** Nearer than this to its incident a unit is moved aside; farther away it stands where it is, px. */
export const FAN_REACH = 28;
