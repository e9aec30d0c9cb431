import type { Alert } from '../../../../shared/domain/alert.ts';
import { AT } from '../../testing/records.ts';

/** A yellow rainstorm warning for a part of the city, with everything that a test does not care for filled in. */
export function alert(part: Partial<Alert> = {}): Alert {
  return {
    identifier: 'w1',
    sender: 'met.linjiang',
    sentAt: AT,
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    references: [],
    event: { zh: '暴雨', en: 'Rainstorm' },
    eventCode: '11B03',
    urgency: 'Expected',
    severity: 'Moderate',
    certainty: 'Likely',
    level: 3,
    headline: { zh: '暴雨黄色预警', en: 'Yellow rainstorm warning' },
    areas: [
      {
        name: { zh: '柳浦区', en: 'Liupu District' },
        polygons: [[[117.5, 30.3], [117.52, 30.3], [117.52, 30.32], [117.5, 30.32], [117.5, 30.3]]],
        circles: [],
        geocodes: [],
      },
    ],
    ...part,
  };
} // prettier-ignore
