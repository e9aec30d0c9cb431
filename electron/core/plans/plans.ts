import type { Topic } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { CoreStart } from '../kernel/channel.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { Ports } from '../kernel/ports.ts';
import type { LiveSource } from '../queries/live-source.ts';
import type { CommandDesk } from '../sync/command-desk.ts';
import { noAreas, readAreas } from '../warning/rules/areas.ts';
import { readPlanFiles } from './plan-files.ts';
import { TemplateBook } from './template-book.ts';
import { templateCalls } from './template-calls.ts';

export interface PlanParts {
  readonly ports: Pick<Ports, 'clock' | 'ids' | 'log'>;
  readonly start: Pick<CoreStart, 'resources' | 'cityMap'>;
  readonly desk: Pick<CommandDesk, 'give' | 'seen'>;
  readonly records: (topic: Topic) => LiveSource;
  readonly cityFeed: () => string | null;
  readonly hubTime: (feed: string) => Instant;
  readonly lifecycle: Pick<Lifecycle, 'add'>;
}

/** The plan templates of this console, put together. */
export function createPlans(parts: PlanParts): {
  readonly source: () => LiveSource;
  readonly calls: ReturnType<typeof templateCalls>;
} {
  const { ports, start, desk, records, cityFeed, hubTime, lifecycle } = parts;
  const { clock, ids, log } = ports;
  const files = readPlanFiles(start.resources);
  for (const { file, problem } of files.faults) log.error('plan file not taken', { file, ...problem });
  const areas = start.cityMap ? readAreas(start.resources, log, () => null) : noAreas();
  const book = new TemplateBook(files.templates);
  lifecycle.add({ name: 'plans', run: () => book.run(records('template')), stop: () => book.stop() });
  const now = (): Instant => {
    const feed = cityFeed();
    return feed === null ? clock.now() : hubTime(feed);
  };
  const districtAt = areas.districtAt.bind(areas);
  return {
    source: () => book.source(),
    calls: templateCalls({ ids, desk, files, book, records, districtAt, cityFeed, now }),
  };
}
