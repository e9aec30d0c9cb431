import type { LocalText } from '../../../shared/domain/common.ts';
import type { Media } from '../../../shared/domain/decision.ts';
import type { ENTRY_KINDS, JournalEntry } from '../../../shared/domain/journal-entry.ts';
import type { OrderState } from '../../../shared/domain/order.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { WarningLine, WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import type { RecordLink } from '../../widgets/journal/use-record-names.ts';
import type { Chosen } from '../../widgets/table/filter-bar.tsx';

export type EntryRow = EntityRow<'journal'>;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What the console itself knows to have happened. */
export type SystemWhat =
  | 'orderGiven' | 'orderAnswered' | 'orderUnderWay' | 'orderDone' | 'orderRefused' | 'orderCancelled' | 'orderReplaced'
  | 'decisionAsked' | 'decisionMade' | 'decisionReturned' | 'decisionReviewed'
  | 'warningTaken' | 'warningClosed' | 'reportSent' | 'reportReceived' | 'shiftOffered' | 'shiftTaken'; // prettier-ignore

/** A line of the duty journal as it is read: what an officer entered, or what the console derives from a record. */
export type DiaryLine = {
  readonly id: string;
  readonly at: Instant;
  readonly kind: EntryKind;
  readonly direction: JournalEntry['direction'];
  readonly media: Media;
  readonly links: readonly RecordLink[];
} & (
  | { readonly origin: 'entry'; readonly row: EntryRow }
  | {
      readonly origin: 'system';
      readonly what: SystemWhat;
      readonly title: LocalText;
      /** Post, department or officer's post. */
      readonly by: string;
      readonly to: string;
    }
);

export function entryLine(row: EntryRow): DiaryLine {
  const { happenedAt, kind, direction, media, links } = row.data;
  return { origin: 'entry', id: row.id, at: happenedAt, kind, direction, media, links, row };
}

type SystemLine = Extract<DiaryLine, { readonly origin: 'system' }>;

/** A line that is read off a record: its id never meets that of an entry. */
function derived(line: Omit<SystemLine, 'origin' | 'media' | 'id'>, about: RecordLink, index = 0): DiaryLine {
  return { ...line, origin: 'system', media: 'system', id: `${about.topic}:${about.id}:${line.what}:${index}` };
}

/** `received` is a department's machine, no person: it is no line. */
const ORDER_WHAT: Readonly<Partial<Record<OrderState, SystemWhat>>> = {
  sent: 'orderGiven',
  acknowledged: 'orderAnswered',
  underWay: 'orderUnderWay',
  done: 'orderDone',
  refused: 'orderRefused',
  cancelled: 'orderCancelled',
  replaced: 'orderReplaced',
};

export function orderLines({ id, data }: EntityRow<'order'>): DiaryLine[] {
  const about: RecordLink = { topic: 'order', id };
  const links = withIncidents(about, data.incident === undefined ? [] : [data.incident]);
  return [...data.steps, data.status].flatMap((step, index) => {
    const what = ORDER_WHAT[step.state];
    if (!what) return [];
    const isOurs = step.state === 'sent' || step.state === 'cancelled' || step.state === 'replaced';
    const sides = isOurs
      ? { by: data.from.post, to: data.to.department }
      : { by: data.to.department, to: data.from.post };
    const direction = isOurs ? 'out' : 'in';
    return derived({ what, at: step.at, kind: 'order', direction, links, title: data.title, ...sides }, about, index);
  });
}

export function decisionLines({ id, data }: EntityRow<'decision'>): DiaryLine[] {
  const about: RecordLink = { topic: 'decision', id };
  const { status, question: title } = data;
  const shared = {
    kind: 'decision',
    direction: 'within',
    links: withIncidents(about, data.incidents),
    title,
    to: '',
  } as const;
  const last = data.writtenBy.at(-1)?.post ?? '';
  switch (status.state) {
    case 'submitted':
      return [derived({ ...shared, what: 'decisionAsked', at: status.since, by: last }, about)];
    case 'decided':
      return [derived({ ...shared, what: 'decisionMade', at: status.by.at, by: status.by.post }, about)];
    case 'returned':
      return [derived({ ...shared, what: 'decisionReturned', at: status.since, by: status.by.post }, about)];
    case 'reviewed':
      return [
        derived({ ...shared, what: 'decisionMade', at: status.decided.at, by: status.decided.post }, about),
        derived({ ...shared, what: 'decisionReviewed', at: status.since, by: status.by.post }, about),
      ];
    default:
      return [];
  }
}

export function warningLines(row: WarningRow): DiaryLine[] {
  if (row.form === 'fold' || row.isDrill) return [];
  const status = row.handling?.status;
  if (status?.state !== 'acknowledged' && status?.state !== 'closed') return [];
  const about: RecordLink = { topic: 'alert', id: row.id };
  return [
    derived(
      {
        what: status.state === 'closed' ? 'warningClosed' : 'warningTaken',
        at: status.at,
        kind: 'message',
        direction: 'within',
        links: withIncidents(about, incidentsOf(row)),
        title: row.alert.headline,
        by: status.post,
        to: '',
      },
      about,
    ),
  ];
}

function incidentsOf({ handling }: WarningLine): readonly string[] {
  return handling?.incidents ?? [];
}

export function reportLines({ id, data: { incident, status, recipient } }: EntityRow<'report'>): DiaryLine[] {
  if (status.state === 'drafted') return [];
  const about: RecordLink = { topic: 'report', id };
  const sent = status.state === 'sent' ? status.by : status.sent;
  const shared = { kind: 'message', links: withIncidents(about, [incident]), title: recipient } as const;
  const out = derived({ ...shared, what: 'reportSent', at: sent.at, direction: 'out', by: sent.post, to: '' }, about);
  if (status.state === 'sent') return [out];
  const back = {
    ...shared,
    what: 'reportReceived',
    at: status.since,
    direction: 'in',
    by: status.by,
    to: sent.post,
  } as const;
  return [out, derived(back, about)];
}

export function shiftLines({ id, data: { from, status } }: EntityRow<'handover'>): DiaryLine[] {
  const about: RecordLink = { topic: 'handover', id };
  const shared = { kind: 'message', direction: 'within', links: [], title: {} } as const;
  const offered = derived({ ...shared, what: 'shiftOffered', at: from.at, by: from.post, to: '' }, about);
  if (status.state === 'offered') return [offered];
  const taken = { ...shared, what: 'shiftTaken', at: status.since, by: status.by.post, to: from.post } as const;
  return [offered, derived(taken, about)];
}

function withIncidents(about: RecordLink, incidents: readonly string[]): readonly RecordLink[] {
  return [about, ...incidents.map((id): RecordLink => ({ topic: 'incident', id }))];
}

/** What is chosen, and the words that are sought in what a line says (`words`, in the window's language). */
export function diaryFilter(
  query: string,
  chosen: Chosen,
  words: (line: DiaryLine) => string,
): (line: DiaryLine) => boolean {
  const wanted = query.trim().toLocaleLowerCase();
  const has = (facet: string, value: string): boolean => {
    const values = chosen[facet] ?? [];
    return values.length === 0 || values.includes(value);
  };
  const incidents = chosen['incident'] ?? [];
  return (line) =>
    has('origin', line.origin) &&
    has('kind', line.kind) &&
    has('direction', line.direction) &&
    has('media', line.media) &&
    (incidents.length === 0 || line.links.some(({ topic, id }) => topic === 'incident' && incidents.includes(id))) &&
    (wanted === '' || words(line).toLocaleLowerCase().includes(wanted));
}
