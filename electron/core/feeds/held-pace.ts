const MEBIBYTE = 1024 * 1024;

/** How a WAL that another program holds is filled no faster than need be (F14). All in ms. */
export interface HeldPace {
  /** Least time between two commits of feeds; what comes after a longer quiet is committed at once. */
  readonly gap: number;
  /** For how long hubs are asked to hold back what is not urgent. */
  readonly hold: number;
}

const FREE: HeldPace = { gap: 0, hold: 0 };

/**
 * The larger the WAL, the slower, so that it comes to about 64 MB in ten minutes of a city's positions (R8; figures in
 * store/README, decision 11). The longest is that of a link of the grade `intermittent`. A gap stays below the second from
 * which a hub takes a late acknowledgement for a narrow line (H51).
 */
const PACES: readonly (HeldPace & { readonly from: number })[] = [
  { from: 40 * MEBIBYTE, gap: 750, hold: 10_000 },
  { from: 28 * MEBIBYTE, gap: 750, hold: 5_000 },
  { from: 1, gap: 250, hold: 2_000 },
];

/** @param bytes of a WAL that is held; 0 when none is. */
export function heldPace(bytes: number): HeldPace {
  return PACES.find(({ from }) => bytes >= from) ?? FREE;
}
