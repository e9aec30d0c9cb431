import type { Opinion } from '../../../shared/domain/opinion.ts';
import type { CitizenCase } from '../../../shared/domain/case.ts';
import type { Drawing } from '../../../shared/domain/drawing.ts';
import type { NewDrawing } from '../../../shared/protocol/commands/drawing-commands.ts';
import type { Change } from '../../../shared/protocol/feed/change.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Supply } from '../../../shared/domain/supply.ts';
import type { Unit } from '../../../shared/domain/resource.ts';
import { instant } from '../../../shared/kit/time.ts';

export const AT = instant(1_750_000_000_000);

/** A change with everything that a test does not care for filled in. */
export function change(part: Partial<Change> & Pick<Change, 'seq' | 'id'>): Change {
  return { topic: 'incident', rev: 1, op: 'put', at: AT, entered: AT, source: 'test', data: incident(), ...part };
}

export function incident(part: Partial<Incident> = {}): Incident {
  return {
    kind: 'fire',
    level: 2,
    title: { zh: '滨江路起火', en: 'Fire on Riverside Road' },
    status: { state: 'reported', since: AT },
    reportedAt: AT,
    channel: '12345',
    ...part,
  };
}

export function unit(part: Partial<Unit> = {}): Unit {
  return {
    form: 'unit',
    kind: 'engine',
    name: { zh: '一中队1号车' },
    department: 'FRD',
    status: { state: 'free', since: AT },
    at: [117.5, 30.3],
    positionAt: AT,
    ...part,
  };
}

export function supply(part: Partial<Supply> = {}): Supply {
  return {
    good: 'sandbag',
    name: { zh: '沙袋' },
    depot: 'depot-1',
    depotName: { zh: '一号库' },
    unit: '袋',
    quantity: 100,
    burnPerHour: 5,
    countedAt: AT,
    ...part,
  };
}

export function citizenCase(part: Partial<CitizenCase> = {}): CitizenCase {
  return {
    status: { state: 'sorted', at: AT, by: 'HOT-DSP' },
    steps: [{ state: 'new', at: AT, by: 'HOT-DSP' }],
    category: 'C201',
    isUrgent: false,
    channel: '12345',
    reportedAt: AT,
    text: { zh: '路上积水没过脚踝' },
    ...part,
  };
}

/** What an officer draws; `size` makes another one of it. */
export function cordon(size = 1): NewDrawing {
  const far = 117.5 + 0.01 * size;
  return {
    kind: 'cordon',
    name: { zh: '滨江路警戒区' },
    geometry: { type: 'area', polygons: [[[[117.5, 30.3], [far, 30.3], [far, 30.31], [117.5, 30.3]]]] },
    closesRoads: true,
  };
} // prettier-ignore

export function drawing(part: Partial<Drawing> = {}): Drawing {
  const madeBy = { officer: 'zhou', post: 'CCC-DL' };
  return { ...cordon(), madeBy, madeAt: AT, status: { state: 'standing' }, ...part };
}

export function opinion(part: Partial<Opinion> = {}): Opinion {
  return {
    subject: { zh: '石岭水库要垮坝' },
    keywords: ['水库'],
    sources: ['chatGroup'],
    series: [{ at: AT, count: 40, negative: 30 }],
    samples: [],
    firstSeenAt: AT,
    ...part,
  };
}
