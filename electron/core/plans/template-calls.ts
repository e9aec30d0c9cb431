import type { Incident } from '../../../shared/domain/incident.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { checkTemplate } from '../../../shared/domain/template-check.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { ProblemError, type Param } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import type { Ids } from '../kernel/ports.ts';
import { allRows, type LiveSource } from '../queries/live-source.ts';
import type { CommandDesk } from '../sync/command-desk.ts';
import { matchesOf } from './match.ts';
import { knownOf, type PlanFiles } from './plan-files.ts';
import { relatedWarnings } from './related-warnings.ts';
import { responseOption } from './response-option.ts';
import type { TemplateBook } from './template-book.ts';

export interface TemplateCallParts {
  readonly ids: Ids;
  readonly desk: Pick<CommandDesk, 'give' | 'seen'>;
  readonly files: PlanFiles;
  readonly book: TemplateBook;
  readonly records: (topic: Topic) => LiveSource;
  readonly districtAt: (place: LonLat) => string | null;
  readonly cityFeed: () => string | null;
  /** By the clock of the city's hub. */
  readonly now: () => Instant;
}

type TemplateCalls = Pick<
  CallHandlers,
  'planBook' | 'putTemplate' | 'enableTemplate' | 'matchTemplates' | 'responseOption'
>;

/** What an officer does with templates. Only `putTemplate` and `enableTemplate` change anything. */
export function templateCalls(parts: TemplateCallParts): TemplateCalls {
  const { ids, desk, files, book, records, districtAt } = parts;
  const { templates, ...lists } = files;
  const planBook = { ...lists, shipped: Object.fromEntries(templates) };
  const known = knownOf(files);

  function cityFeed(): string {
    return parts.cityFeed() ?? refuse('no-feed');
  }

  function seen(id: string, after: number): TemplateRow | undefined {
    const row = book.get(id);
    const version = row?.data.version ?? 0;
    if (after !== version) refuse('template-moved-on', { version });
    return row;
  }

  function knownTemplate(id: string): TemplateRow {
    return book.get(id) ?? refuse('entity-unknown', { id });
  }

  return {
    planBook: () => planBook,
    putTemplate({ id, template, after }) {
      const fault = checkTemplate(template, known);
      if (fault) refuse(fault.code, fault.params);
      const before = id === undefined ? undefined : seen(id, after);
      const entityId = id ?? `template:${ids.next()}`;
      const expectedRev = before && !before.isShipped ? before.rev : null;
      const payload = { template, after };
      return {
        ...desk.give({ type: 'template.word', entityId, payload, expectedRev, feed: cityFeed() }),
        id: entityId,
      };
    },
    enableTemplate({ id, enabled, after, why }) {
      const row = seen(id, after) ?? knownTemplate(id);
      if (!row.isShipped) return desk.give({ type: 'template.switch', entityId: id, payload: { enabled, why } });
      // A shipped template becomes the city's own with its first change.
      const { version, changedBy: _by, ...words } = row.data;
      const payload = { template: { ...words, enabled, why }, after: version };
      return desk.give({ type: 'template.word', entityId: id, payload, expectedRev: null, feed: cityFeed() });
    },
    matchTemplates({ incident: id }) {
      const incident = desk.seen('incident', id);
      const rows = book.all();
      const types = files.eventTypes.filter(({ code }) => rows.some(({ data }) => data.eventType === code));
      const codes = types.flatMap(({ warnings }) => warnings);
      const warnings = relatedWarnings({ id, data: incident }, codes, records, parts.now());
      return matchesOf(incident, rows, files.eventTypes, warnings);
    },
    responseOption({ template: id, level, incident: incidentId }) {
      const { data: template } = knownTemplate(id);
      if (!template.enabled) refuse('template-off', { id });
      if (template.tasks.every(({ due }) => due[level] === null)) refuse('template-level-empty', { level });
      const district = districtOf(desk.seen('incident', incidentId));
      const orders = ordersFor(incidentId);
      const { posts, kinds } = files;
      return responseOption({ id, template, level, now: parts.now(), district, posts, kinds, orders });
    },
  };

  function districtOf({ district, at }: Pick<Incident, 'district' | 'at'>): string | null {
    return district ?? (at ? districtAt(at) : null);
  }

  function ordersFor(incident: string): Order[] {
    const word = JSON.stringify(incident);
    return [...allRows(records('order'))]
      .filter(({ json }) => json.includes(word))
      .map(({ json }) => (JSON.parse(json) as { readonly data: Order }).data)
      .filter((order) => order.incident === incident);
  }
}

function refuse(code: string, params?: Readonly<Record<string, Param>>): never {
  throw new ProblemError({ code, origin: 'plans', ...(params && { params }) });
}
