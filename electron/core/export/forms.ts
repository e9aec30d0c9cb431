import type { Kept } from './facts.ts';
import { isDecided } from './metrics.ts';
import { entryWords } from './log-sheets.ts';
import { receiver, reportName } from './orders-sheet.ts';
import type { Sheet, Table } from './sheet.ts';
import type { Teller } from './teller.ts';

/** Orders and log lines that a briefing shows: the newest. */
const MOST_ACTIONS = 12;

/** The forms of a package (PK4): three after the American ICS, three as Chinese duty rooms fill them; all from the same facts. */
export function forms(tell: Teller): Sheet[] {
  const { incidents } = tell.facts.records;
  return [
    ...briefed(incidents)
      .slice(0, 1)
      .map((one) => ics201(tell, one)),
    ics209(tell, incidents),
    ics214(tell),
    journalForm(tell),
    situationForm(tell),
    orderForm(tell),
  ];
}

/** The briefing is about the incident of the scope, or the gravest one of it. */
function briefed(incidents: readonly Kept<'incident'>[]): Kept<'incident'>[] {
  const rank = ({ data }: Kept<'incident'>): number => (data.level === 0 ? 5 : data.level);
  return incidents.toSorted((a, b) => rank(a) - rank(b));
}

function ics201(tell: Teller, incident: Kept<'incident'>): Sheet {
  const { form, incidentState } = tell.words;
  const { data } = incident;
  const { orders, decisions, units } = tell.facts.records;
  const own = orders.filter((one) => one.data.incident === incident.id);
  const mapped = decisions
    .filter((one) => one.data.incidents.includes(incident.id))
    .findLast((one) => one.data.evidence?.picture);
  const picture = mapped?.data.evidence?.picture?.sha256;
  return {
    id: 'ics-201',
    title: form.ics201,
    note: form.like,
    newPage: true,
    facts: [
      [form.incident, tell.text(data.title)],
      [
        form.prepared,
        tell.fill(form.preparedBy, { who: tell.hand(tell.facts.by), at: tell.full(tell.facts.exportedAt) }),
      ],
      [form.situationNow, situation(tell, incident)],
      ...(picture === undefined ? [] : ([[form.map, tell.fill(form.mapSee, { file: picture.slice(0, 16) })]] as const)),
    ],
    tables: [
      {
        title: form.objectives,
        columns: [
          { label: form.at, width: 20 },
          { label: form.objective, width: 50 },
          { label: tell.words.decision.chosen, width: 30 },
        ],
        rows: decisions
          .filter((one) => isDecided(one.data.status.state) && one.data.incidents.includes(incident.id))
          .map((one) => [
            tell.at(one.data.status.since),
            tell.text(one.data.question),
            tell.text(one.data.options[one.data.chosen ?? -1]?.name),
          ]),
        empty: form.noDecisions,
      },
      {
        title: form.actions,
        columns: [
          { label: form.at, width: 20 },
          { label: form.action, width: 45 },
          { label: tell.words.order.to, width: 20 },
          { label: form.state, width: 15 },
        ],
        rows: own
          .slice(-MOST_ACTIONS)
          .map((one) => [
            tell.at(one.data.from.at),
            tell.text(one.data.title),
            receiver(tell, one.data),
            tell.words.orderState[one.data.status.state],
          ]),
        empty: form.noOrders,
      },
      organisation(tell),
      resources(tell, units.filter((unit) => isOn(unit, incident.id, data))), // prettier-ignore
    ],
    paragraphs:
      data.status.state === 'closed'
        ? [`${incidentState.closed}${tell.words.colon}${tell.text(data.status.outcome)}`]
        : [],
  };
}

function isOn({ id, data }: Kept<'resource'>, incident: string, { status }: Kept<'incident'>['data']): boolean {
  if ((status.state === 'dispatched' || status.state === 'onScene') && status.units.includes(id)) return true;
  return (
    data.form === 'unit' &&
    (data.status.state === 'enRoute' || data.status.state === 'onScene') &&
    data.status.incident === incident
  );
}

function situation(tell: Teller, { data }: Kept<'incident'>): string {
  const { incidentState, incidentKind, level, unknown } = tell.words;
  const figures = (data.figures ?? []).map(
    (one) => `${tell.text(one.label)} ${one.value === null ? unknown : `${one.value} ${tell.text(one.unit)}`.trim()}`,
  );
  return [
    tell.list([incidentKind[data.kind], level[data.level], incidentState[data.status.state]]),
    `${tell.words.form.reported} ${tell.full(data.reportedAt)}`,
    ...(data.place ? [tell.text(data.place)] : []),
    ...figures,
    ...(data.note ? [tell.text(data.note.text)] : []),
  ].join('\n');
}

function organisation(tell: Teller): Table {
  const { form } = tell.words;
  const seen = new Map(tell.facts.log.flatMap(({ who }) => (who ? [[`${who.officer} ${who.post}`, who]] : [])));
  return {
    title: form.organisation,
    columns: [
      { label: form.post, width: 50 },
      { label: form.who, width: 50 },
    ],
    rows: [...seen.values()].map(({ officer, post }) => [tell.post(post), tell.officer(officer)]),
    empty: form.noActivity,
  };
}

function resources(tell: Teller, units: readonly Kept<'resource'>[]): Table {
  const { form, unitState } = tell.words;
  return {
    title: form.resources,
    columns: [
      { label: form.unit, width: 34 },
      { label: form.department, width: 22 },
      { label: form.state, width: 14 },
      { label: form.since, width: 20 },
      { label: form.eta, width: 20 },
    ],
    rows: units.flatMap(({ data }) => {
      if (data.form !== 'unit') return [];
      const eta = data.status.state === 'enRoute' ? tell.atOrUnknown(data.status.etaAt) : '';
      return [
        [
          tell.text(data.name),
          tell.department(data.department),
          unitState[data.status.state],
          tell.at(data.status.since),
          eta,
        ],
      ];
    }),
    empty: form.noUnits,
  };
}

function ics209(tell: Teller, incidents: readonly Kept<'incident'>[]): Sheet {
  const { form, incidentState, incidentKind, level, unknown } = tell.words;
  const { units, orders } = tell.facts.records;
  return {
    id: 'ics-209',
    title: form.ics209,
    note: form.like,
    newPage: true,
    tables: [
      {
        columns: [
          { label: form.incident, width: 28 },
          { label: form.state, width: 16 },
          { label: form.times, width: 30 },
          { label: form.figure, width: 20 },
          { label: form.resources, width: 14 },
        ],
        rows: incidents.map((one) => [
          [tell.text(one.data.title), tell.text(one.data.place)].filter((part) => part !== '').join('\n'),
          [incidentState[one.data.status.state], incidentKind[one.data.kind], level[one.data.level]].join('\n'),
          (tell.facts.incidentSteps.get(one.id) ?? [])
            .map(({ state, at }) => `${tell.at(at)} ${tell.word(incidentState, state)}`)
            .join('\n'),
          (one.data.figures ?? [])
            .map(({ label, value, unit }) =>
              `${tell.text(label)} ${value === null ? unknown : `${value} ${tell.text(unit)}`}`.trimEnd(),
            )
            .join('\n'),
          `${form.unit} ${units.filter((unit) => isOn(unit, one.id, one.data)).length}\n${tell.words.noun.order} ${
            orders.filter(({ data }) => data.incident === one.id).length
          }`,
        ]),
        empty: form.noIncidents,
      },
    ],
  };
}

/** One table for each officer who did something. */
function ics214(tell: Teller): Sheet {
  const { form } = tell.words;
  const byHand = Map.groupBy(
    tell.facts.log.filter(({ who, kind }) => who !== null && kind !== 'result'),
    ({ who }) => `${who?.officer} ${who?.post}`,
  );
  const tables = [...byHand.values()].map((entries): Table => {
    const [first] = entries;
    return {
      title: first?.who ? tell.hand(first.who) : '',
      columns: [
        { label: form.at, width: 20 },
        { label: form.activity, width: 70 },
        { label: tell.words.timeline.no, width: 10, align: 'right' },
      ],
      rows: entries.map((entry) => [tell.at(entry.time.entry), entryWords(tell, entry), String(entry.no)]),
      empty: form.noActivity,
    };
  });
  const none: Table = { columns: [{ label: form.activity, width: 1 }], rows: [], empty: form.noActivity };
  return {
    id: 'ics-214',
    title: form.ics214,
    note: form.like,
    newPage: true,
    tables: tables.length > 0 ? tables : [none],
  };
}

function journalForm(tell: Teller): Sheet {
  const { form, media } = tell.words;
  const { journal } = tell.facts.records;
  const numbers = new Map(journal.map(({ id, data }) => [id, data.number]));
  return {
    id: 'duty-journal',
    title: form.journal,
    newPage: true,
    tables: [
      {
        columns: [
          { label: form.number, width: 7, align: 'right' },
          { label: form.happened, width: 15 },
          { label: form.direction, width: 7 },
          { label: form.media, width: 9 },
          { label: form.from, width: 15 },
          { label: form.to, width: 15 },
          { label: form.text, width: 42 },
          { label: form.by, width: 16 },
        ],
        rows: journal.map(({ data }) => [
          String(data.number),
          tell.at(data.happenedAt),
          form[data.direction],
          media[data.media],
          data.from,
          data.to,
          [
            tell.text(data.text),
            ...(data.corrects === undefined
              ? []
              : [tell.fill(form.corrects, { number: numbers.get(data.corrects) ?? '?' })]),
          ].join('\n'),
          tell.hand(data.by),
        ]),
        empty: form.noEntries,
      },
    ],
  };
}

function situationForm(tell: Teller): Sheet {
  const { form, report: words, unknown } = tell.words;
  const { reports } = tell.facts.records;
  const blank: Table = { columns: [{ label: words.text, width: 1 }], rows: [], empty: form.noReports };
  return {
    id: 'situation-report',
    title: form.situation,
    newPage: true,
    tables:
      reports.length === 0
        ? [blank]
        : reports.map(({ data }): Table => {
            return {
              title: `${tell.title(data.incident)}  ${reportName(tell, data)}  ${tell.text(data.recipient)}`,
              columns: [
                { label: words.field, width: 24 },
                { label: words.text, width: 76 },
              ],
              rows: data.fields.map(({ key, text }) => [key, text === null ? unknown : tell.text(text)]),
              empty: form.noReports,
            };
          }),
  };
}

/** One block for each order: what, from whom, to whom, until when, and each step with its time and its hand. */
function orderForm(tell: Teller): Sheet {
  const { form, order: words, orderState } = tell.words;
  const { orders } = tell.facts.records;
  const blank: Table = { columns: [{ label: words.title, width: 1 }], rows: [], empty: form.noOrders };
  return {
    id: 'order-sheet',
    title: form.orders,
    newPage: true,
    tables:
      orders.length === 0
        ? [blank]
        : orders.map(({ data }, index): Table => {
            const text = tell.text(data.text);
            return {
              title: `${index + 1}. ${tell.text(data.title)}`,
              columns: [
                { label: words.step, width: 16 },
                { label: words.at, width: 22 },
                { label: words.by, width: 30 },
                { label: words.result, width: 40 },
              ],
              rows: [
                [
                  orderState.sent,
                  tell.full(data.from.at),
                  tell.hand(data.from),
                  [`→ ${receiver(tell, data).replace('\n', ' ')}`, text].filter((part) => part !== '').join('\n'),
                ],
                ...[...data.steps, data.status]
                  .filter(({ state }) => state !== 'sent')
                  .map((step) => [
                    orderState[step.state],
                    tell.full(step.at),
                    tell.anybody(step.by),
                    'result' in step ? tell.text(step.result) : 'reason' in step ? tell.text(step.reason) : '',
                  ]),
              ],
              empty: form.noOrders,
            };
          }),
  };
}
