/** Facts of gazetteer places as structured data. Units are in the key: `M3s` m³/s, `M3d` m³/day, `M` metres, `Kv` kilovolt. */
export type Facts = Record<string, unknown>;

const RAIN = { yellow: 30, orange: 50, red: 80, unit: 'mm/h' };
const PONDING = { watch: 0.15, close: 0.27, stop: 0.4, evacuate: 0.6, unit: 'm' };
const rain = { limits: RAIN };
const ponding = { limits: PONDING };

export const LIMITS = { rain: RAIN, ponding: PONDING } as const;

export const GAZETTEER_FACTS: Readonly<Record<string, Facts>> = {
  'PL-TH': { areaM2: 46000 },
  'PL-H1': { level: 3, beds: { total: 1400, free: 118 }, icu: { total: 64, free: 7 }, abilities: ['emergency', 'trauma'] },
  'PL-H2': { level: 3, beds: { total: 1100, free: 84 }, icu: { total: 52, free: 5 }, abilities: ['emergency', 'burns'], powerRoomM: -2 },
  'PL-H3': { level: 2, beds: { total: 320, free: 46 }, icu: { total: 10, free: 2 }, abilities: ['emergency'] },
  'PL-H4': { level: 2, beds: { total: 380, free: 51 }, icu: { total: 14, free: 3 }, abilities: ['emergency', 'decontamination'] },
  'PL-H5': { level: 3, beds: { total: 260, free: 63 }, icu: { total: 24, free: 6 }, negativePressure: { total: 48, free: 21 }, abilities: ['infectious'] },
  'PL-F1': { vehicles: 6, crew: 42, abilities: ['FIRE.WATER', 'FIRE.RESCUE'] },
  'PL-F2': { vehicles: 9, crew: 68, abilities: ['FIRE.WATER', 'FIRE.RESCUE', 'HAZ.DETECT', 'HAZ.PLUG', 'RESCUE.WATER'] },
  'PL-F3': { vehicles: 4, crew: 28, abilities: ['FIRE.WATER', 'FIRE.RESCUE'] },
  'PL-F4': { vehicles: 7, crew: 49, abilities: ['FIRE.WATER', 'FIRE.FOAM', 'FIRE.RESCUE'] },
  'PL-F5': { vehicles: 5, crew: 36, abilities: ['FIRE.FOAM', 'HAZ.DETECT'], brigade: 'enterprise' },
  'PL-E1': { ambulances: 8 }, 'PL-E2': { ambulances: 5 }, 'PL-E3': { ambulances: 3 }, 'PL-E4': { ambulances: 4 },
  'PL-U1': { lowestM: -5.8, pumps: [{ count: 2, m3h: 600 }], sensor: 'PL-Q1' },
  'PL-U2': { clearanceM: 3.2, pumps: [], sensor: 'PL-Q3' },
  'PL-U3': { pumps: [{ count: 3, m3h: 800 }], sensor: 'PL-Q4' },
  'PL-U4': { pumps: [{ count: 2, m3h: 500 }], sensor: 'PL-Q6' },
  'PL-P1': { pumps: { count: 4, m3s: 3 }, capacityM3s: 12, feeder: 'PL-S2' },
  'PL-P2': { pumps: { count: 3, m3s: 2.5 }, capacityM3s: 7.5, feeder: 'PL-S2' },
  'PL-P3': { pumps: { count: 3, m3s: 2.5 }, capacityM3s: 7.5, feeder: 'PL-S1' },
  'PL-P4': { pumps: { count: 4, m3s: 2.5 }, capacityM3s: 10, feeder: 'PL-S1' },
  'PL-P5': { pumps: { count: 3, m3s: 2 }, capacityM3s: 6, feeder: 'PL-S3' },
  'PL-W1': { capacityM3d: 300000, servesPersons: 620000, serves: ['LP', 'GD', 'WJ'], feeder: 'PL-S3' },
  'PL-W2': { capacityM3d: 150000, serves: ['SL', 'WJ'], feeder: 'PL-S4' },
  'PL-S1': { voltageKv: 220 }, 'PL-S2': { voltageKv: 110, groundM: 14.2, floodsAtM: 14.9 }, 'PL-S3': { voltageKv: 110 }, 'PL-S4': { voltageKv: 110 },
  'PL-R1': { size: 'medium', capacityM3: 48000000, limits: { floodLimit: 86, design: 89.5, unit: 'm' } },
  'PL-K1': { crestM: 16.8 }, 'PL-K2': { crestM: 17.2 },
  'PL-B1': { lanes: 6 }, 'PL-B2': { lanes: 6 }, 'PL-B3': { lanes: 4 },
  'PL-Z1': { areaKm2: 9.6, residents: 3212, capacityM3: 31000000 },
  'PL-C1': { population: 8640, groundM: [14, 14.6], vulnerable: { aged70: 1112 } },
  'PL-C2': { population: 6920 }, 'PL-C3': { population: 12300, garage: { levels: 3, cars: 2150 } }, 'PL-C4': { population: 7450 },
  'PL-C5': { population: 742, landslidePoint: 'DZ-07' }, 'PL-C6': { population: 1860, inDetentionArea: true }, 'PL-C7': { population: 5180, chemicalParkM: 600 },
  'PL-N1': { residents: 186, bedridden: 41, floor: 'ground' },
  'PL-T1': { pupils: 1420 }, 'PL-T2': { pupils: 2980, shelter: { capacity: 1500, free: 1500 } }, 'PL-T3': { pupils: 18600 },
  'PL-X1': { capacity: 1800, free: 1800, areaM2: 6300 }, 'PL-X2': { capacity: 1200, free: 1200, areaM2: 4200 },
  'PL-X3': { capacity: 400, free: 400, areaM2: 1400 }, 'PL-X4': { capacity: 2400, free: 2400, areaM2: 8400 },
  'PL-Y1': { enterprises: 11, substances: [{ name: { zh: '液氯', en: 'Chlorine' }, amount: '3 x 50 t' }, { name: { zh: '苯乙烯', en: 'Styrene' }, amount: '2 x 3000 m3' }] },
  'PL-Y2': { substances: [{ name: { zh: '液氨', en: 'Liquid ammonia' }, amount: '18 t' }] },
  'PL-M1': { floors: 9, areaM2: 110000 }, 'PL-J1': { passengersPerDay: 52000 },
  'PL-G1': rain, 'PL-G2': rain, 'PL-G3': rain, 'PL-G4': rain, 'PL-G5': rain,
  'PL-L1': { limits: { warning: 13.5, guarantee: 15.2, unit: 'm' } }, 'PL-L2': { limits: { warning: 12.8, bank: 14.1, unit: 'm' } },
  'PL-L3': { limits: { floodLimit: 86, unit: 'm' } },
  'PL-Q1': ponding, 'PL-Q2': ponding, 'PL-Q3': ponding, 'PL-Q4': ponding, 'PL-Q5': ponding, 'PL-Q6': ponding,
  'PL-I1': { note: { zh: '位于柳浦、望江两区交界，两区清单均未列入', en: 'On the border of Liupu and Wangjiang, in neither list' } },
};
