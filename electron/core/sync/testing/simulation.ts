import type { Conflict } from '../../../../shared/domain/conflict.ts';
import { DISPOSITIONS } from '../../../../shared/domain/handling.ts';
import { FINDING_STATES } from '../../../../shared/domain/finding.ts';
import type { Topic } from '../../../../shared/domain/topics.ts';
import { isSameJson } from '../../../../shared/kit/equal.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { instant, type Instant } from '../../../../shared/kit/time.ts';
import type { CallParsed } from '../../../../shared/protocol/console-api/calls.ts';
import { command as commandSchema } from '../../../../shared/protocol/feed/command.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { citizenCase, cordon, drawing, incident, opinion, supply, unit } from '../../testing/records.ts';
import { alert } from '../../warning/testing/alerts.ts';
import { rungId } from '../../warning/ladder/climber.ts';
import { draftOf } from '../../decisions/testing/made.ts';
import { TEMPLATES, templateWords } from '../../plans/testing/made.ts';
import { REPORTS, reportWords } from '../../reports/testing/made.ts';
import { OWN, ownAlert, ownFigures, ruleWords, RULES } from '../../warning/rules/testing/own.ts';
import { Broken } from './broken.ts';
import { ModelFeed } from './model-feed.ts';
import { checkOverlay } from './overlay.ts';
import { SimStation, type Flight } from './sim-station.ts';
import { FEEDS, STATIONS, type Act, type Step } from './steps.ts';
import { thirdValues } from './third-values.ts';
import { Wire } from './wire.ts';

export type Fields = Readonly<Record<string, unknown>>;

const INCIDENTS = ['i1', 'i2', 'i3'];
const UNITS = ['u1', 'u2'];
const CASES = ['c1', 'c2', 'c3'];
const WARNINGS = ['w1', 'w2'];
/** What the record of a warning counts as before anything was done about it (C6). */
const NOTHING_DONE: Fields = { status: { state: 'new' } };
const TALK = ['t1', 't2'];
const STOCKS = ['s1', 's2', 's3'];
const STOCK = 100;
const HOUR = 3_600_000;
/** Rounds in which everything must have settled once all is well again. */
const HEALING_ROUNDS = 60;

function journalLine(now: Instant, value: number): CallParsed<'enterJournal'> {
  return {
    kind: 'message',
    direction: 'in',
    media: 'phone',
    from: 'WRB',
    to: 'CCC',
    text: `line ${value}`,
    happenedAt: now,
    links: [],
  };
}

type Given = { readonly commandId: string } | readonly { readonly commandId: string }[] | null;

/** Several stations, their links and two hubs, in one thread and in a time of their own. */
export class Simulation {
  readonly feeds: ReadonlyMap<string, ModelFeed>;
  readonly stations: readonly SimStation[];
  /** What the outbox acknowledged: it must be there for ever. */
  readonly promised = new Map<string, SimStation>();
  /** What the officer saw when he gave a command: his record, by command. */
  readonly seen = new Map<string, Fields>();
  readonly refusals = new Map<string, number>();
  readonly #clock = new ManualClock();
  readonly #wire = new Wire((id) => this.#feed(id));

  constructor() {
    this.feeds = new Map(FEEDS.map((id) => [id, new ModelFeed(id, () => this.#clock.now())]));
    for (const id of INCIDENTS) this.#feed('hotline').tell('put', 'incident', id, incident());
    for (const id of UNITS) this.#feed('ems').tell('put', 'resource', id, unit());
    for (const id of STOCKS) this.#feed('ems').tell('put', 'supply', id, supply({ depot: id, quantity: STOCK }));
    this.#feed('hotline').tell('put', 'drawing', 'd1', drawing());
    for (const id of CASES) this.#feed('hotline').tell('put', 'case', id, citizenCase());
    for (const id of WARNINGS) this.#feed('ems').tell('put', 'alert', id, alert({ identifier: id }));
    for (const id of TALK) this.#feed('hotline').tell('put', 'opinion', id, opinion());
    for (const feed of this.feeds.values()) feed.backUp();
    this.stations = STATIONS.map((id) => {
      return new SimStation({ id, feeds: this.feeds, send: (station, flight) => this.#sent(station, flight) });
    });
    for (const station of this.stations) {
      for (const feed of this.feeds.values()) {
        station.receive(feed, 100);
        station.link(feed, true);
      }
      this.#look(station, () => true);
    }
  }

  run(step: Step): void {
    switch (step.do) {
      case 'act':
        return this.#act(this.#station(step.station), step.act, step.pick, step.value);
      case 'link':
        return this.#link(this.#station(step.station), FEEDS[step.feed] ?? 'hotline', step.isUp);
      case 'wire':
        return this.#wire.travel(step.how, step.pick);
      case 'answer':
        return this.#wire.answer(step.isLost, step.pick);
      case 'ghost':
        return this.#wire.ghost(step.pick);
      case 'receive': {
        const station = this.#station(step.station);
        const feed = this.#feed(FEEDS[step.feed] ?? 'hotline');
        if (!station.isLinked(feed.id)) return;
        station.receive(feed, step.count);
        // Half of what came he looks at at once; of the rest his screen is a moment behind.
        return this.#look(station, (id) => id.charCodeAt(id.length - 1) % 2 === station.cursor(feed.id).seq % 2);
      }
      case 'snapshot': {
        const station = this.#station(step.station);
        const feed = this.#feed(FEEDS[step.feed] ?? 'hotline');
        if (station.isLinked(feed.id)) station.receiveSnapshot(feed);
        return;
      }
      case 'look':
        checkOverlay(this.#station(step.station));
        return this.#look(this.#station(step.station), () => true);
      case 'system':
        return this.#system(step.pick, step.value);
      case 'time':
        return this.#pass(step.milliseconds);
      case 'jump':
        return this.#station(step.station).clock.jump(step.hours * HOUR);
      case 'crash':
        return this.#restart(this.#station(step.station));
      case 'disk':
        this.#station(step.station).store.fault = step.fault;
        return;
      case 'backup':
        return this.#feed(FEEDS[step.feed] ?? 'hotline').backUp();
      case 'restore':
        return this.#restore(this.#feed(FEEDS[step.feed] ?? 'hotline'), step.pick, step.isNoticed);
      case 'carry':
        return this.#carry(this.#station(step.from), this.#station(step.to));
    }
  }

  /** Links, disks and wires are well again; returns when everything has settled. Throws `Broken` when it does not. */
  heal(): void {
    for (const station of this.stations) {
      station.store.fault = null;
      if (station.store.isBroken) this.#restart(station);
      for (const feed of this.feeds.values()) station.link(feed, true);
    }
    for (let round = 0; round < HEALING_ROUNDS; round += 1) {
      this.#wire.drain();
      for (const station of this.stations) for (const feed of this.feeds.values()) station.receive(feed, 1_000);
      if (this.stations.every((station) => station.isSettled) && this.#wire.isEmpty) {
        return;
      }
      this.#pass(31_000);
    }
    const open = this.stations.flatMap((station) => station.core.outbox.pending.all().map(({ record }) => record));
    const uncompared = this.stations.map(({ store }) => store.read.feeds.all().map((feed) => feed.uncompared));
    throw new Broken(
      `does not settle: ${JSON.stringify([open.map(({ commandId, state }) => [commandId, state]), uncompared])}`,
    );
  }

  /** Every open conflict is settled at every seat at once, as often as it takes. Throws `Broken` when one stays open. */
  settleConflicts(): void {
    // An order that a seat a day behind gives is past its time when it comes.
    for (const { clock } of this.stations) clock.jump(this.#clock.now() - clock.now());
    for (let round = 0; round < HEALING_ROUNDS; round += 1) {
      const open = this.#openConflicts();
      if (open.length === 0) return;
      this.stations.forEach((station, index) => {
        this.#look(station, () => true);
        for (const id of open) this.#act(station, 'resolve', { conflictId: id }, round + index);
      });
      this.heal();
    }
    throw new Broken(`conflicts stay open: ${this.#openConflicts().join(' ')}`);
  }

  #openConflicts(): string[] {
    return [...this.feeds.values()].flatMap((feed) =>
      [...feed.entities]
        .filter(
          ([key, { data }]) => key.startsWith('conflict\n') && (data as unknown as Conflict).status.state === 'open',
        )
        .map(([key]) => key.slice('conflict\n'.length)),
    );
  }

  get stockOfAll(): number {
    return STOCKS.length * STOCK;
  }

  #feed(id: string): ModelFeed {
    const feed = this.feeds.get(id);
    if (!feed) throw new Error(`no feed ${id}`);
    return feed;
  }

  #station(index: number): SimStation {
    const station = this.stations[index % this.stations.length];
    if (!station) throw new Error('no station');
    return station;
  }

  /** Outbox before act, and nothing late by itself: looked at whenever a command leaves. */
  #sent(station: SimStation, flight: Flight): void {
    if (flight.raw !== null) this.#checkSent(station, flight);
    this.#wire.send(station, flight);
  }

  #checkSent(station: SimStation, flight: Flight): void {
    const given = commandSchema.parse(flight.raw);
    const record = station.store.read.outbox.get(given.commandId);
    if (!record || record.tries === 0) throw new Broken(`${given.commandId} left before it was on disk as sent`);
    if (record.state === 'withdrawn') throw new Broken(`${given.commandId} left after it was taken back`);
    const isQuestion = given.expiresAt === 0;
    if (!isQuestion && given.expiresAt <= station.clock.now())
      throw new Broken(`${given.commandId} left past its time`);
  }

  #link(station: SimStation, feed: string, isUp: boolean): void {
    station.link(this.#feed(feed), isUp);
    if (!isUp) this.#wire.cut(station, feed);
  }

  /** The hub is stopped, put back and started: no line and nothing in its buffers outlives that. */
  #restore(feed: ModelFeed, pick: number, isNoticed: boolean): void {
    for (const station of this.stations) this.#link(station, feed.id, false);
    this.#wire.forget(feed.id);
    feed.restore(pick, isNoticed);
    // Two changes that were made at one place of two lives of a log are told apart by their times.
    this.#pass(1_000);
  }

  #pass(milliseconds: number): void {
    this.#clock.pass(milliseconds);
    for (const station of this.stations) {
      station.clock.pass(milliseconds);
      if (milliseconds >= 1_000 && station.store.isBroken) this.#restart(station);
    }
  }

  #restart(station: SimStation): void {
    station.restart();
    for (const feed of this.feeds.values()) station.link(feed, true);
  }

  #look(station: SimStation, wants: (id: string) => boolean): void {
    for (const topic of [
      'incident',
      'resource',
      'supply',
      'conflict',
      'drawing',
      'handling',
      'opinion',
      'alert',
      'rule',
      'template',
      'report',
      'case',
      'decision',
      'order',
      'journal',
      'handover',
      'finding',
    ] as const) {
      for (const { id } of station.store.read.entities.page(topic, null, 1_000)) if (wants(id)) station.look(topic, id);
    }
  }

  #system(pick: number, value: number): void {
    const at = this.#clock.now();
    const ems = this.#feed('ems');
    const unitId = UNITS[pick % UNITS.length] ?? 'u1';
    if (pick % 4 === 0) ems.tell('patch', 'resource', unitId, { at: [117 + value / 100, 30], positionAt: at });
    else if (pick % 4 === 1) ems.tell('patch', 'resource', unitId, { status: { state: 'free', since: at } });
    else {
      const id = INCIDENTS[value % INCIDENTS.length] ?? 'i1';
      this.#feed('hotline').tell(
        'patch',
        'incident',
        id,
        pick % 4 === 2 ? { level: value % 5 } : { district: `d${value}` },
      );
    }
  }

  #carry(from: SimStation, to: SimStation): void {
    if (from === to) return;
    try {
      to.core.outbox.carry(from.id, structuredClone(from.core.outbox.handOver()));
    } catch (error) {
      this.#refused(error);
    }
  }

  #act(station: SimStation, act: Act, target: number | { readonly conflictId: string }, value: number): void {
    const pick = typeof target === 'number' ? target : 0;
    const { calls, outbox } = station.core;
    const seenIds = (topic: Topic): string[] =>
      [...station.screen.keys()]
        .filter((key) => key.startsWith(`${topic}\n`))
        .map((key) => key.slice(topic.length + 1));
    const shown = new Set([...seenIds('incident'), ...outbox.pending.created('incident')]);
    const incidentId = [...shown][pick % shown.size] ?? 'i1';
    const otherId = INCIDENTS[(pick + 1 + (value % 2)) % INCIDENTS.length] ?? 'i2';
    const unitId = UNITS[pick % UNITS.length] ?? 'u1';
    const drawn = [...new Set(['d1', ...seenIds('drawing'), ...outbox.pending.created('drawing')])];
    const drawingId = drawn[pick % drawn.length] ?? 'd1';
    const on = (id: string, topic: Topic = 'incident') => ({
      id,
      expectedRev: station.screen.get(`${topic}\n${id}`)?.rev ?? 1,
    });
    const before = new Map<string, Fields>();
    const eye = (topic: Topic, id: string): void => void before.set(`${topic}\n${id}`, this.#eye(station, topic, id));
    for (const id of shown) eye('incident', id);
    for (const id of UNITS) eye('resource', id);
    for (const id of drawn) eye('drawing', id);
    for (const id of WARNINGS) eye('handling', id);
    for (const id of TALK) eye('opinion', id);
    for (const id of OWN) eye('alert', id);
    for (const id of RULES) eye('rule', id);
    for (const id of TEMPLATES) eye('template', id);
    for (const id of REPORTS) eye('report', id);
    const talk = on(TALK[pick % TALK.length] ?? 't1', 'opinion');
    const ownId = OWN[pick % OWN.length] ?? 'o1';
    const ruleId = RULES[pick % RULES.length] ?? 'r1';
    const templateId = TEMPLATES[pick % TEMPLATES.length] ?? 't1';
    const reportId = REPORTS[pick % REPORTS.length] ?? 'p1';
    const screen = (topic: Topic, id: string) => ({
      id,
      expectedRev: station.screen.get(`${topic}\n${id}`)?.rev ?? null,
    });
    const warningId = WARNINGS[pick % WARNINGS.length] ?? 'w1';
    const about = {
      id: warningId,
      expectedRev: station.screen.get(`handling\n${warningId}`)?.rev ?? null,
    };
    const told = [...new Set([...CASES, ...seenIds('case'), ...outbox.pending.created('case')])];
    const caseId = told[pick % told.length] ?? 'c1';
    const otherCase = told[(pick + 1 + (value % 2)) % told.length] ?? 'c2';
    for (const id of told) eye('case', id);
    const [entries, shifts, findings] = (['journal', 'handover', 'finding'] as const).map((topic) => {
      const ids = [...new Set([...seenIds(topic), ...outbox.pending.created(topic)])];
      for (const id of ids) eye(topic, id);
      return ids;
    });
    const one = (ids: readonly string[] | undefined): string => ids?.[pick % Math.max(1, ids.length)] ?? 'nothing';
    const [choices, orders] = (['decision', 'order'] as const).map((topic) => {
      const ids = [...new Set([...seenIds(topic), ...outbox.pending.created(topic)])];
      for (const id of ids) eye(topic, id);
      return ids;
    });
    const conflicts = seenIds('conflict');
    for (const id of conflicts) eye('conflict', id);
    const rows = outbox.rows();
    const row = rows[pick % Math.max(1, rows.length)]?.id ?? 'nothing';
    const picked = conflicts[pick % Math.max(1, conflicts.length)] ?? 'nothing';
    const conflictId = typeof target === 'number' ? picked : target.conflictId;
    const acts: { readonly [A in Act]: () => unknown } = {
      level: () => calls.changeIncident({ ...on(incidentId), set: { level: (value % 5) as 0 } }),
      title: () => calls.changeIncident({ ...on(incidentId), set: { title: { en: `title ${value}` } } }),
      place: () => calls.changeIncident({ ...on(incidentId), set: { place: { en: `place ${value}` } } }),
      levelAndTitle: () =>
        calls.changeIncident({ ...on(incidentId), set: { level: (value % 5) as 0, title: { en: `both ${value}` } } }),
      acknowledge: () => calls.acknowledgeIncident(on(incidentId)),
      close: () => calls.closeIncident({ ...on(incidentId), outcome: 'done' }),
      note: () => calls.addIncidentNote({ ...on(incidentId), text: `note ${value}` }),
      assign: () => calls.assignUnits({ ...on(incidentId), units: [on(unitId, 'resource')] }),
      release: () => calls.releaseUnit(on(unitId, 'resource')),
      move: () =>
        calls.moveStock({
          from: STOCKS[pick % STOCKS.length] ?? 's1',
          to: STOCKS[value % STOCKS.length] ?? 's2',
          quantity: 1 + value * 7,
        }),
      merge: () => calls.mergeIncidents({ ...on(incidentId), others: [on(otherId)] }),
      split: () => calls.splitIncident(on(incidentId)),
      create: () => calls.createIncident({ kind: 'gas', level: 2, title: `new ${value}`, at: null }),
      draw: () => calls.createDrawing({ feed: 'hotline', drawing: cordon(value) }),
      redraw: () =>
        calls.changeDrawing({
          ...on(drawingId, 'drawing'),
          set: value % 2 === 0 ? { geometry: cordon(value).geometry } : { name: { en: `cordon ${value}` } },
        }),
      undraw: () =>
        value % 2 === 0
          ? calls.removeDrawing(on(drawingId, 'drawing'))
          : calls.restoreDrawing(on(drawingId, 'drawing')),
      take: () => calls.warning('warning.acknowledge', about, { disposition: DISPOSITIONS[value % 2] }),
      giveBack: () => calls.warning('warning.reopen', about, {}),
      see: () => calls.warning('warning.see', about, {}),
      putOff: () => calls.warning('warning.snooze', about, { until: 'update' }),
      remark: () => calls.warning('warning.note', about, { text: { en: `remark ${value}` } }),
      escalate: () => calls.climb(rungId(warningId, 0, value % 2), about, { rung: value % 2, to: 'CCC-DL', run: 0 }),
      tell: () => calls.reportOpinion({ ...talk, to: `P${value}` }),
      deal: () => calls.handleOpinion({ ...talk, how: value % 2 === 0 ? 'replied' : 'refuted', text: `said ${value}` }),
      doubt: () =>
        calls.flagOpinion({
          ...talk,
          claim: { en: `claim ${value}` },
          ...(value % 3 > 0 && { fact: { text: `fact ${value}`, department: 'WRB' } }),
        }),
      raiseOwn: () => calls.warning('alert.raise', { id: ownId, expectedRev: null }, ownAlert(ownId, value)),
      renewOwn: () => calls.warning('alert.renew', screen('alert', ownId), ownFigures(ownId, value)),
      endOwn: () => calls.warning('alert.end', screen('alert', ownId), { at: ownAlert(ownId, value).sentAt }),
      lowerOwn: () => calls.warning('alert.overrule', screen('alert', ownId), { level: 4, reason: `reason ${value}` }),
      wordRule: () => calls.warning('rule.put', screen('rule', ruleId), { rule: ruleWords(value), after: 0 }),
      switchRule: () => calls.warning('rule.enable', screen('rule', ruleId), { enabled: value % 2 === 0 }),
      wordTemplate: () =>
        calls.warning('template.word', screen('template', templateId), { template: templateWords(value), after: 0 }),
      switchTemplate: () =>
        calls.warning('template.switch', screen('template', templateId), {
          enabled: value % 2 === 0,
          why: `reason ${value}`,
        }),
      draftReport: () => calls.warning('report.draft', { id: reportId, expectedRev: null }, reportWords(value)),
      wordReport: () =>
        calls.warning('report.change', on(reportId, 'report'), { fields: reportWords(value).fields, told: [] }),
      phoneReport: () => calls.warning('report.phone', on(reportId, 'report'), {}),
      sendReport: () => calls.warning('report.send', on(reportId, 'report'), { required: ['place'] }),
      receiveReport: () => calls.warning('report.receive', on(reportId, 'report'), { by: `person ${value}` }),
      // What no list covers needs a second person, whoever he is.
      draftDecision: () => calls.draftDecision(draftOf(incidentId, unitId, value % 2 === 0 ? 'dispatch' : 'other')),
      wordDecision: () =>
        calls.changeDecision({ ...on(one(choices), 'decision'), set: { question: { en: `question ${value}` } } }),
      choose: () =>
        calls.chooseOption({
          ...on(one(choices), 'decision'),
          chosen: value % 2,
          reason: `reason ${value}`,
          facts: [{ topic: 'incident', id: incidentId }],
          ...(value % 4 === 3 && { alone: true }),
        }),
      second: () => {
        const target = on(one(choices), 'decision');
        if (value % 4 === 0) return calls.returnDecision({ ...target, reason: 'look again' });
        return value % 4 === 1 ? calls.ratifyDecision(target) : calls.approveDecision(target);
      },
      order: () =>
        calls.giveOrder({ form: 'order', title: `order ${value}`, to: { department: 'TPD' }, incident: incidentId }),
      stepOrder: () =>
        calls.stepOrder({
          ...on(one(orders), 'order'),
          state: (['received', 'acknowledged', 'done'] as const)[value % 3] ?? 'received',
          text: 'told by telephone',
        }),
      countermand: () =>
        calls.giveOrder({
          form: 'order',
          title: `order ${value}`,
          to: { department: 'TPD' },
          [value % 2 === 0 ? 'cancels' : 'replaces']: one(orders),
        }),
      resolve: () =>
        calls.resolveConflict({
          ...on(conflictId, 'conflict'),
          choice: (['proposed', 'current', 'other'] as const)[value % 3] ?? 'current',
          values: thirdValues(before.get(`conflict\n${conflictId}`)),
          reason: 'checked',
        }),
      report: () =>
        calls.reportCase({
          text: `case ${value}`,
          isUrgent: value % 3 === 0,
          channel: '12345',
          at: null,
          category: 'C401',
        }),
      entrust: () => calls.stepCase({ ...on(caseId, 'case'), step: { do: 'entrust', department: `D${value % 3}` } }),
      answer: () =>
        calls.stepCase({ ...on(caseId, 'case'), step: { do: 'answer', text: `answer ${value}`, isPublic: false } }),
      mergeCase: () => calls.mergeCases({ ...on(caseId, 'case'), others: [on(otherCase, 'case')] }),
      splitCase: () => calls.splitCase(on(caseId, 'case')),
      enter: () => calls.enterJournal(journalLine(station.clock.now(), value)),
      correct: () =>
        calls.enterJournal({ ...journalLine(station.clock.now(), value), corrects: one(entries), why: 'misheard' }),
      handOver: () =>
        calls.offerHandover({ shiftBegan: station.clock.now(), notes: { [incidentId]: `note ${value}` } }),
      takeOver: () => calls.takeHandover({ ...on(one(shifts), 'handover'), read: [...INCIDENTS] }),
      find: () =>
        calls.makeFinding({
          title: `finding ${value}`,
          area: 'dispatch',
          isStrength: false,
          owner: { department: 'WRB' },
          dueAt: instant(station.clock.now() + 30 * 24 * HOUR),
        }),
      mend: () =>
        calls.stepFinding({
          ...on(one(findings), 'finding'),
          state: FINDING_STATES[value % FINDING_STATES.length] ?? 'done',
          text: `step ${value}`,
        }),
      retry: () => calls.retryCommand({ commandId: row }),
      withdraw: () => calls.withdrawCommand({ commandId: row }),
      resend: () => {
        const given = outbox.find(row)?.command;
        const { expectedRev } = on(given?.entityId ?? '', given?.topic as Topic | undefined);
        return calls.resendCommand({ commandId: row, expectedRev });
      },
    };
    try {
      const given = [acts[act]() as Given].flat();
      for (const one of given) if (one) this.promised.set(one.commandId, station);
    } catch (error) {
      this.#refused(error);
    }
    for (const { record, command } of outbox.pending.all()) {
      if (this.seen.has(record.commandId) || record.carriedFrom !== null) continue;
      this.seen.set(record.commandId, before.get(`${command.topic}\n${command.entityId}`) ?? {});
    }
  }

  /** What is on the screen: the server's state as he looked last, and his own pending commands as they are now. */
  #eye(station: SimStation, topic: Topic, id: string): Fields {
    const now = (station.core.outbox.pending.find(topic, id) ?? {}) as Fields;
    const server = station.server(topic, id)?.data ?? {};
    const looked = station.screen.get(`${topic}\n${id}`)?.data ?? (topic === 'handling' ? NOTHING_DONE : server);
    const fields = new Set([...Object.keys(now), ...Object.keys(server), ...Object.keys(looked)]);
    return Object.fromEntries(
      [...fields].map((field) => [field, isSameJson(now[field], server[field]) ? looked[field] : now[field]]),
    );
  }

  #refused(error: unknown): void {
    if (!(error instanceof ProblemError)) throw error;
    const { code } = error.problem;
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }
}
