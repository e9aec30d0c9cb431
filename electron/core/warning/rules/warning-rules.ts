import { AUTOMATIC } from '../../../../shared/protocol/authority.ts';
import type { Topic } from '../../../../shared/domain/topics.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { Applied } from '../../feeds/applied.ts';
import type { CoreStart } from '../../kernel/channel.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { Signal } from '../../kernel/signal.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import type { Readers } from '../../store/store.ts';
import { CommandDesk } from '../../sync/command-desk.ts';
import type { Outbox } from '../../sync/outbox.ts';
import type { ActingSeat } from '../../sync/seat.ts';
import { scanSpaceTime } from '../detect/scan.ts';
import { noAreas, readAreas } from './areas.ts';
import type { RunScan } from './cluster-watch.ts';
import { RuleEngine } from './engine.ts';
import { OwnAlerts } from './own-alerts.ts';
import { Previewer } from './preview.ts';
import { RuleBook } from './rule-book.ts';
import { readDepartments, ruleCalls } from './rule-calls.ts';
import { readShippedRules } from './rule-file.ts';
import { ruleSource } from './rule-source.ts';

export interface WarningRuleParts {
  readonly ports: Pick<Ports, 'clock' | 'ids' | 'log'>;
  readonly start: Pick<CoreStart, 'resources' | 'cityMap'>;
  readonly stationId: string;
  readonly read: Readers;
  readonly applied: Signal<Applied>;
  readonly outbox: Outbox;
  readonly desk: Pick<CommandDesk, 'give'>;
  readonly seat: ActingSeat;
  readonly records: (topic: Topic) => LiveSource;
  readonly feed: () => string | null;
  /** By the clock of that feed's hub. */
  readonly hubTime: (feed: string) => Instant;
  readonly scan: RunScan;
  readonly lifecycle: Pick<Lifecycle, 'add'>;
}

/** Scans in the caller's thread, which waits: for tests. */
export const scanHere: RunScan = (events, until, settings) => Promise.resolve(scanSpaceTime(events, until, settings));

/** The warning rules of this console, put together: rules, engine, preview. */
export function createWarningRules(parts: WarningRuleParts): {
  readonly engine: RuleEngine;
  readonly source: () => LiveSource;
  readonly calls: ReturnType<typeof ruleCalls>;
} {
  const { ports, start, stationId, read, applied, outbox, desk, seat, records, feed, scan, lifecycle } = parts;
  const { clock, ids, log } = ports;
  const shipped = readShippedRules(start.resources);
  for (const { file, rule, code, detail } of shipped.faults)
    log.error('shipped rule not read', { file, rule, code, detail });
  const placeOf = (id: string): LonLat | null => placeIn(read, id);
  const areas = start.cityMap ? readAreas(start.resources, log, placeOf) : noAreas(placeOf);
  const now = (): Instant => {
    const joined = feed();
    return joined === null ? clock.now() : parts.hubTime(joined);
  };
  // The console's own hand: an officer who signs out takes no rule with him.
  const actor = { officer: AUTOMATIC, post: AUTOMATIC, station: stationId, authority: AUTOMATIC };
  const own = new OwnAlerts();
  const book = new RuleBook(shipped);
  const hand = new CommandDesk({ outbox, read, seat: { actor } });
  const give: ConstructorParameters<typeof RuleEngine>[0]['give'] = (order) => void hand.give(order);
  const engine = lifecycle.add(
    new RuleEngine({ clock, log, book, own, areas, read, applied, records, give, feed, now, scan }),
  );
  const { happenings } = engine;
  const previewer = new Previewer({ clock, read, records, areas, happenings, scan, now });
  const watchOf = engine.watchOf.bind(engine);
  const departments = readDepartments(start.resources, log);
  return {
    engine,
    source: () => ruleSource({ clock, book, own, faults: shipped.faults, watchOf, now }),
    calls: ruleCalls({ ids, desk, seat, book, previewer, departments, feed }),
  };
}

/** Of a thing that others name by its id. */
function placeIn(read: Pick<Readers, 'entities'>, id: string): LonLat | null {
  const line = read.entities.get('resource', id);
  return line ? ((JSON.parse(line.json) as { readonly at?: LonLat }).at ?? null) : null;
}
