/** City stock per good at the start of the demo, in the unit of the supplies list. Body bags are left out: their count is not public. */
export const CITY_STOCK: Readonly<Record<string, number>> = {
  water_drink: 96000,
  water_bulk_potable: 100000,
  food_ready: 54000,
  bread_milk: 2000,
  rice_noodle_kit: 1800,
  infant_formula: 42000,
  diaper_child: 9000,
  diaper_adult: 1800,
  sanitary_pad: 15000,
  hygiene_kit: 4200,
  toilet_mobile: 60,
  tent_12: 1200,
  blanket: 9800,
  sleeping_bag: 2400,
  folding_bed: 3100,
  mat: 6400,
  clothes_set: 3600,
  raincoat: 5000,
  rain_boots: 2600,
  power_bank_station: 36,
  life_jacket: 1400,
  life_ring: 260,
  throw_bag: 180,
  helmet: 2000,
  sandbag_empty: 160000,
  water_absorb_bag: 9000,
  flood_barrier: 820,
  geotextile: 24000,
  gravel: 1800,
  pile_wood: 2600,
  wire_net: 600,
  tarpaulin: 30000,
  diesel: 64000,
  petrol: 9000,
  light_stick: 8000,
  torch: 4200,
  battery_pack: 3000,
  extension_reel: 180,
  mask_surgical: 420000,
  mask_n95: 68000,
  ppe_suit: 9600,
  glove_nitrile: 210000,
  alcohol_75: 5200,
  chlorine_tab: 320000,
  bleach_10: 12000,
  lime: 18000,
  antigen_kit: 60000,
  sample_tube: 90000,
  saline_500: 6200,
  trauma_kit: 420,
  tourniquet: 900,
  stretcher: 380,
  triage_tag: 3000,
  oxygen_40: 240,
  ors: 9000,
  vaccine_cold_box: 60,
  foam_6: 46,
  acid_neutral: 6000,
  caustic: 24,
  oil_absorb: 2200,
  boom_oil: 900,
  escape_hood: 2600,
  barrier_rail: 1600,
  road_cone: 2400,
  sign_flood: 300,
  sat_sim: 400,
};

/** Counts that the scenario states for a depot; they are taken from the city stock before it is shared out. */
export const FIXED_STOCK: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'PL-D1': { sandbag_empty: 62000, water_drink: 58000, diesel: 21000 },
};

/** Share of the remaining city stock per depot; a depot keeps only goods of its kinds (`all` or a list of codes). */
export const DEPOT_SHARES: Readonly<Record<string, { share: number; goods: 'all' | readonly string[] }>> = {
  'PL-D1': { share: 34, goods: 'all' },
  'PL-D2': { share: 22, goods: 'all' },
  'PL-D3': { share: 13, goods: 'all' },
  'PL-D4': { share: 11, goods: 'all' },
  'PL-D5': {
    share: 8,
    goods: [
      'sandbag_empty',
      'water_absorb_bag',
      'flood_barrier',
      'geotextile',
      'gravel',
      'pile_wood',
      'wire_net',
      'tarpaulin',
      'life_jacket',
      'life_ring',
      'throw_bag',
      'diesel',
      'petrol',
      'extension_reel',
      'raincoat',
      'rain_boots',
      'torch',
    ],
  },
  'PL-D6': {
    share: 16,
    goods: [
      'mask_surgical',
      'mask_n95',
      'ppe_suit',
      'glove_nitrile',
      'alcohol_75',
      'chlorine_tab',
      'bleach_10',
      'antigen_kit',
      'sample_tube',
      'saline_500',
      'trauma_kit',
      'tourniquet',
      'stretcher',
      'triage_tag',
      'oxygen_40',
      'ors',
      'vaccine_cold_box',
    ],
  },
  'PL-D7': {
    share: 7,
    goods: [
      'water_drink',
      'water_bulk_potable',
      'food_ready',
      'bread_milk',
      'rice_noodle_kit',
      'infant_formula',
      'diaper_child',
      'diaper_adult',
      'sanitary_pad',
      'hygiene_kit',
      'toilet_mobile',
      'tent_12',
      'blanket',
      'sleeping_bag',
      'folding_bed',
      'mat',
      'clothes_set',
      'power_bank_station',
      'light_stick',
      'battery_pack',
    ],
  },
  'PL-D8': {
    share: 9,
    goods: [
      'foam_6',
      'acid_neutral',
      'caustic',
      'oil_absorb',
      'boom_oil',
      'escape_hood',
      'lime',
      'diesel',
      'sandbag_empty',
      'ppe_suit',
      'barrier_rail',
      'road_cone',
      'sign_flood',
    ],
  },
};

/** Whole units per depot that add up to the city stock of every good. */
export function shareStock(): Record<string, Record<string, number>> {
  const depots = Object.keys(DEPOT_SHARES);
  const stock: Record<string, Record<string, number>> = Object.fromEntries(depots.map((id) => [id, {}]));
  for (const [good, total] of Object.entries(CITY_STOCK)) {
    let left = total;
    const open: string[] = [];
    for (const id of depots) {
      const fixed = FIXED_STOCK[id]?.[good];
      if (fixed !== undefined) {
        stock[id]![good] = fixed;
        left -= fixed;
      } else if (DEPOT_SHARES[id]!.goods === 'all' || DEPOT_SHARES[id]!.goods.includes(good)) open.push(id);
    }
    let shares = open.reduce((sum, id) => sum + DEPOT_SHARES[id]!.share, 0);
    for (const id of open) {
      // Each takes its part of what is left, so that rounding never loses or invents a unit.
      const part = Math.round((left * DEPOT_SHARES[id]!.share) / shares);
      if (part > 0) stock[id]![good] = part;
      left -= part;
      shares -= DEPOT_SHARES[id]!.share;
    }
  }
  return stock;
}
