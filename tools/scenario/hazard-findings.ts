import type { HazardKind } from '../../shared/domain/hazard.ts';

type Range = readonly [least: number, most: number];

/** One sort of finding: where it occurs, how it is graded (1…5), and who has to put it right. */
export interface Finding {
  readonly kind: HazardKind;
  readonly zh: string;
  readonly en: string;
  /** Kinds of `places.json`. */
  readonly places: readonly string[];
  readonly likelihood: Range;
  readonly severity: Range;
  /** A department's code; `district` is the government of the district that it lies in. */
  readonly owner: string;
  readonly inspector: string;
  /** How many of them the register of an ordinary summer holds. */
  readonly count: number;
}

/** Findings after the typical ones of the register's categories; all invented. */
export const FINDINGS: readonly Finding[] = [
  { kind: 'flood', zh: '雨水箱涵淤堵', en: 'Storm culvert silted up', places: ['culvert', 'underpass', 'ponding'], likelihood: [3, 4], severity: [3, 4], owner: 'DMC', inspector: 'WRB', count: 6 },
  { kind: 'flood', zh: '井盖、雨水箅缺失', en: 'Manhole grate missing', places: ['community', 'ponding'], likelihood: [3, 4], severity: [2, 3], owner: 'district', inspector: 'DMC', count: 6 },
  { kind: 'flood', zh: '泵站无第二路电源', en: 'Pump station without second feed', places: ['pump_station'], likelihood: [2, 3], severity: [3, 5], owner: 'DMC', inspector: 'WRB', count: 4 },
  { kind: 'flood', zh: '地下车库无挡水板', en: 'Underground garage without flood boards', places: ['community', 'mall', 'hospital_l3'], likelihood: [3, 4], severity: [2, 4], owner: 'HUB', inspector: 'DMC', count: 6 },
  { kind: 'slope', zh: '边坡裂缝加宽', en: 'Crack in the slope widening', places: ['village'], likelihood: [2, 4], severity: [3, 4], owner: 'district', inspector: 'NRB', count: 6 },
  { kind: 'slope', zh: '坡面排水沟堵塞', en: 'Drain of the slope blocked', places: ['village', 'reservoir'], likelihood: [3, 4], severity: [2, 3], owner: 'district', inspector: 'NRB', count: 4 },
  { kind: 'building', zh: '承重墙开裂', en: 'Crack in a load-bearing wall', places: ['community'], likelihood: [2, 3], severity: [3, 5], owner: 'HUB', inspector: 'HUB', count: 5 },
  { kind: 'building', zh: '外墙饰面空鼓', en: 'Loose facing on the outer wall', places: ['community', 'mall', 'school'], likelihood: [2, 4], severity: [2, 3], owner: 'HUB', inspector: 'UMB', count: 5 },
  { kind: 'fire', zh: '疏散门上锁', en: 'Fire exit locked', places: ['mall', 'school', 'nursing_home', 'community'], likelihood: [2, 4], severity: [3, 5], owner: 'district', inspector: 'FRD', count: 6 },
  { kind: 'fire', zh: '楼道内电动车充电', en: 'Battery charging in the stairs', places: ['community'], likelihood: [3, 5], severity: [3, 4], owner: 'district', inspector: 'FRD', count: 7 },
  { kind: 'fire', zh: '消火栓无水', en: 'Hydrant dry', places: ['community', 'shelter'], likelihood: [2, 3], severity: [2, 4], owner: 'WSG', inspector: 'FRD', count: 4 },
  { kind: 'gas', zh: '燃气软管超期', en: 'Gas hose past its date', places: ['community'], likelihood: [3, 4], severity: [2, 3], owner: 'GAS', inspector: 'GAS', count: 6 },
  { kind: 'gas', zh: '地下室存放液化气瓶', en: 'Gas cylinders in a basement', places: ['community', 'mall'], likelihood: [2, 3], severity: [4, 5], owner: 'district', inspector: 'GAS', count: 3 },
  { kind: 'chemical', zh: '安全联锁被旁路', en: 'Safety interlock bypassed', places: ['chemical_park', 'cold_store'], likelihood: [2, 3], severity: [4, 5], owner: 'EMB', inspector: 'EMB', count: 3 },
  { kind: 'chemical', zh: '储罐液位报警停用', en: 'Level alarm of a tank switched off', places: ['chemical_park'], likelihood: [2, 3], severity: [3, 5], owner: 'EMB', inspector: 'EMB', count: 2 },
  { kind: 'electric', zh: '地下配电室无排水泵', en: 'Switch room below ground without pump', places: ['community', 'hospital_l2', 'mall'], likelihood: [2, 4], severity: [2, 4], owner: 'PWR', inspector: 'PWR', count: 5 },
  { kind: 'lift', zh: '电梯超期未检', en: 'Lift past its inspection date', places: ['community', 'mall', 'hospital_l2'], likelihood: [2, 3], severity: [2, 3], owner: 'SAM', inspector: 'SAM', count: 5 },
  { kind: 'traffic', zh: '护栏缺失', en: 'Guard rail missing', places: ['bridge', 'village', 'underpass'], likelihood: [2, 3], severity: [2, 3], owner: 'TRB', inspector: 'TPD', count: 4 },
  { kind: 'crowd', zh: '出入口通道过窄', en: 'Bottleneck at the gate', places: ['square', 'railway_station', 'pier'], likelihood: [2, 3], severity: [3, 5], owner: 'PSB', inspector: 'PSB', count: 3 },
  { kind: 'school', zh: '校门口放学拥堵', en: 'Crowding at the school gate', places: ['school'], likelihood: [3, 4], severity: [2, 3], owner: 'EDB', inspector: 'TPD', count: 4 },
  { kind: 'water', zh: '二次供水箱未上锁', en: 'Secondary water tank unlocked', places: ['community'], likelihood: [2, 3], severity: [2, 3], owner: 'WSG', inspector: 'HCB', count: 4 },
  { kind: 'food', zh: '冷链温度记录缺失', en: 'Cold chain without records', places: ['cold_store', 'school'], likelihood: [2, 3], severity: [2, 3], owner: 'SAM', inspector: 'SAM', count: 3 },
  { kind: 'infection', zh: '负压病房压差不足', en: 'Negative-pressure ward below its pressure', places: ['hospital_l3', 'hospital_l2'], likelihood: [2, 3], severity: [2, 3], owner: 'HCB', inspector: 'HCB', count: 2 },
  { kind: 'network', zh: '水厂控制网单链路', en: 'Control network on a single link', places: ['waterworks', 'substation'], likelihood: [2, 3], severity: [2, 4], owner: 'WSG', inspector: 'CCC', count: 2 },
]; // prettier-ignore

/** What inspections find in the first hours of the rain, minutes after the opening. */
export const FOUND_IN_THE_NIGHT: readonly (readonly [minute: number, finding: number])[] = [
  [9, 1], [16, 0], [24, 15], [38, 5], [52, 4], [71, 3], [95, 7], [118, 15],
]; // prettier-ignore
