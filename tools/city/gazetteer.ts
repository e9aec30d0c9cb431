import type { Point } from './geometry.ts';

export type DistrictKey = 'LP' | 'WJ' | 'SL' | 'GD';

/** Place of the published gazetteer of the demo city: id, zh, en, district, kind, x km, y km. Facts are in `gazetteer-facts.ts`. */
export type GazetteerRow = [
  id: string,
  zh: string,
  en: string,
  district: DistrictKey | 'LP/WJ',
  kind: string,
  x: number,
  y: number,
];

/** WGS-84 position of local (0, 0). The city is invented; the origin only has to lie somewhere. */
export const ORIGIN = { lon: 117.4, lat: 30.2 } as const;
/** Extent of the map in local km: x from, y from, x to, y to. */
export const EXTENT = [0, 2, 36, 23] as const;

/** Local km to [lon, lat], degrees. */
export function toLonLat([x, y]: Point): Point {
  return [ORIGIN.lon + x / (111.32 * Math.cos((ORIGIN.lat * Math.PI) / 180)), ORIGIN.lat + y / 110.574];
}

/** [lon, lat] to local km. */
export function toLocal([lon, lat]: Point): Point {
  return [(lon - ORIGIN.lon) * 111.32 * Math.cos((ORIGIN.lat * Math.PI) / 180), (lat - ORIGIN.lat) * 110.574];
}

export const GAZETTEER: readonly GazetteerRow[] = [
  ['PL-CCC', '联治指挥中心', 'Command Centre', 'WJ', 'command', 17.5, 11.8],
  ['PL-HOT', '12345热线中心', '12345 Centre', 'WJ', 'command', 17.9, 11.5],
  ['PL-TH', '市民中心广场', 'Civic Plaza', 'WJ', 'square', 17.2, 11.2],
  ['PL-H1', '市第一人民医院', "First People's Hospital", 'WJ', 'hospital_l3', 16.2, 10.4],
  ['PL-H2', '市中心医院', 'Central Hospital', 'LP', 'hospital_l3', 16.8, 17.6],
  ['PL-H3', '石岭区人民医院', 'Shiling District Hospital', 'SL', 'hospital_l2', 7.4, 15.2],
  ['PL-H4', '港东区人民医院', 'Gangdong District Hospital', 'GD', 'hospital_l2', 29.6, 14.1],
  ['PL-H5', '市传染病医院', 'Infectious Disease Hospital', 'WJ', 'hospital_l3', 20.8, 6.2],
  ['PL-F1', '柳浦消防站', 'Liupu Fire Station', 'LP', 'fire_station', 17.1, 18.3],
  ['PL-F2', '望江消防特勤站', 'Wangjiang Special Service Station', 'WJ', 'fire_station', 17.8, 9.6],
  ['PL-F3', '石岭消防站', 'Shiling Fire Station', 'SL', 'fire_station', 8.1, 14.6],
  ['PL-F4', '港东消防站', 'Gangdong Fire Station', 'GD', 'fire_station', 28.9, 13],
  ['PL-F5', '港化专职队', 'Port Chemical Park Brigade', 'GD', 'fire_station', 34.2, 11.3],
  ['PL-E1', '急救中心站', 'EMS Central Station', 'WJ', 'ems_station', 16.4, 10.6],
  ['PL-E2', '柳浦急救站', 'EMS Liupu', 'LP', 'ems_station', 16.9, 17.4],
  ['PL-E3', '石岭急救站', 'EMS Shiling', 'SL', 'ems_station', 7.5, 15],
  ['PL-E4', '港东急救站', 'EMS Gangdong', 'GD', 'ems_station', 29.4, 14.3],
  ['PL-U1', '人民路下穿隧道', 'Renmin Road Underpass', 'LP', 'underpass', 16.3, 16.4],
  ['PL-U2', '铁路涵洞', 'Railway Culvert', 'LP', 'underpass', 14.9, 18.2],
  ['PL-U3', '望江大道下穿', 'Wangjiang Avenue Underpass', 'WJ', 'underpass', 19.3, 10.1],
  ['PL-U4', '港东一路下穿', 'Gangdong 1st Road Underpass', 'GD', 'underpass', 27.4, 12.6],
  ['PL-P1', '柳溪口泵站', 'Liuxi Mouth Pump Station', 'LP', 'pump_station', 16, 15.2],
  ['PL-P2', '北闸泵站', 'North Gate Pump Station', 'LP', 'pump_station', 19.6, 15.4],
  ['PL-P3', '南塘泵站', 'Nantang Pump Station', 'WJ', 'pump_station', 14.8, 12.9],
  ['PL-P4', '江湾泵站', 'Jiangwan Pump Station', 'WJ', 'pump_station', 20.6, 12.7],
  ['PL-P5', '港东泵站', 'Gangdong Pump Station', 'GD', 'pump_station', 27.9, 13.9],
  ['PL-W1', '清澜水厂', 'Qinglan Waterworks', 'GD', 'waterworks', 24.6, 15],
  ['PL-W2', '石岭水厂', 'Shiling Waterworks', 'SL', 'waterworks', 9.2, 16.1],
  ['PL-S1', '望江220千伏变电站', 'Wangjiang 220 kV Substation', 'WJ', 'substation', 15.2, 8.4],
  ['PL-S2', '柳浦110千伏变电站', 'Liupu 110 kV Substation', 'LP', 'substation', 15.6, 17],
  ['PL-S3', '港东110千伏变电站', 'Gangdong 110 kV Substation', 'GD', 'substation', 28.4, 12.2],
  ['PL-S4', '石岭110千伏变电站', 'Shiling 110 kV Substation', 'SL', 'substation', 8.6, 13.9],
  ['PL-D1', '市中心物资库', 'City Central Depot', 'WJ', 'depot', 14.2, 7.1],
  ['PL-D2', '港东物资库', 'Gangdong Depot', 'GD', 'depot', 30.5, 12.4],
  ['PL-D3', '柳浦区物资点', 'Liupu District Depot', 'LP', 'depot', 18.4, 19],
  ['PL-D4', '石岭区物资点', 'Shiling District Depot', 'SL', 'depot', 7.9, 14.2],
  ['PL-R1', '石岭水库', 'Shiling Reservoir', 'SL', 'reservoir', 4.2, 17.8],
  ['PL-K1', '柳浦大堤3号段', 'Liupu Dike Section 3', 'LP', 'dike', 16.6, 15],
  ['PL-K2', '望江大堤5号段', 'Wangjiang Dike Section 5', 'WJ', 'dike', 18.8, 13.1],
  ['PL-B1', '柳望大桥', 'Liuwang Bridge', 'LP', 'bridge', 17.4, 14.1],
  ['PL-B2', '清澜大桥', 'Qinglan Bridge', 'GD', 'bridge', 22.8, 14.3],
  ['PL-B3', '石岭大桥', 'Shiling Bridge', 'SL', 'bridge', 11.2, 14.4],
  ['PL-Z1', '东湾蓄滞洪区', 'Dongwan Flood Detention Area', 'GD', 'detention_area', 31.5, 17.5],
  ['PL-C1', '柳荫社区', 'Liuyin Community', 'LP', 'community', 15.8, 16.2],
  ['PL-C2', '北闸社区', 'Beizha Community', 'LP', 'community', 19.3, 16.1],
  ['PL-C3', '江湾新城小区', 'Jiangwan New Town Estate', 'WJ', 'community', 20.4, 11.9],
  ['PL-C4', '南塘社区', 'Nantang Community', 'WJ', 'community', 14.9, 12.2],
  ['PL-C5', '青岩村', 'Qingyan Village', 'SL', 'village', 3.6, 14.9],
  ['PL-C6', '东湾村', 'Dongwan Village', 'GD', 'village', 31.2, 17.1],
  ['PL-C7', '渔港社区', 'Yugang Community', 'GD', 'community', 33, 13],
  ['PL-N1', '夕阳红养老院', 'Xiyanghong Nursing Home', 'LP', 'nursing_home', 16.1, 16.6],
  ['PL-T1', '柳浦第二小学', 'Liupu No.2 Primary School', 'LP', 'school', 15.3, 16.9],
  ['PL-T2', '望江实验中学', 'Wangjiang Experimental School', 'WJ', 'school', 18.6, 8.8],
  ['PL-T3', '临江大学东区', 'Linjiang University East Campus', 'WJ', 'school', 21.3, 7],
  ['PL-X1', '望江体育馆', 'Wangjiang Gymnasium', 'WJ', 'shelter', 18.1, 8.2],
  ['PL-X2', '柳浦职校', 'Liupu Vocational School', 'LP', 'shelter', 19.4, 20.1],
  ['PL-X3', '石岭文化馆', 'Shiling Culture Hall', 'SL', 'shelter', 7.7, 14.9],
  ['PL-X4', '港东会展馆', 'Gangdong Exhibition Hall', 'GD', 'shelter', 28.2, 10.8],
  ['PL-Y1', '港东化工园区', 'Gangdong Chemical Park', 'GD', 'chemical_park', 34.4, 11.2],
  ['PL-Y2', '江东液氨冷库', 'Jiangdong Ammonia Cold Store', 'GD', 'cold_store', 26.1, 11.4],
  ['PL-M1', '万汇广场', 'Wanhui Mall', 'WJ', 'mall', 17, 10.8],
  ['PL-J1', '临江站', 'Linjiang Railway Station', 'LP', 'railway_station', 14.4, 18.8],
  ['PL-J2', '港东客运码头', 'Gangdong Passenger Pier', 'GD', 'pier', 26.6, 14.6],
  ['PL-G1', '柳浦雨量站', 'Rain Gauge Liupu', 'LP', 'rain_gauge', 16.5, 17],
  ['PL-G2', '望江雨量站', 'Rain Gauge Wangjiang', 'WJ', 'rain_gauge', 17.6, 9.9],
  ['PL-G3', '石岭雨量站', 'Rain Gauge Shiling', 'SL', 'rain_gauge', 5.1, 16.6],
  ['PL-G4', '港东雨量站', 'Rain Gauge Gangdong', 'GD', 'rain_gauge', 29, 13.4],
  ['PL-G5', '青岩雨量站', 'Rain Gauge Qingyan', 'SL', 'rain_gauge', 3.4, 15.1],
  ['PL-L1', '柳望桥水位站', 'Level Gauge Liuwang Bridge', 'LP', 'level_gauge', 17.4, 14.2],
  ['PL-L2', '柳溪水位站', 'Level Gauge Liuxi', 'LP', 'level_gauge', 15.7, 16],
  ['PL-L3', '石岭水库水位站', 'Level Gauge Reservoir', 'SL', 'level_gauge', 4.2, 17.7],
  ['PL-Q1', '人民路隧道积水点', 'Ponding Sensor Renmin Underpass', 'LP', 'ponding', 16.3, 16.4],
  ['PL-Q2', '柳荫路积水点', 'Ponding Sensor Liuyin Road', 'LP', 'ponding', 15.9, 16.3],
  ['PL-Q3', '铁路涵洞积水点', 'Ponding Sensor Railway Culvert', 'LP', 'ponding', 14.9, 18.2],
  ['PL-Q4', '望江大道积水点', 'Ponding Sensor Wangjiang Underpass', 'WJ', 'ponding', 19.3, 10.1],
  ['PL-Q5', '江湾路积水点', 'Ponding Sensor Jiangwan Road', 'WJ', 'ponding', 20.3, 12],
  ['PL-Q6', '港东一路积水点', 'Ponding Sensor Gangdong 1st Road', 'GD', 'ponding', 27.4, 12.6],
  ['PL-I1', '柳望交界雨水箱涵', 'Boundary Storm Culvert', 'LP/WJ', 'culvert', 14.6, 14.2],
];
