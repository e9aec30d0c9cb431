import type { LocalText } from '../../../shared/domain/common.ts';
import type { Decision, DecisionId, Move } from '../../../shared/domain/decision.ts';
import type { Unit } from '../../../shared/domain/resource.ts';
import type { Supply } from '../../../shared/domain/supply.ts';
import { ProblemError, type Param } from '../../../shared/kit/problem.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { World } from '../../../shared/protocol/commands/command-type.ts';
import type { NewOrder } from '../../../shared/protocol/commands/order-commands.ts';
import type { Order as Request } from '../sync/command-desk.ts';
import { departmentOf, type Duties } from './duties.ts';
import { sendText, sendTitle, shipText, shipTitle, type Load } from './order-words.ts';

/** Of one order's record. */
const MOST_UNITS = 100;

type MoveOf<Is extends Move['is']> = Extract<Move, { is: Is }>;

export interface OrderScene {
  /** As the officer sees them, his own pending commands included. */
  readonly world: World;
  /** The stock of a good in a depot. */
  readonly stockOf: (depot: string, good: string) => { readonly id: string; readonly record: Supply } | null;
  /** The order that a task of a plan is under for an incident, as long as it is open. */
  readonly openTask: (template: string, task: string, incident: string) => string | null;
  readonly duties: Duties;
  /** In the hub's time: clocks run by it. */
  readonly now: Instant;
  readonly acknowledgeMinutes: number;
  readonly id: () => string;
  /** Where orders are kept. */
  readonly feed: string;
}

/**
 * DE5: what a decided option orders: one order per department for its units, one per department for the goods of its depots, one
 * per task; and the commands on units, incidents and stocks themselves. All of it `needs` the decision, which stands first in the call.
 * Throws `ProblemError` `decision-unit-gone`, `decision-unit-taken`, `order-department-unknown`.
 */
export function requestsOf(id: DecisionId | string, decision: Decision, scene: OrderScene): Request[] {
  const moves = decision.options[decision.chosen ?? -1]?.moves ?? [];
  const of = <Is extends Move['is']>(is: Is) => moves.filter((move): move is MoveOf<Is> => move.is === is);
  const common = {
    decision: id,
    ...(decision.grave && { grave: decision.grave }),
  };
  const orders = [
    ...sendings(of('assign'), scene),
    ...shippings(of('ship'), scene),
    ...of('task').map((move) => taskOrder(move, decision, scene)),
  ].map((order): Request => {
    checkDepartment(order.to.department, scene.duties);
    const payload: NewOrder = { ...order, ...common };
    return { type: 'order.give', entityId: scene.id(), payload, expectedRev: null, feed: scene.feed, needs: 0 };
  });
  return [...orders, ...unitRequests(of('assign')), ...stockRequests(of('ship'), id, scene)];
}

/** Throws `ProblemError` `order-department-unknown`. */
export function checkDepartment(code: string, { departments }: Pick<Duties, 'departments'>): void {
  if (!departments.has(code)) throw refusal('order-department-unknown', { department: code });
}

function sendings(moves: readonly MoveOf<'assign'>[], scene: OrderScene): NewOrder[] {
  const rows = moves.map((move) => ({
    ...move,
    record: freeUnit(move, scene.world),
    place: placeName(move.incident, scene.world),
  }));
  return [...Map.groupBy(rows, ({ record }) => record.department)].flatMap(([department, own]) =>
    inParts(own, MOST_UNITS).map((part) => sending(department, part, scene)),
  );
}

interface Sent extends MoveOf<'assign'> {
  readonly record: Unit;
  readonly place: LocalText;
}

function sending(department: string, own: readonly Sent[], scene: OrderScene): NewOrder {
  const byPlace = [...Map.groupBy(own, ({ incident }) => incident)].map(([incident, group]) => ({
    incident,
    place: group[0]?.place ?? { zh: incident },
    units: group.map(({ record }) => record.name),
  }));
  const [only] = byPlace;
  const places = byPlace.map(({ place }) => place);
  return {
    form: 'order',
    title: sendTitle(own.length, places),
    text: sendText(byPlace),
    ...(only && byPlace.length === 1 && { incident: only.incident }),
    to: { department, units: own.map(({ unit }) => unit) },
    clocks: clocks(scene),
  };
}

function inParts<Item>(all: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, part) => all.slice(part * most, (part + 1) * most));
}

/** DE6: it is still free, or promised to the very same incident: a decision never takes a unit away from another in silence. */
function freeUnit({ unit: id, incident }: MoveOf<'assign'>, world: World): Unit {
  const found = world.find('resource', id);
  if (found?.form !== 'unit') throw refusal('decision-unit-gone', { unit: id });
  const { status, name } = found;
  const unit = name.zh ?? name.en ?? id;
  if (status.state === 'offDuty') throw refusal('decision-unit-gone', { unit });
  if ((status.state === 'enRoute' || status.state === 'onScene') && status.incident !== incident) {
    throw refusal('decision-unit-taken', { unit });
  }
  return found;
}

function shippings(moves: readonly MoveOf<'ship'>[], scene: OrderScene): NewOrder[] {
  const rows = moves.map((move) => ({ ...move, department: depotDepartment(move.from, scene) }));
  return [...Map.groupBy(rows, ({ department }) => department)].map(([department, own]) => {
    const loads = own.map((move) => loadOf(move, scene));
    const last = own.reduce(
      (latest, { arriveAt }) => (arriveAt > latest ? arriveAt : latest),
      own[0]?.arriveAt ?? scene.now,
    );
    return {
      form: 'order',
      title: shipTitle(loads),
      text: shipText(loads),
      to: { department },
      clocks: { ...clocks(scene), doneBy: last },
    };
  });
}

function loadOf({ from, to, good, quantity, trips }: MoveOf<'ship'>, { world, stockOf }: OrderScene): Load {
  const record = (stockOf(from, good) ?? stockOf(to, good))?.record;
  return {
    good: record?.name ?? { zh: good, en: good },
    unit: record?.unit ?? '',
    quantity,
    trips,
    from: facilityName(from, world),
    to: facilityName(to, world),
  };
}

function depotDepartment(id: string, { world }: OrderScene): string {
  const found = world.find('resource', id);
  // A depot that says no department is the reserves'.
  return (found?.form === 'facility' ? found.department : undefined) ?? 'GSR';
}

function taskOrder(
  { task, name, post, dueAt }: MoveOf<'task'>,
  { response, incidents }: Decision,
  scene: OrderScene,
): NewOrder {
  const [incident] = incidents;
  const replaces =
    response && incident !== undefined && incidents.length === 1
      ? scene.openTask(response.template, task, incident)
      : null;
  return {
    form: 'order',
    title: name,
    ...(incidents.length === 1 && incident !== undefined && { incident }),
    ...(response && { task: { template: response.template, task } }),
    to: { department: departmentOf(scene.duties, post), post },
    clocks: { ...clocks(scene), doneBy: dueAt },
    // DE5: a higher level changes the deadline of a task that is under orders: a new order in the place of the old one.
    ...(replaces !== null && { replaces }),
  };
}

function unitRequests(moves: readonly MoveOf<'assign'>[]): Request[] {
  const promises = moves.map(({ unit, incident }): Request => {
    return { type: 'unit.assign', entityId: unit, payload: { incident }, needs: 0 };
  });
  const dispatches = [...Map.groupBy(moves, ({ incident }) => incident)].map(([incident, own]): Request => {
    return { type: 'incident.dispatch', entityId: incident, payload: { units: own.map(({ unit }) => unit) }, needs: 0 };
  });
  return [...promises, ...dispatches];
}

/** Goods are booked over where both ends keep a stock of them; where the receiver keeps none, the order alone brings them. */
function stockRequests(moves: readonly MoveOf<'ship'>[], id: string, { stockOf }: OrderScene): Request[] {
  return moves.flatMap(({ from, to, good, quantity }): Request | [] => {
    const source = stockOf(from, good);
    const target = stockOf(to, good);
    if (!source || !target) return [];
    return { type: 'stock.move', entityId: source.id, payload: { to: target.id, quantity, reason: id }, needs: 0 };
  });
}

function clocks({ now, acknowledgeMinutes }: OrderScene): { readonly acknowledgeBy: Instant } {
  return { acknowledgeBy: instant(now + acknowledgeMinutes * MINUTE) };
}

function placeName(id: string, world: World): LocalText {
  return world.find('incident', id)?.title ?? { zh: id, en: id };
}

function facilityName(id: string, world: World): LocalText {
  return world.find('resource', id)?.name ?? { zh: id, en: id };
}

function refusal(code: string, params: Readonly<Record<string, Param>>): ProblemError {
  return new ProblemError({ code, origin: 'decisions', params });
}
