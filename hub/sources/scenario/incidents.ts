import type { Incident, IncidentFigure } from '../../../shared/domain/incident.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { distance } from '../../../shared/kit/geo.ts';
import type { Random } from '../../../shared/kit/random.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { PatchOf, ScenarioFeed } from './draft.ts';
import type { BothTexts, FigurePlan, Storyline, UnitNeed } from './inputs.ts';
import { inventAddress, inventName, inventPhone } from './people.ts';
import { fill, listOf } from './phrases.ts';
import { span } from './seed.ts';
import { HOTLINE, type HotlineDesk } from './cases.ts';
import type { Dispatched, UnitForce } from './units.ts';
import type { World } from './world.ts';

/** How an incident of the scenario goes. Times of ranges: seconds for the dispatch, minutes for the handling. */
interface IncidentPlan {
  readonly feed: ScenarioFeed;
  readonly kind: Incident['kind'];
  readonly level: Incident['level'];
  readonly title: BothTexts;
  readonly channel: string;
  readonly lead: string;
  readonly person: boolean;
  readonly due?: { readonly what: NonNullable<Incident['due']>['what']; readonly within: number } | undefined;
  readonly figures: readonly FigurePlan[];
  readonly units: readonly UnitNeed[];
  readonly dispatchAfter: readonly [number, number];
  /** Absent: somebody else settles it. */
  readonly handling?: readonly [number, number] | undefined;
  readonly outcome?: BothTexts | undefined;
  readonly at: LonLat;
  readonly place: BothTexts;
  readonly note?: { readonly by: string; readonly text: BothTexts } | undefined;
}

interface IncidentNews {
  readonly level?: Incident['level'] | undefined;
  readonly title?: BothTexts | undefined;
  readonly moreReports?: number | undefined;
  readonly figures: readonly FigurePlan[];
  readonly units: readonly UnitNeed[];
  readonly due?: IncidentPlan['due'];
  readonly note: { readonly by: string; readonly text: BothTexts };
}

export interface IncidentBoard {
  /** Opens an incident; the answer is its id. */
  open(plan: IncidentPlan): string;
  news(id: string, news: IncidentNews): void;
  settle(
    id: string,
    to: 'controlled' | 'closed',
    note: IncidentNews['note'],
    outcome?: BothTexts,
    figures?: readonly FigurePlan[],
  ): void;
  arrived(id: string, name: BothTexts): void;
  /** Joins one more report into the nearest open incident of the kind within `radius` metres; false when there is none. */
  join(kind: Incident['kind'], at: LonLat, radius: number): boolean;
  step(): void;
  putAll(): void;
  readonly openCount: number;
}

interface Case {
  readonly id: string;
  readonly plan: IncidentPlan;
  record: Incident;
  /** Wanted and not yet sent. */
  needs: UnitNeed[];
  readonly sent: Dispatched[];
  acknowledgeAt: number;
  dispatchAt: number;
  controlAt: number;
  closeAt: number;
}

/** Post that writes the journal of each feed's incidents (posts of the demo city). */
const DESK: Readonly<Record<ScenarioFeed, string>> = {
  hotline: 'HOT-DSP',
  fire: 'FRD-CC',
  ambulance: 'EMS-DSP',
  police: 'PSB-CC',
  water: 'DMC-DSP',
  health: 'HCB-DO',
  supplies: 'GSR-DO',
  weather: 'MET-FC',
};
const PREFIX: Readonly<Record<ScenarioFeed, string>> = {
  hotline: '12345',
  fire: '119',
  ambulance: '120',
  police: '110',
  water: 'WAT',
  health: 'HEA',
  supplies: 'SUP',
  weather: 'MET',
};
const RETRY = 15_000;
const NEVER = Infinity;

/** Incidents of a feed are numbered from 1 without holes. */
export function incidentId(feed: ScenarioFeed, number: number): string {
  return `${PREFIX[feed]}-${String(number).padStart(4, '0')}`;
}

export function createIncidentBoard(
  world: World,
  units: UnitForce,
  phrases: Storyline['phrases'],
  hotline: HotlineDesk,
  random: Random,
): IncidentBoard {
  const { outlet } = world;
  const cases = new Map<string, Case>();
  const open = new Set<Case>();
  const counts = new Map<ScenarioFeed, number>();

  function set(item: Case, data: PatchOf<Incident>): void {
    item.record = merge(item.record, data);
    outlet.patch(item.plan.feed, PREFIX[item.plan.feed], 'incident', item.id, data);
    if (data.status) hotline.followed(item.id, item.record);
  }

  const journal = (text: BothTexts, by: string) => ({ at: outlet.now, by, text });

  function figuresOf(plans: readonly FigurePlan[]): IncidentFigure[] {
    return plans.map(({ key, label, value, unit }) => ({
      key,
      label,
      value: Array.isArray(value) ? drawBetween(random, value) : value,
      ...(unit ? { unit } : {}),
      at: outlet.now,
    }));
  }

  function dispatch(item: Case): void {
    const desk = DESK[item.plan.feed];
    const sent = units.dispatch(item.id, item.plan.at, item.needs);
    if (sent.length === 0) {
      item.dispatchAt = outlet.now + RETRY;
      if (item.record.note?.text.en !== phrases.noUnit.en) set(item, { note: journal(phrases.noUnit, desk) });
      return;
    }
    item.needs = [];
    item.dispatchAt = NEVER;
    item.sent.push(...sent);
    const first = Math.min(...sent.map((one) => one.etaAt));
    const values = {
      units: listOf(sent.map((one) => one.name)),
      minutes: Math.max(1, Math.round((first - outlet.now) / MINUTE)),
    };
    const onScene = item.record.status.state === 'onScene';
    set(item, {
      status: {
        state: onScene ? 'onScene' : 'dispatched',
        since: onScene ? item.record.status.since : outlet.now,
        units: item.sent.map((one) => one.unit),
      },
      note: journal(fill(phrases.turnout, values), desk),
      due: { what: 'feedback', at: instant(first + 20 * MINUTE) },
    });
  }

  function control(item: Case, note: BothTexts, by: string, figures?: readonly FigurePlan[]): void {
    item.controlAt = NEVER;
    set(item, {
      status: { state: 'controlled', since: outlet.now },
      note: journal(note, by),
      ...(figures?.length ? { figures: mergeFigures(item.record.figures, figuresOf(figures)) } : {}),
    });
  }

  function close(item: Case, outcome: BothTexts, note: BothTexts, by: string, figures?: readonly FigurePlan[]): void {
    item.closeAt = NEVER;
    open.delete(item);
    set(item, {
      status: { state: 'closed', since: outlet.now, outcome },
      note: journal(note, by),
      due: null,
      ...(figures?.length ? { figures: mergeFigures(item.record.figures, figuresOf(figures)) } : {}),
    });
    units.release(item.id, item.plan.kind === 'medical' || item.plan.kind === 'traffic');
  }

  function advance(item: Case): void {
    const { state } = item.record.status;
    const desk = DESK[item.plan.feed];
    if (state === 'reported' && outlet.now >= item.acknowledgeAt) {
      item.acknowledgeAt = NEVER;
      set(item, {
        status: { state: 'acknowledged', since: outlet.now, by: desk },
        note: journal(phrases.accepted, desk),
        ...(item.needs.length === 0 ? { due: { what: 'feedback', at: instant(outlet.now + 120 * MINUTE) } } : {}),
      });
    } else if (item.needs.length > 0 && outlet.now >= item.dispatchAt) {
      dispatch(item);
    } else if (outlet.now >= item.controlAt && (state === 'onScene' || item.plan.units.length === 0)) {
      control(item, phrases.controlled, desk);
      item.closeAt = outlet.now + random.int(60, 240) * 1_000;
    } else if (outlet.now >= item.closeAt) {
      const outcome = item.plan.outcome ?? phrases.controlled;
      close(item, outcome, outcome, desk);
    }
  }

  return {
    open(plan) {
      const number = (counts.get(plan.feed) ?? 0) + 1;
      counts.set(plan.feed, number);
      const id = incidentId(plan.feed, number);
      const district = world.districtAt(plan.at);
      const record: Incident = {
        kind: plan.kind,
        level: plan.level,
        title: plan.title,
        status: { state: 'reported', since: outlet.now },
        at: plan.at,
        place: plan.place,
        ...(district ? { district: district.code } : {}),
        reportedAt: outlet.now,
        channel: plan.channel,
        lead: plan.lead,
        reports: 1,
        ...(plan.due ? { due: { what: plan.due.what, at: instant(outlet.now + plan.due.within * MINUTE) } } : {}),
        ...(plan.figures.length > 0 ? { figures: figuresOf(plan.figures) } : {}),
        ...(plan.note ? { note: journal(plan.note.text, plan.note.by) } : {}),
        ...(plan.person ? { reporterName: inventName(random), reporterPhone: inventPhone(random) } : {}),
        ...(plan.person && plan.feed === 'hotline' ? { address: inventAddress(random, plan.place.zh) } : {}),
      };
      const handling = plan.handling ? span(random, plan.handling) * 60 : NEVER;
      const item: Case = {
        id,
        plan,
        record,
        needs: [...plan.units],
        sent: [],
        acknowledgeAt: plan.feed === 'hotline' ? outlet.now + random.int(15, 90) * 1_000 : NEVER,
        dispatchAt: plan.units.length > 0 ? outlet.now + span(random, plan.dispatchAfter) : NEVER,
        controlAt: plan.units.length > 0 ? NEVER : outlet.now + handling,
        closeAt: NEVER,
      };
      cases.set(id, item);
      open.add(item);
      outlet.put(plan.feed, PREFIX[plan.feed], 'incident', id, record);
      if (plan.channel === HOTLINE && plan.person) hotline.opened(id, record);
      return id;
    },

    news(id, { level, title, moreReports, figures, units: wanted, due, note }) {
      const item = cases.get(id);
      if (!item || item.record.status.state === 'closed') return;
      if (wanted.length > 0) {
        item.needs.push(...wanted);
        item.dispatchAt = outlet.now + random.int(8, 25) * 1_000;
      }
      set(item, {
        ...(level === undefined ? {} : { level }),
        ...(title ? { title } : {}),
        ...(moreReports ? { reports: (item.record.reports ?? 1) + moreReports } : {}),
        ...(figures.length > 0 ? { figures: mergeFigures(item.record.figures, figuresOf(figures)) } : {}),
        ...(due ? { due: { what: due.what, at: instant(outlet.now + due.within * MINUTE) } } : {}),
        note: journal(note.text, note.by),
      });
    },

    settle(id, to, note, outcome, figures) {
      const item = cases.get(id);
      if (!item || item.record.status.state === 'closed') return;
      if (to === 'controlled') control(item, note.text, note.by, figures);
      else close(item, outcome ?? note.text, note.text, note.by, figures);
    },

    arrived(id, name) {
      const item = cases.get(id);
      if (!item || item.record.status.state === 'closed') return;
      const note = journal(fill(phrases.arrived, { unit: name }), DESK[item.plan.feed]);
      if (item.record.status.state === 'onScene' || item.record.status.state === 'controlled') {
        set(item, { note });
        return;
      }
      set(item, {
        status: { state: 'onScene', since: outlet.now, units: item.sent.map((one) => one.unit) },
        note,
      });
      if (item.plan.handling) item.controlAt = outlet.now + span(random, item.plan.handling) * 60;
    },

    join(kind, at, radius) {
      const near = [...open]
        .filter((item) => item.plan.kind === kind && distance(item.plan.at, at) <= radius)
        .sort((a, b) => distance(a.plan.at, at) - distance(b.plan.at, at))[0];
      if (!near) return false;
      const reports = (near.record.reports ?? 1) + 1;
      set(near, { reports, note: journal(fill(phrases.joined, { reports }), DESK.hotline) });
      hotline.again(near.id);
      return true;
    },

    step() {
      for (const item of open) advance(item);
    },

    putAll() {
      for (const item of cases.values()) {
        outlet.put(item.plan.feed, PREFIX[item.plan.feed], 'incident', item.id, item.record);
      }
    },

    get openCount() {
      return open.size;
    },
  };
}

function merge(record: Incident, data: PatchOf<Incident>): Incident {
  const merged = Object.fromEntries(Object.entries({ ...record, ...data }).filter(([, value]) => value !== null));
  return merged as Incident;
}

/** New figures replace those of the same key; the others stay with their own times. */
function mergeFigures(old: readonly IncidentFigure[] | undefined, fresh: readonly IncidentFigure[]): IncidentFigure[] {
  const keys = new Set(fresh.map((figure) => figure.key));
  return [...(old ?? []).filter((figure) => !keys.has(figure.key)), ...fresh];
}

function drawBetween(random: Random, [low, high]: readonly [number, number]): number {
  return Number.isInteger(low) && Number.isInteger(high)
    ? random.int(low, high)
    : Math.round((low + random.next() * (high - low)) * 100) / 100;
}
