import type { LocalText } from '../../../shared/domain/common.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import type { Incident, IncidentFigure } from '../../../shared/domain/incident.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { ReportField, ReportKind } from '../../../shared/domain/report.ts';
import { happeningOf } from '../../../shared/domain/report-clocks.ts';
import { isSameWords } from '../../../shared/domain/report-told.ts';
import type { Unit } from '../../../shared/domain/resource.ts';
import { hoursLeft, type Supply } from '../../../shared/domain/supply.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { masks } from '../privacy/masks.ts';
import * as words from './words.ts';
import { both, type Both } from '../api/local-text.ts';
import { joined, pair, SOURCE } from './words.ts';

/** What stands on record here, masked (P1), when a report is drafted. */
export interface DraftFacts {
  readonly now: Instant;
  readonly zone: string;
  readonly incident: Incident;
  /** Of this incident, oldest first. */
  readonly orders: readonly Order[];
  readonly decisions: readonly Decision[];
  /** Bound to this incident. */
  readonly units: readonly Unit[];
  /** Of the whole city. */
  readonly supplies: readonly Supply[];
  /** What this recipient was told last of each field, and when; empty before the first report. */
  readonly told: ReadonlyMap<string, ReportField['text']>;
  readonly toldAt: Instant | null;
  /** How many reports of the line are out. */
  readonly sent: number;
  /** Who sits here; null: nobody. */
  readonly contact: LocalText | null;
  departmentName(code: string): LocalText;
}

/** Stocks that would not last a shift, the scarcest first, and at most so many of them. */
const SHORT_HOURS = 6;
const STOCKS = 3;
/** Orders, and units by name. */
const LISTED = 6;

/**
 * RP9: the fields that the record can fill, each with where it was taken from; `text: null` where the record has the place for
 * it and nobody told. Fields that only a person can word (leaders, requests without a shortage, cause, lessons …) are left
 * missing: they keep the report until an officer writes them or says that they are unknown.
 */
export function draftFields(kind: ReportKind, facts: DraftFacts): readonly ReportField[] {
  switch (kind) {
    case 'first':
      return [...aboutIncident(facts), field('measures', measures(facts, null), SOURCE.orders), ...asked(facts)];
    case 'followUp':
      return followUp(facts);
    case 'final':
      return [
        field('totals', joinedOrNull([scope(facts.incident), casualties(facts.incident)]), SOURCE.incident),
        field('measures', measures(facts, null), SOURCE.orders),
        field('evidence', evidence(facts), SOURCE.record),
      ];
  }
}

function aboutIncident(facts: DraftFacts): ReportField[] {
  const { incident, zone } = facts;
  const { reportedAt, channel, kind, level } = incident;
  const time = words.fullTime(reportedAt, zone);
  const channelWord = words.channelWord(channel);
  const isMeasured = happeningOf(incident).occurredAt !== null;
  return [
    field(
      'source',
      { zh: `${channelWord.zh}，${time.zh}接报`, en: `${channelWord.en}, received at ${time.en}` },
      SOURCE.incident,
    ),
    field('time', isMeasured ? time : { zh: `不晚于${time.zh}`, en: `not later than ${time.en}` }, SOURCE.incident),
    field('place', place(incident), SOURCE.incident),
    field('nature', pair((tongue) => `${words.KIND[kind][tongue]}${COMMA[tongue]}${words.LEVEL[level][tongue]}`), SOURCE.incident), // prettier-ignore
    field('scope', scope(incident), SOURCE.incident),
    field('casualties', casualties(incident), SOURCE.incident),
    field('trend', trend(facts), SOURCE.note),
  ];
}

const COMMA: Both = { zh: '，', en: ', ' };

/** Only what the recipient does not know yet: what was told and is otherwise now, and what was done since. */
function followUp(facts: DraftFacts): ReportField[] {
  const { told, toldAt, now, zone } = facts;
  const progress = measures(facts, toldAt);
  const changed = aboutIncident(facts).filter(({ key, text }) => {
    const was = told.get(key);
    return was !== undefined && text !== null && !isSameWords(was, text);
  });
  return [
    field('asOf', words.fullTime(now, zone), SOURCE.clock),
    ...(progress ? [field('progress', progress, SOURCE.orders)] : []),
    ...changed,
  ];
}

/** What is asked for and of whom; a shortage on record is a reason to ask. */
function asked({ supplies, contact }: DraftFacts): ReportField[] {
  const short = supplies
    .filter(isShort)
    .toSorted((a, b) => (hoursLeft(a) ?? SHORT_HOURS) - (hoursLeft(b) ?? SHORT_HOURS))
    .slice(0, STOCKS);
  // Of the whole city: whether this incident needs them is for the officer to say.
  const said = joined(short.map(shortage));
  const requests = { zh: `全市物资偏紧：${said.zh}`, en: `Short in the city: ${said.en}` };
  return [
    ...(short.length > 0 ? [field('requests', requests, SOURCE.supplies)] : []),
    ...(contact ? [field('contact', both(contact), SOURCE.seat)] : []),
  ];
}

function field(key: string, text: Both | null, source: Both): ReportField {
  return text === null ? { key, text } : { key, text, source };
}

function place({ place: told, address, at }: Incident): Both | null {
  if (told) {
    const name = both(told);
    return address ? { zh: `${name.zh}（${address}）`, en: `${name.en} (${address})` } : name;
  }
  if (!at) return null;
  const [lon, lat] = at.map((degrees) => degrees.toFixed(4));
  return { zh: `东经 ${lon}°、北纬 ${lat}°`, en: `${lon}° E, ${lat}° N` };
}

const CASUALTIES = ['dead', 'missing', 'injured'] as const;
/** People too, and told beside the three only when somebody counts them. */
const PEOPLE = new Set(['trapped', 'buried', 'rescued', 'inside']);

function scope({ figures = [] }: Incident): Both | null {
  const other = figures.filter(({ key }) => !isCasualty(key) && !PEOPLE.has(key));
  return joinedOrNull(other.map(told));
}

/** The dead, the missing, the injured: each a number or unknown. Null: nobody told of any. */
function casualties({ figures = [] }: Incident): Both | null {
  const people = figures.filter(({ key }) => isCasualty(key) || PEOPLE.has(key));
  if (people.length === 0) return null;
  const three = CASUALTIES.map((key) => {
    const found = people.find((figure) => figure.key === key);
    const value = found?.value ?? null;
    return pair((tongue) => `${words.CASUALTY_LABEL[key][tongue]} ${number(value, words.PERSONS, tongue)}`);
  });
  return joined([...three, ...people.filter(({ key }) => PEOPLE.has(key)).map(told)]);
}

function isCasualty(key: string): boolean {
  return CASUALTIES.some((known) => known === key);
}

function told({ label, value, unit }: IncidentFigure): Both {
  return pair((tongue) => `${both(label)[tongue]} ${number(value, unit ? both(unit) : { zh: '', en: '' }, tongue)}`);
}

function number(value: number | null, unit: Both, tongue: 'zh' | 'en'): string {
  return value === null ? words.UNKNOWN[tongue] : `${value} ${unit[tongue]}`.trim();
}

/** The state of the incident, and the newest words of whoever is there; null when nobody said any. */
function trend({ incident: { status, note }, departmentName, zone }: DraftFacts): Both | null {
  if (!note) return null;
  const state = words.INCIDENT_STATE[status.state];
  const by = both(departmentName(note.by));
  const time = words.shortTime(note.at, zone);
  const text = both(note.text);
  return {
    zh: `${state.zh}；${masks.text(text.zh)}（${by.zh} ${time}）`,
    en: `${state.en}; ${masks.text(text.en)} (${by.en} ${time})`,
  };
}

/** Decisions, orders with what became of them, units; null when there are none. @param since null: from the beginning. */
function measures({ orders, decisions, units, departmentName, zone }: DraftFacts, since: Instant | null): Both | null {
  const isNew = (at: Instant): boolean => since === null || at > since;
  const decided = decisions.flatMap(({ status, question, options, chosen }) => {
    const option = chosen === undefined ? undefined : options[chosen];
    if ((status.state !== 'decided' && status.state !== 'reviewed') || !option || !isNew(status.since)) return [];
    const [asked, name] = [both(question), both(option.name)];
    return [{ zh: `决策：${asked.zh} 选定“${name.zh}”`, en: `Decided: ${asked.en}: ${name.en}` }];
  });
  const given = orders
    .filter(({ status, cancels }) => isNew(status.at) && cancels === undefined && status.state !== 'replaced')
    .slice(-LISTED)
    .map(({ title, to, status }) => {
      const [name, whose, state] = [both(title), both(departmentName(to.department)), words.ORDER_STATE[status.state]];
      const time = words.shortTime(status.at, zone);
      const result = status.state === 'done' ? both(status.result) : null;
      return {
        zh: `${whose.zh}：${name.zh}（${state.zh} ${time}${result ? `，${result.zh}` : ''}）`,
        en: `${whose.en}: ${name.en} (${state.en} ${time}${result ? `, ${result.en}` : ''})`,
      };
    });
  const there = unitsSaid(units.filter(({ status }) => status.state === 'onScene'), { zh: '到场', en: 'On scene' }); // prettier-ignore
  const onWay = unitsSaid(units.filter(({ status }) => status.state === 'enRoute'), { zh: '途中', en: 'On the way' }); // prettier-ignore
  return joinedOrNull([...decided, ...given, ...there, ...onWay]);
}

function unitsSaid(units: readonly Unit[], what: Both): Both[] {
  if (units.length === 0) return [];
  const names = units.slice(0, LISTED).map(({ name }) => both(name));
  const isAll = names.length === units.length;
  return [
    {
      zh: `${what.zh} ${units.length} 支：${names.map(({ zh }) => zh).join('、')}${isAll ? '' : '等'}`,
      en: `${what.en}, ${units.length}: ${names.map(({ en }) => en).join(', ')}${isAll ? '' : ' …'}`,
    },
  ];
}

function isShort(stock: Supply): boolean {
  const hours = hoursLeft(stock);
  return (stock.reserve !== undefined && stock.quantity < stock.reserve) || (hours !== null && hours < SHORT_HOURS);
}

function shortage(stock: Supply): Both {
  const { name, depotName, reserve } = stock;
  const quantity = Math.round(stock.quantity);
  const unit = words.goodUnit(stock.unit);
  const [good, depot] = [both(name), both(depotName)];
  const hours = hoursLeft(stock);
  const isLow = reserve !== undefined && quantity < reserve;
  return {
    zh: `${good.zh}，${depot.zh}余 ${quantity} ${unit.zh}${isLow ? `，低于储备 ${reserve}` : `，可用 ${Math.floor(hours ?? 0)} 时`}`,
    en: `${good.en}, ${depot.en} has ${quantity} ${unit.en}${isLow ? `, reserve is ${reserve}` : `, lasts ${Math.floor(hours ?? 0)} h`}`,
  };
}

/** What proves it: counted, because each has its own hash in the log. */
function evidence({ decisions, orders, sent, incident: { reports } }: DraftFacts): Both {
  return joined([
    { zh: `决策 ${decisions.length} 项`, en: `decisions: ${decisions.length}` },
    { zh: `指令 ${orders.length} 条`, en: `orders: ${orders.length}` },
    { zh: `信息报告 ${sent} 份`, en: `reports sent: ${sent}` },
    ...(reports === undefined ? [] : [{ zh: `接报 ${reports} 件`, en: `calls and messages: ${reports}` }]),
  ]);
}

function joinedOrNull(parts: readonly (Both | null)[]): Both | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : joined(known);
}
