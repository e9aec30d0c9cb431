import type { Random } from '../../shared/kit/random.ts';
import type { DistrictKey } from './gazetteer.ts';
import { LIMITS } from './gazetteer-facts.ts';
import type { Facts } from './gazetteer-facts.ts';
import type { Point } from './geometry.ts';

/** A facility beyond the gazetteer. Without `at` the generator finds a site in the district. */
export interface Extra {
  id: string;
  kind: string;
  zh: string;
  en: string;
  district: DistrictKey;
  at?: Point;
  /** Wanted range of the urban field, 0..1. */
  urban?: [number, number];
  /** Wanted distance to others of its kind, km. */
  spread?: number;
  facts: (random: Random) => Facts;
}

type Row = [zh: string, en: string, district: DistrictKey, at?: Point];

function rows(
  prefix: string,
  from: number,
  kind: string,
  list: Row[],
  facts: (random: Random, i: number) => Facts,
  more: Partial<Extra> = {},
): Extra[] {
  return list.map(([zh, en, district, at], i) => ({
    id: `PL-${prefix}${from + i}`,
    kind,
    zh,
    en,
    district,
    ...(at ? { at } : {}),
    ...more,
    facts: (random) => facts(random, i),
  }));
}

/** Hospital facts: beds from a range, 5–14 % of them free. */
function beds(level: number, from: number, to: number, abilities: string[]) {
  return (random: Random): Facts => {
    const total = random.int(from / 10, to / 10) * 10;
    const icu = level >= 2 ? Math.max(4, Math.round(total * 0.035)) : 0;
    return {
      level,
      beds: { total, free: Math.round(total * (0.05 + random.next() * 0.09)) },
      ...(icu ? { icu: { total: icu, free: random.int(0, Math.ceil(icu / 4)) } } : {}),
      abilities,
    };
  };
}

const HOSPITALS = rows(
  'H',
  6,
  'hospital_l2',
  [
    ['柳浦区人民医院', 'Liupu District Hospital', 'LP'],
    ['望江区人民医院', 'Wangjiang District Hospital', 'WJ'],
    ['市中医院', 'City Hospital of Chinese Medicine', 'WJ'],
    ['市妇幼保健院', "City Women's and Children's Hospital", 'LP'],
    ['港东区第二医院', 'Gangdong No.2 Hospital', 'GD'],
  ],
  beds(2, 260, 620, ['emergency']),
  { spread: 2.2, urban: [0.5, 1] },
);

const CLINICS = rows(
  'H',
  11,
  'clinic',
  [
    ['北闸社区卫生服务中心', 'Beizha Community Health Centre', 'LP'],
    ['站前社区卫生服务中心', 'Zhanqian Community Health Centre', 'LP'],
    ['江湾社区卫生服务中心', 'Jiangwan Community Health Centre', 'WJ'],
    ['南塘社区卫生服务中心', 'Nantang Community Health Centre', 'WJ'],
    ['镜湖社区卫生服务中心', 'Jinghu Community Health Centre', 'WJ'],
    ['渔港社区卫生服务中心', 'Yugang Community Health Centre', 'GD'],
    ['江东镇卫生院', 'Jiangdong Town Clinic', 'GD', [24.72, 6.38]],
    ['大圩镇卫生院', 'Dawei Town Clinic', 'GD', [29.92, 20.82]],
    ['桃溪镇卫生院', 'Taoxi Town Clinic', 'SL', [7.7, 11.05]],
    ['溪口镇卫生院', 'Xikou Town Clinic', 'SL', [10.42, 18.06]],
  ],
  beds(1, 20, 70, ['outpatient']),
  { spread: 1.6 },
);

const FIRE = rows(
  'F',
  6,
  'fire_station',
  [
    ['北闸消防站', 'Beizha Fire Station', 'LP'],
    ['高新消防站', 'High-tech Zone Fire Station', 'WJ'],
    ['南苑消防站', 'Nanyuan Fire Station', 'WJ'],
    ['大圩镇专职消防队', 'Dawei Town Brigade', 'GD', [29.7, 20.5]],
    ['桃溪镇专职消防队', 'Taoxi Town Brigade', 'SL', [7.45, 10.8]],
  ],
  (random, i) =>
    i < 3
      ? { vehicles: random.int(4, 6), crew: random.int(28, 42), abilities: ['FIRE.WATER', 'FIRE.RESCUE'] }
      : { vehicles: 2, crew: random.int(10, 14), abilities: ['FIRE.WATER'], brigade: 'town' },
  { spread: 2.6, urban: [0.4, 1] },
);

const EMS = rows(
  'E',
  5,
  'ems_station',
  [
    ['江湾急救站', 'EMS Jiangwan', 'WJ'],
    ['南苑急救站', 'EMS Nanyuan', 'WJ'],
    ['北闸急救站', 'EMS Beizha', 'LP'],
    ['大圩急救点', 'EMS Dawei', 'GD', [30, 20.7]],
  ],
  (random, i) => ({ ambulances: i === 3 ? 1 : random.int(1, 2) }),
  { spread: 2.4, urban: [0.4, 1] },
);

const DEPOTS = rows(
  'D',
  5,
  'depot',
  [
    ['市防汛物资库', 'City Flood-control Depot', 'LP'],
    ['市医药储备库', 'City Medical Reserve', 'WJ'],
    ['望江区物资点', 'Wangjiang District Depot', 'WJ'],
    ['港区危化应急库', 'Port Hazmat Response Depot', 'GD'],
  ],
  () => ({}),
  { spread: 2 },
);

const SHELTERS = rows(
  'X',
  5,
  'shelter',
  [
    ['柳浦体育中心', 'Liupu Sports Centre', 'LP'],
    ['铁路文化宫', 'Railway Culture Palace', 'LP'],
    ['北闸小学安置点', 'Beizha Primary School Shelter', 'LP'],
    ['柳浦区党校安置点', 'Liupu Party School Shelter', 'LP'],
    ['莲湖公园应急广场', 'Lianhu Park Emergency Square', 'LP'],
    ['市会议中心', 'City Conference Centre', 'WJ'],
    ['望江职教中心', 'Wangjiang Vocational Centre', 'WJ'],
    ['临江大学体育馆', 'Linjiang University Gymnasium', 'WJ'],
    ['南苑中学安置点', 'Nanyuan Middle School Shelter', 'WJ'],
    ['镜湖公园应急广场', 'Jinghu Park Emergency Square', 'WJ'],
    ['望江区文化馆', 'Wangjiang Culture Hall', 'WJ'],
    ['石岭中学安置点', 'Shiling Middle School Shelter', 'SL'],
    ['桃溪镇文化站', 'Taoxi Town Culture Station', 'SL', [7.55, 11.05]],
    ['溪口镇中心小学', 'Xikou Central Primary School', 'SL', [10.2, 17.75]],
    ['港东体育馆', 'Gangdong Gymnasium', 'GD'],
    ['渔港小学安置点', 'Yugang Primary School Shelter', 'GD'],
    ['大圩镇文化站', 'Dawei Town Culture Station', 'GD', [29.75, 20.75]],
    ['东堤镇中心小学', 'Dongdi Central Primary School', 'GD', [33.9, 17.35]],
  ],
  (random) => {
    const capacity = random.int(6, 32) * 50;
    return { capacity, free: capacity, areaM2: Math.round(capacity * 3.5) };
  },
  { spread: 1.5 },
);

const PUMPS = rows(
  'P',
  6,
  'pump_station',
  [
    ['柳溪中泵站', 'Liuxi Middle Pump Station', 'LP', [15.68, 18.72]],
    ['站前泵站', 'Zhanqian Pump Station', 'LP', [14.35, 17.2]],
    ['文昌泵站', 'Wenchang Pump Station', 'LP', [18.85, 14.62]],
    ['望江滨江泵站', 'Wangjiang Riverside Pump Station', 'WJ', [17.05, 13.35]],
    ['雁湖泵站', 'Yanhu Pump Station', 'WJ', [21.2, 9.15]],
    ['镜湖泵站', 'Jinghu Pump Station', 'WJ', [15.55, 6.85]],
    ['石溪泵站', 'Shixi Pump Station', 'SL', [6.5, 14.15]],
    ['东湾排涝站', 'Dongwan Drainage Station', 'GD', [30.45, 15.95]],
    ['渔港泵站', 'Yugang Pump Station', 'GD', [32.62, 13.52]],
    ['清澜泵站', 'Qinglan Pump Station', 'GD', [23.4, 13.5]],
  ],
  (random, i) => {
    const count = random.int(2, 4);
    const m3s = random.pick([1, 1.5, 2]);
    return {
      pumps: { count, m3s },
      capacityM3s: count * m3s,
      feeder: ['PL-S2', 'PL-S2', 'PL-S2', 'PL-S1', 'PL-S1', 'PL-S1', 'PL-S4', 'PL-S3', 'PL-S3', 'PL-S3'][i]!,
    };
  },
);

const POWER_AND_WATER = [
  ...rows(
    'S',
    5,
    'substation',
    [
      ['北闸110千伏变电站', 'Beizha 110 kV Substation', 'LP'],
      ['江湾110千伏变电站', 'Jiangwan 110 kV Substation', 'WJ'],
      ['南苑110千伏变电站', 'Nanyuan 110 kV Substation', 'WJ'],
      ['港区110千伏变电站', 'Port 110 kV Substation', 'GD'],
      ['大圩35千伏变电站', 'Dawei 35 kV Substation', 'GD', [30.1, 20.45]],
      ['桃溪35千伏变电站', 'Taoxi 35 kV Substation', 'SL', [7.3, 11.1]],
    ],
    (_, i) => ({ voltageKv: i < 4 ? 110 : 35 }),
    { spread: 2.4 },
  ),
  ...rows('W', 3, 'waterworks', [['港东加压站', 'Gangdong Booster Station', 'GD']], () => ({
    capacityM3d: 60000,
    serves: ['GD'],
    booster: true,
  })),
];

/** Limits of the extra level gauges, in the order of their rows. */
const CREST = [
  { warning: 14.3, guarantee: 16, unit: 'm' },
  { warning: 13.1, guarantee: 14.8, unit: 'm' },
  { warning: 11.9, bank: 13.2, unit: 'm' },
  { warning: 12.6, bank: 13.9, unit: 'm' },
];

const GAUGES = [
  ...rows(
    'G',
    6,
    'rain_gauge',
    [
      ['桃溪雨量站', 'Rain Gauge Taoxi', 'SL', [7.7, 10.75]],
      ['东湾雨量站', 'Rain Gauge Dongwan', 'GD', [31.05, 16.85]],
      ['南苑雨量站', 'Rain Gauge Nanyuan', 'WJ', [17.4, 5.4]],
      ['大圩雨量站', 'Rain Gauge Dawei', 'GD', [29.6, 20.62]],
      ['北岗雨量站', 'Rain Gauge Beigang', 'LP', [13.45, 21.3]],
    ],
    () => ({ limits: LIMITS.rain }),
  ),
  ...rows(
    'L',
    4,
    'level_gauge',
    [
      ['石岭大桥水位站', 'Level Gauge Shiling Bridge', 'SL', [11.26, 14.62]],
      ['清澜大桥水位站', 'Level Gauge Qinglan Bridge', 'GD', [22.88, 14.56]],
      ['东湾河水位站', 'Level Gauge Dongwan Creek', 'GD', [29.72, 17.2]],
      ['南塘河水位站', 'Level Gauge Nantang Creek', 'WJ', [14.3, 12.2]],
    ],
    (_, i) => ({ limits: CREST[i]! }),
  ),
  ...rows(
    'Q',
    7,
    'ponding',
    [
      ['站前积水点', 'Ponding Sensor Railway Station', 'LP', [14.2, 18.55]],
      ['北闸积水点', 'Ponding Sensor Beizha', 'LP', [19.35, 15.85]],
      ['南塘路积水点', 'Ponding Sensor Nantang Road', 'WJ', [14.85, 11.85]],
      ['文昌路积水点', 'Ponding Sensor Wenchang Road', 'LP', [18.98, 17.2]],
      ['港城路积水点', 'Ponding Sensor Gangcheng Road', 'GD', [29.4, 13.5]],
      ['石岭老街积水点', 'Ponding Sensor Shiling Old Street', 'SL', [7.6, 14.7]],
    ],
    () => ({ limits: LIMITS.ponding }),
  ),
];

const CARE = rows(
  'N',
  2,
  'nursing_home',
  [
    ['柳浦颐和护理院', 'Liupu Yihe Care Home', 'LP'],
    ['莲湖老年公寓', 'Lianhu Senior Residence', 'LP'],
    ['望江福利院', 'Wangjiang Welfare Home', 'WJ'],
    ['镜湖护理院', 'Jinghu Care Home', 'WJ'],
    ['江湾老年公寓', 'Jiangwan Senior Residence', 'WJ'],
    ['石岭敬老院', 'Shiling Home for the Aged', 'SL'],
    ['港东养老中心', 'Gangdong Care Centre', 'GD'],
    ['大圩敬老院', 'Dawei Home for the Aged', 'GD', [30.12, 20.62]],
  ],
  (random) => {
    const residents = random.int(60, 240);
    return { residents, bedridden: Math.round(residents * (0.12 + random.next() * 0.14)) };
  },
  { spread: 1.4 },
);

const POLICE = rows(
  'O',
  1,
  'police_station',
  [
    ['钟楼派出所', 'Zhonglou Police Station', 'LP'],
    ['北闸派出所', 'Beizha Police Station', 'LP'],
    ['站前派出所', 'Zhanqian Police Station', 'LP'],
    ['柳溪派出所', 'Liuxi Police Station', 'LP'],
    ['市民中心派出所', 'Civic Centre Police Station', 'WJ'],
    ['江湾派出所', 'Jiangwan Police Station', 'WJ'],
    ['南塘派出所', 'Nantang Police Station', 'WJ'],
    ['高新派出所', 'High-tech Zone Police Station', 'WJ'],
    ['镜湖派出所', 'Jinghu Police Station', 'WJ'],
    ['石岭派出所', 'Shiling Police Station', 'SL'],
    ['桃溪派出所', 'Taoxi Police Station', 'SL', [7.8, 10.9]],
    ['港城派出所', 'Gangcheng Police Station', 'GD'],
    ['渔港派出所', 'Yugang Police Station', 'GD'],
    ['大圩派出所', 'Dawei Police Station', 'GD', [29.9, 20.45]],
  ],
  (random) => ({ patrolCars: random.int(3, 9) }),
  { spread: 1.6 },
);

/** Schools are many: names from stem and kind, spread over the districts by population. */
function schools(): Extra[] {
  const stems: [DistrictKey, [string, string][]][] = [
    [
      'LP',
      [
        ['钟楼', 'Zhonglou'],
        ['北闸', 'Beizha'],
        ['柳溪', 'Liuxi'],
        ['莲湖', 'Lianhu'],
        ['铁路', 'Tielu'],
        ['文昌', 'Wenchang'],
        ['凤凰', 'Fenghuang'],
        ['东门', 'Dongmen'],
        ['光明', 'Guangming'],
      ],
    ],
    [
      'WJ',
      [
        ['江湾', 'Jiangwan'],
        ['南塘', 'Nantang'],
        ['镜湖', 'Jinghu'],
        ['雁湖', 'Yanhu'],
        ['高新', 'Gaoxin'],
        ['南苑', 'Nanyuan'],
        ['市民', 'Shimin'],
        ['城南', 'Chengnan'],
        ['科技', 'Keji'],
        ['湖滨', 'Hubin'],
      ],
    ],
    [
      'SL',
      [
        ['石岭', 'Shiling'],
        ['岭东', 'Lingdong'],
        ['桃溪', 'Taoxi'],
        ['溪口', 'Xikou'],
      ],
    ],
    [
      'GD',
      [
        ['港城', 'Gangcheng'],
        ['渔港', 'Yugang'],
        ['会展', 'Huizhan'],
        ['江东', 'Jiangdong'],
        ['清澜', 'Qinglan'],
        ['大圩', 'Dawei'],
        ['白鹭', 'Bailu'],
      ],
    ],
  ];
  const kinds = [
    ['小学', 'Primary School', 700, 1900],
    ['中学', 'Middle School', 1100, 2600],
  ] as const;
  return stems
    .flatMap(([district, list]) =>
      list.flatMap(([zh, en]) =>
        kinds.map(([kindZh, kindEn, from, to]): Omit<Extra, 'id'> => ({
          kind: 'school',
          zh: `${zh}${kindZh}`,
          en: `${en} ${kindEn}`,
          district,
          spread: 0.9,
          urban: [district === 'SL' ? 0.25 : 0.35, 1],
          facts: (random) => ({ pupils: random.int(from / 10, to / 10) * 10 }),
        })),
      ),
    )
    .map((school, i) => ({ id: `PL-T${4 + i}`, ...school }));
}

export const EXTRAS: readonly Extra[] = [
  ...HOSPITALS,
  ...CLINICS,
  ...FIRE,
  ...EMS,
  ...DEPOTS,
  ...SHELTERS,
  ...PUMPS,
  ...POWER_AND_WATER,
  ...GAUGES,
  ...CARE,
  ...POLICE,
  ...schools(),
];
