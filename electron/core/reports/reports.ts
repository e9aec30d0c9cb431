import type { LocalText } from '../../../shared/domain/common.ts';
import { readNames } from '../export/names.ts';
import type { CoreStart } from '../kernel/channel.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Ports } from '../kernel/ports.ts';
import type { Seat } from '../people/seat.ts';
import { reportCalls, type ReportCallParts } from './report-calls.ts';
import { readReportSets } from './report-sets-file.ts';
import { both } from '../api/local-text.ts';

export interface ReportParts extends Pick<ReportCallParts, 'desk' | 'records' | 'cityFeed'> {
  readonly ports: Pick<Ports, 'clock' | 'log'>;
  readonly start: Pick<CoreStart, 'resources' | 'mode'>;
  readonly seat: Pick<Seat, 'present'>;
  readonly hubTime: (feed: string) => Instant;
}

/** Puts the room together: its file is read once, at the start. */
export function createReports({ ports, start, seat, hubTime, desk, records, cityFeed }: ReportParts) {
  const { departments } = readNames(start.resources, start.mode !== 'live', []);
  return reportCalls({
    desk,
    records,
    cityFeed,
    now: () => {
      const feed = cityFeed();
      return feed === null ? ports.clock.now() : hubTime(feed);
    },
    sets: readReportSets(start.resources, ports.log),
    contact: () => contactOf(seat),
    departmentName: (code) => departments.get(code) ?? departments.get(code.split('-')[0] ?? code) ?? { zh: code },
  });
}

/** 三席值班员（信息报告）唐晚晴 */
function contactOf({ present }: Pick<Seat, 'present'>): LocalText | null {
  if (!present) return null;
  const [post, name] = [both(present.post.postName), both(present.officer.name)];
  return { zh: `${post.zh} ${name.zh}`, en: `${name.en}, ${post.en}` };
}
