import type { FleetUnit } from '../../hub/sources/scenario/inputs.ts';
import { inventName } from '../../hub/sources/scenario/people.ts';
import { createRandom } from '../../shared/kit/random.ts';

/** One line of the fleet's table: how many units of one sort stand at one home. */
interface Stand {
  readonly kind: FleetUnit['kind'];
  readonly resourceKind: string;
  readonly feed: FleetUnit['feed'];
  readonly department: string;
  readonly letter: string;
  readonly zh: string;
  readonly en: string;
  readonly crew: number;
  readonly topSpeed: number;
  /** Home place and number of units there. */
  readonly at: readonly (readonly [home: string, count: number])[];
}

/** Sorts, crews and owners after the demo city's list of resource kinds; 120 units. */
const STANDS: readonly Stand[] = [
  { kind: 'engine', resourceKind: 'pumper', feed: 'fire', department: 'FRD', letter: 'E', zh: '柳浦消防', en: 'Liupu Fire', crew: 7, topSpeed: 80, at: [['PL-F1', 4]] }, // prettier-ignore
  { kind: 'engine', resourceKind: 'fire_rescue_truck', feed: 'fire', department: 'FRD', letter: 'E', zh: '消防特勤', en: 'Fire Special', crew: 6, topSpeed: 80, at: [['PL-F2', 6]] }, // prettier-ignore
  { kind: 'engine', resourceKind: 'pumper', feed: 'fire', department: 'FRD', letter: 'E', zh: '石岭消防', en: 'Shiling Fire', crew: 7, topSpeed: 80, at: [['PL-F3', 3]] }, // prettier-ignore
  { kind: 'engine', resourceKind: 'foam_tender', feed: 'fire', department: 'FRD', letter: 'E', zh: '港东消防', en: 'Gangdong Fire', crew: 6, topSpeed: 78, at: [['PL-F4', 4]] }, // prettier-ignore
  { kind: 'engine', resourceKind: 'foam_tender', feed: 'fire', department: 'FRD', letter: 'E', zh: '港化专职', en: 'Port Brigade', crew: 6, topSpeed: 78, at: [['PL-F5', 3]] }, // prettier-ignore
  { kind: 'engine', resourceKind: 'pumper', feed: 'fire', department: 'FRD', letter: 'E', zh: '北闸消防', en: 'Beizha Fire', crew: 7, topSpeed: 80, at: [['PL-F6', 2]] }, // prettier-ignore
  { kind: 'engine', resourceKind: 'aerial_ladder', feed: 'fire', department: 'FRD', letter: 'E', zh: '高新消防', en: 'High-tech Fire', crew: 4, topSpeed: 72, at: [['PL-F7', 2]] }, // prettier-ignore
  { kind: 'engine', resourceKind: 'pumper', feed: 'fire', department: 'FRD', letter: 'E', zh: '南苑消防', en: 'Nanyuan Fire', crew: 7, topSpeed: 80, at: [['PL-F8', 2]] }, // prettier-ignore
  { kind: 'drone', resourceKind: 'fire_drone', feed: 'fire', department: 'FRD', letter: 'D', zh: '消防无人机', en: 'Fire Drone', crew: 2, topSpeed: 50, at: [['PL-F1', 1], ['PL-F2', 1], ['PL-F3', 1], ['PL-F4', 1]] }, // prettier-ignore
  { kind: 'ambulance', resourceKind: 'ambulance_a', feed: 'ambulance', department: 'EMS', letter: 'A', zh: '急救监护', en: 'Ambulance', crew: 3, topSpeed: 90, at: [['PL-E1', 4], ['PL-E2', 2], ['PL-E4', 2]] }, // prettier-ignore
  { kind: 'ambulance', resourceKind: 'ambulance_b', feed: 'ambulance', department: 'EMS', letter: 'B', zh: '急救普通', en: 'Ambulance B', crew: 3, topSpeed: 90, at: [['PL-E1', 2], ['PL-E2', 2], ['PL-E3', 2], ['PL-E4', 1], ['PL-E5', 2], ['PL-E6', 1], ['PL-E7', 1], ['PL-E8', 1]] }, // prettier-ignore
  { kind: 'police', resourceKind: 'patrol_car', feed: 'police', department: 'PSB', letter: 'P', zh: '巡警', en: 'Patrol', crew: 2, topSpeed: 90, at: [['PL-O1', 2], ['PL-O2', 1], ['PL-O3', 2], ['PL-O4', 1], ['PL-O5', 2], ['PL-O6', 2], ['PL-O7', 1], ['PL-O8', 2], ['PL-O9', 1], ['PL-O10', 1], ['PL-O11', 1], ['PL-O12', 2], ['PL-O13', 1], ['PL-O14', 1]] }, // prettier-ignore
  { kind: 'police', resourceKind: 'traffic_moto', feed: 'police', department: 'TPD', letter: 'T', zh: '交警', en: 'Traffic', crew: 1, topSpeed: 90, at: [['PL-O1', 2], ['PL-O3', 2], ['PL-O5', 2], ['PL-O7', 1], ['PL-O10', 1], ['PL-O12', 2]] }, // prettier-ignore
  { kind: 'pump', resourceKind: 'pump_truck_m', feed: 'water', department: 'DMC', letter: 'M', zh: '排水抢险', en: 'Pump', crew: 4, topSpeed: 65, at: [['PL-P1', 2], ['PL-P2', 1], ['PL-P3', 1], ['PL-P4', 1], ['PL-P5', 1], ['PL-P6', 1], ['PL-P10', 1]] }, // prettier-ignore
  { kind: 'pump', resourceKind: 'pump_truck_l', feed: 'water', department: 'DMC', letter: 'L', zh: '大流量泵车', en: 'Large Pump', crew: 4, topSpeed: 60, at: [['PL-P2', 1], ['PL-P4', 1]] }, // prettier-ignore
  { kind: 'boat', resourceKind: 'assault_boat', feed: 'water', department: 'EMB', letter: 'B', zh: '冲锋舟', en: 'Assault Boat', crew: 3, topSpeed: 60, at: [['PL-D5', 3], ['PL-F2', 1]] }, // prettier-ignore
  { kind: 'boat', resourceKind: 'rubber_boat', feed: 'water', department: 'VOL', letter: 'R', zh: '江豚橡皮艇', en: 'Porpoise Boat', crew: 4, topSpeed: 60, at: [['PL-D3', 2]] }, // prettier-ignore
  { kind: 'boat', resourceKind: 'survey_boat', feed: 'water', department: 'WRB', letter: 'S', zh: '水利艇', en: 'Water Boat', crew: 4, topSpeed: 60, at: [['PL-P1', 1], ['PL-J2', 1]] }, // prettier-ignore
  { kind: 'repair', resourceKind: 'line_crew', feed: 'water', department: 'PWR', letter: 'R', zh: '电力抢修', en: 'Power Crew', crew: 6, topSpeed: 70, at: [['PL-S2', 2], ['PL-S1', 1], ['PL-S3', 1]] }, // prettier-ignore
  { kind: 'repair', resourceKind: 'power_truck_400', feed: 'water', department: 'PWR', letter: 'G', zh: '发电车', en: 'Generator', crew: 3, topSpeed: 60, at: [['PL-S1', 1]] }, // prettier-ignore
  { kind: 'repair', resourceKind: 'pipe_crew', feed: 'water', department: 'WSG', letter: 'R', zh: '供水抢修', en: 'Water Crew', crew: 6, topSpeed: 70, at: [['PL-W1', 1], ['PL-W2', 1]] }, // prettier-ignore
  { kind: 'repair', resourceKind: 'dike_team', feed: 'water', department: 'WRB', letter: 'D', zh: '堤防抢险', en: 'Dike Team', crew: 30, topSpeed: 60, at: [['PL-D5', 2]] }, // prettier-ignore
  { kind: 'repair', resourceKind: 'gas_crew', feed: 'water', department: 'GAS', letter: 'R', zh: '燃气抢修', en: 'Gas Crew', crew: 5, topSpeed: 70, at: [['PL-S6', 1]] }, // prettier-ignore
  { kind: 'medteam', resourceKind: 'med_team_l2', feed: 'health', department: 'HCB', letter: 'M', zh: '医疗队', en: 'Medical Team', crew: 9, topSpeed: 80, at: [['PL-H1', 1], ['PL-H2', 1], ['PL-H3', 1], ['PL-H4', 1], ['PL-H6', 1], ['PL-H7', 1]] }, // prettier-ignore
  { kind: 'convoy', resourceKind: 'truck_5t', feed: 'supplies', department: 'GSR', letter: 'C', zh: '物资车队', en: 'Convoy', crew: 4, topSpeed: 70, at: [['PL-D1', 2], ['PL-D2', 1], ['PL-D3', 1], ['PL-D4', 1], ['PL-D5', 1]] }, // prettier-ignore
];

/** The fleet of the demo city; the same seed gives the same drivers. */
export function createFleet(seed: number): FleetUnit[] {
  const random = createRandom(seed);
  const numbers = new Map<string, number>();
  const next = (key: string): number => {
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    return number;
  };
  return STANDS.flatMap((stand) =>
    stand.at.flatMap(([home, count]) =>
      Array.from({ length: count }, (): FleetUnit => {
        const callSign = next(stand.zh);
        const number = next(`${stand.department}-${stand.letter}`);
        return {
          id: `${stand.department}-${stand.letter}${String(number).padStart(2, '0')}`,
          kind: stand.kind,
          resourceKind: stand.resourceKind,
          feed: stand.feed,
          name: { zh: `${stand.zh} ${callSign}`, en: `${stand.en} ${callSign}` },
          department: stand.department,
          home,
          crew: stand.crew,
          driver: inventName(random),
          topSpeed: stand.topSpeed,
        };
      }),
    ),
  );
}
