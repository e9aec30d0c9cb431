import type { Alert, AlertArea } from '../../../shared/domain/alert.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { HOUR, instant } from '../../../shared/kit/time.ts';
import type { ScenarioFeed } from './draft.ts';
import type { StoryRow } from './inputs.ts';
import { ringAround, type World } from './world.ts';

type Warning = StoryRow<'warn'>;

export interface AlertDesk {
  issue(row: Warning): void;
  /** Lets the departments' answers arrive. */
  step(): void;
  putAll(): void;
}

const SEVERITY: Readonly<Record<Alert['level'], Alert['severity']>> = {
  1: 'Extreme',
  2: 'Severe',
  3: 'Moderate',
  4: 'Minor',
  0: 'Unknown',
};

export function createAlertDesk(world: World): AlertDesk {
  const { outlet } = world;
  const issued = new Map<string, { feed: ScenarioFeed; sender: string; record: Alert }>();
  let pending: { at: number; alert: string; department: string }[] = [];

  function areasOf(row: Warning): AlertArea[] {
    const districts = row.districts.map((code): AlertArea => {
      const district = world.districts.find((one) => one.code === code || one.key === code);
      if (!district) throw new RangeError(`scenario: no district ${code}`);
      return {
        name: { zh: district.name.zh, en: district.name.en },
        polygons: [closed(district.polygon)],
        circles: [],
        geocodes: [{ scheme: 'GB/T 2260', value: district.code }],
      };
    });
    const zones = row.zones.map((zone): AlertArea => ({
      name: zone.name,
      polygons: [ringAround(world.place(zone.place).at, zone.radius)],
      circles: [],
      geocodes: [],
    }));
    return [...districts, ...zones];
  }

  return {
    issue(row) {
      const record: Alert = {
        identifier: row.key,
        sender: row.sender,
        senderName: row.senderName,
        sentAt: outlet.now,
        status: row.status,
        msgType: row.msgType,
        scope: 'Public',
        references: row.references,
        event: row.event,
        ...(row.eventCode ? { eventCode: row.eventCode } : {}),
        urgency: row.urgency,
        severity: SEVERITY[row.level],
        certainty: row.certainty,
        level: row.level,
        headline: row.headline,
        ...(row.description ? { description: row.description } : {}),
        ...(row.instruction ? { instruction: row.instruction } : {}),
        effectiveAt: outlet.now,
        onsetAt: outlet.now,
        expiresAt: instant(outlet.now + row.hours * HOUR),
        areas: areasOf(row),
        ...(row.answers.length > 0 ? { answers: row.answers.map(({ department }) => ({ department, at: null })) } : {}),
      };
      issued.set(row.key, { feed: row.feed, sender: row.sender, record });
      for (const { department, after } of row.answers) {
        if (after !== null) pending.push({ at: outlet.now + after * 1_000, alert: row.key, department });
      }
      outlet.put(row.feed, row.sender, 'alert', row.key, record);
    },

    step() {
      const due = pending.filter((answer) => outlet.now >= answer.at);
      if (due.length === 0) return;
      pending = pending.filter((answer) => outlet.now < answer.at);
      for (const { alert, department } of due) {
        const entry = issued.get(alert);
        if (!entry) continue;
        const answers = (entry.record.answers ?? []).map((answer) =>
          answer.department === department ? { department, at: outlet.now } : answer,
        );
        entry.record = { ...entry.record, answers };
        outlet.patch(entry.feed, entry.sender, 'alert', alert, { answers });
      }
    },

    putAll() {
      for (const [key, { feed, sender, record }] of issued) outlet.put(feed, sender, 'alert', key, record);
    },
  };
}

/** Rings of alerts are closed, the city's may be open. */
function closed(ring: readonly LonLat[]): LonLat[] {
  const first = ring[0];
  const last = ring.at(-1);
  if (!first || !last) return [];
  return first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first];
}
