import { createHash } from 'node:crypto';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { Report, ReportKind } from '../../../shared/domain/report.ts';
import { happeningOf, nextNumber, reportClocks } from '../../../shared/domain/report-clocks.ts';
import { isOfLine, sentAt, sentReports, toldBy, type ReportLine } from '../../../shared/domain/report-told.ts';
import type { ReportSet } from '../../../shared/domain/report-set.ts';
import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import { ProblemError, type Param } from '../../../shared/kit/problem.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { NewReport } from '../../../shared/protocol/commands/report-commands.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import { follow, type LiveSource } from '../queries/live-source.ts';
import type { CommandDesk } from '../sync/command-desk.ts';
import { draftFields, type DraftFacts } from './draft.ts';

export interface ReportCallParts {
  /** By the clocks of the hubs, which time what is sent. */
  readonly now: () => Instant;
  readonly sets: readonly ReportSet[];
  readonly desk: Pick<CommandDesk, 'give' | 'seen'>;
  /** Masked, with what this console did to them. */
  readonly records: (topic: Topic) => LiveSource;
  readonly cityFeed: () => string | null;
  /** Who sits here, as a recipient may call him; null: nobody. */
  readonly contact: () => LocalText | null;
  readonly departmentName: (code: string) => LocalText;
}

type ReportCalls = Pick<
  CallHandlers,
  'reportSets' | 'draftReport' | 'changeReport' | 'phoneReport' | 'sendReport' | 'receiveReport'
>;

const ZONE = '+08:00';

/** What an officer does with reports: one command each, decided at the hub (shared/protocol/commands). */
export function reportCalls(parts: ReportCallParts): ReportCalls {
  const { sets, desk, records, cityFeed } = parts;

  function all<T extends Topic>(topic: T): readonly { readonly id: string; readonly data: TopicRecord[T] }[] {
    const rows: { id: string; data: TopicRecord[T] }[] = [];
    const end = follow(records(topic), (_id, json) => {
      if (json !== null) rows.push(JSON.parse(json) as { id: string; data: TopicRecord[T] });
    });
    end();
    return rows;
  }

  function setOf(id: string): ReportSet {
    const found = sets.find((set) => set.id === id);
    if (!found) throw refusal('report-set-unknown', { set: id });
    return found;
  }

  function lineReports(line: ReportLine): readonly Report[] {
    return all('report').flatMap(({ data }) => (isOfLine(data, line) ? [data] : []));
  }

  function factsFor(id: string, reports: readonly Report[], zone: string): DraftFacts {
    const incident = all('incident').find((row) => row.id === id);
    if (!incident) throw refusal('entity-unknown', { id });
    const sent = sentReports(reports);
    const last = sent.at(-1);
    return {
      now: parts.now(),
      zone,
      incident: incident.data,
      orders: all('order')
        .flatMap(({ data }) => (data.incident === id ? [data] : []))
        .toSorted((a, b) => a.status.at - b.status.at),
      decisions: all('decision').flatMap(({ data }) => (data.incidents.includes(id) ? [data] : [])),
      units: all('resource').flatMap(({ data }) =>
        data.form === 'unit' && 'incident' in data.status && data.status.incident === id ? [data] : [],
      ),
      supplies: all('supply').map(({ data }) => data),
      told: toldBy(reports),
      toldAt: last ? sentAt(last) : null,
      sent: sent.length,
      contact: parts.contact(),
      departmentName: parts.departmentName,
    };
  }

  /** Told before this one went out: a draft that is changed is compared with what stood before it. */
  function toldBefore(report: Report): NewReport['told'] {
    const others = lineReports(report).filter((other) => !isSameJson(other, report));
    return [...toldBy(others)].map(([key, text]) => ({ key, text }));
  }

  return {
    reportSets: () => sets,
    draftReport({ incident, set: setId, kind, recipient }) {
      const set = setOf(setId);
      const line: ReportLine = { incident, set: setId, recipient };
      const reports = lineReports(line);
      const number = kind === 'followUp' ? nextNumber(reports) : 0;
      checkPlace(kind, set, reports);
      const facts = factsFor(incident, reports, set.zone ?? ZONE);
      const clocks = reportClocks(happeningOf(facts.incident), set, reports, facts.now);
      const due = clocks.find(({ duty }) => duty === kind)?.due;
      const phone = clocks.find(({ duty }) => duty === 'phone')?.due;
      const feed = cityFeed();
      if (feed === null) throw refusal('no-feed');
      const id = idOf(line, kind, number);
      const payload: NewReport = {
        ...line,
        kind,
        number,
        // A report at need, or one that is due at once, is due when it is begun.
        dueAt: due ?? instant(Math.floor(facts.now / MINUTE) * MINUTE),
        ...(kind === 'first' && phone && { phoneDueAt: phone }),
        fields: [...draftFields(kind, facts)],
        told: [...facts.told].map(([key, text]) => ({ key, text })),
      };
      return { ...desk.give({ type: 'report.draft', entityId: id, payload, expectedRev: null, feed }), id };
    },
    changeReport({ id, expectedRev, fields }) {
      const payload = { fields, told: toldBefore(desk.seen('report', id)) };
      return desk.give({ type: 'report.change', entityId: id, payload, expectedRev });
    },
    phoneReport: ({ id, expectedRev }) => desk.give({ type: 'report.phone', entityId: id, payload: {}, expectedRev }),
    sendReport({ id, expectedRev }) {
      const { set, kind } = desk.seen('report', id);
      const required = setOf(set).fields[kind];
      return desk.give({ type: 'report.send', entityId: id, payload: { required }, expectedRev });
    },
    receiveReport: ({ id, expectedRev, by }) =>
      desk.give({ type: 'report.receive', entityId: id, payload: { by }, expectedRev }),
  };
}

/** RP8: one first and one final report of a line, one draft of a follow-up at a time, and none before what it follows. */
function checkPlace(kind: ReportKind, { first }: ReportSet, reports: readonly Report[]): void {
  const isThere = reports.some((report) => report.kind === kind && (kind !== 'followUp' || sentAt(report) === null));
  if (isThere) throw refusal('report-exists');
  if (kind === 'followUp' && first !== null && sentReports(reports).length === 0) throw refusal('report-no-first');
  if (kind !== 'final' && sentReports(reports).some((report) => report.kind === 'final')) {
    throw refusal('report-final-is-out');
  }
}

/** Its place in the row: two consoles that draft the same one make the same record, and the hub takes the first. */
function idOf({ incident, set, recipient }: ReportLine, kind: ReportKind, number: number): string {
  const place = JSON.stringify([incident, set, recipient.zh ?? recipient.en, kind, number]);
  return `report-${createHash('sha256').update(place).digest('hex').slice(0, 24)}`;
}

function refusal(code: string, params?: Readonly<Record<string, Param>>): ProblemError {
  return new ProblemError({ code, origin: 'reports', ...(params && { params }) });
}
