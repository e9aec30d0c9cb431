import type { CaseStatus, CitizenCase, Rating } from '../../../shared/domain/case.ts';
import type { Incident, IncidentState } from '../../../shared/domain/incident.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import type { Random } from '../../../shared/kit/random.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { PatchOf } from './draft.ts';
import { inventAddress, inventName, inventPhone } from './people.ts';
import { answerOf, sayAs, voiceOf, type Voice, type Voices } from './voices.ts';
import type { World } from './world.ts';

/** Who sorts and assigns at the hotline of the demo. */
export const HOTLINE_DESK = 'HOT-DSP';
const SOURCE = '12345';
/** The channel of incidents that a citizen told the hotline. */
export const HOTLINE = '12345';
const NEVER = Infinity;
/** How far callers on the same thing stand from each other, degrees: some 60 m. */
const SCATTER = 0.0006;

/** What an incident's state says about the case behind it. */
const BEHIND: Readonly<Record<IncidentState, CaseStatus['state'] | null>> = {
  reported: null,
  acknowledged: 'accepted',
  dispatched: 'contacted',
  onScene: 'inWork',
  controlled: 'answered',
  closed: 'answered',
  merged: null,
};
const WAY = ['new', 'sorted', 'assigned', 'accepted', 'contacted', 'inWork', 'answered'] as const;

interface Item {
  readonly id: string;
  readonly incident: string;
  readonly voice: Voice | undefined;
  readonly lead: string;
  record: CitizenCase;
  /** The first case on the same thing; absent: this one. */
  readonly same?: Item;
  sortAt: number;
  rateAt: number;
}

/** The hotline of the demo: each thing that a citizen told becomes a case beside its incident, and goes the way that the incident goes. */
export interface HotlineDesk {
  /** Somebody told what became this incident. */
  opened(incident: string, record: Incident): void;
  /** One more told the same. */
  again(incident: string): void;
  followed(incident: string, record: Incident): void;
  step(): void;
  putAll(): void;
}

export function caseId(number: number): string {
  return `${SOURCE}-C${String(number).padStart(4, '0')}`;
}

export function createHotlineDesk(world: World, voices: Voices, random: Random): HotlineDesk {
  const { outlet } = world;
  const items: Item[] = [];
  const first = new Map<string, Item>();

  function set(item: Item, data: PatchOf<CitizenCase>): void {
    item.record = Object.fromEntries(
      Object.entries({ ...item.record, ...data }).filter(([, value]) => value !== null),
    ) as CitizenCase;
    outlet.patch('hotline', SOURCE, 'case', item.id, data);
  }

  function say(item: Item, ...next: readonly CaseStatus[]): void {
    const { record } = item;
    const last = next.at(-1);
    if (last) set(item, { status: last, steps: [...record.steps, record.status, ...next.slice(0, -1)] });
  }

  function made(state: (typeof WAY)[number], item: Item, incident: Incident | null): CaseStatus {
    const { lead, record } = item;
    const at = outlet.now;
    switch (state) {
      case 'new':
      case 'sorted':
        return { state, at, by: HOTLINE_DESK };
      case 'assigned':
        return { state, at, by: HOTLINE_DESK, department: lead };
      case 'accepted':
        return { state, at, by: lead, department: lead };
      case 'contacted':
      case 'inWork':
        return { state, at, by: lead };
      case 'answered': {
        const outcome = incident?.status.state === 'closed' ? incident.status.outcome : undefined;
        return { state, at, by: lead, text: outcome ?? answerOf(voices, record.category), isPublic: false };
      }
    }
  }

  /** Every step up to `state` that has not been made; a step back is none. */
  function advance(item: Item, state: (typeof WAY)[number], incident: Incident | null = null): void {
    const from = WAY.findIndex((step) => step === item.record.status.state);
    const to = WAY.indexOf(state);
    if (from < 0 || to <= from) return;
    say(item, ...WAY.slice(from + 1, to + 1).map((step) => made(step, item, incident)));
    if (state === 'answered') item.rateAt = outlet.now + random.int(90, 300) * SECOND;
  }

  function rate(item: Item): void {
    item.rateAt = NEVER;
    if (item.record.status.state !== 'answered') return;
    const timed = { at: outlet.now, by: HOTLINE_DESK };
    const result = random.next() < 0.12 ? 'unreached' : 'reached';
    if (result === 'unreached') return say(item, { state: 'calledBack', ...timed, result });
    const dice = random.next();
    const rating: Rating = dice < 0.76 ? 'satisfied' : dice < 0.9 ? 'soSo' : dice < 0.96 ? 'notSatisfied' : 'notSolved';
    const isContent = rating === 'satisfied' || rating === 'soSo';
    // Who is not content is left to the desk: he is worked for once more.
    say(
      item,
      { state: 'calledBack', ...timed, result },
      { state: 'rated', ...timed, rating },
      ...(isContent ? [{ state: 'closed', ...timed } as const] : []),
    );
  }

  function add(item: Omit<Item, 'id'>): Item {
    const made: Item = { ...item, id: caseId(items.length + 1) };
    items.push(made);
    outlet.put('hotline', SOURCE, 'case', made.id, made.record);
    return made;
  }

  return {
    opened(incident, { title, at, place, district, reporterName, reporterPhone, address, lead, level }) {
      const voice = voiceOf(voices, title.zh ?? '');
      const record: CitizenCase = {
        status: { state: 'new', at: outlet.now, by: HOTLINE_DESK },
        steps: [],
        ...(voice && { category: voice.category }),
        isUrgent: level === 1 || level === 2,
        channel: HOTLINE,
        reportedAt: outlet.now,
        text: voice ? sayAs(random, voices, random.pick(voice.words)) : title,
        incident,
        ...(at && { at }),
        ...(place && { place }),
        ...(district && { district }),
        ...(reporterName && { callerName: reporterName }),
        ...(reporterPhone && { callerPhone: reporterPhone }),
        ...(address && { address }),
      };
      const sortAt = outlet.now + random.int(8, 40) * SECOND;
      first.set(incident, add({ incident, voice, lead: lead ?? 'HOT', record, sortAt, rateAt: NEVER }));
    },

    again(incident) {
      const lead = first.get(incident);
      if (!lead) return;
      const { record, voice } = lead;
      const { place, district, category, at } = record;
      const again: CitizenCase = {
        status: { state: 'new', at: outlet.now, by: HOTLINE_DESK },
        steps: [],
        ...(category && { category }),
        isUrgent: false,
        channel: HOTLINE,
        reportedAt: outlet.now,
        text: voice ? sayAs(random, voices, random.pick(voice.words)) : record.text,
        ...(at && { at: beside(at, random) }),
        ...(place && { place }),
        ...(district && { district }),
        callerName: inventName(random),
        callerPhone: inventPhone(random),
        address: inventAddress(random, place?.zh ?? ''),
      };
      const sortAt = outlet.now + random.int(240, 480) * SECOND;
      add({ incident, voice, lead: lead.lead, record: again, same: lead, sortAt, rateAt: NEVER });
    },

    followed(incident, record) {
      const item = first.get(incident);
      const state = BEHIND[record.status.state];
      if (item && state) advance(item, state as (typeof WAY)[number], record);
    },

    step() {
      for (const item of items) {
        if (outlet.now >= item.sortAt) {
          item.sortAt = NEVER;
          if (!item.same) advance(item, 'assigned');
          else {
            say(item, { state: 'merged', at: outlet.now, by: HOTLINE_DESK, into: item.same.id });
            set(item.same, { joined: [...(item.same.record.joined ?? []), item.id] });
          }
        }
        if (outlet.now >= item.rateAt) rate(item);
      }
    },

    putAll() {
      for (const { id, record } of items) outlet.put('hotline', SOURCE, 'case', id, record);
    },
  };
}

function beside([lon, lat]: LonLat, random: Random): LonLat {
  const off = (): number => (random.next() - 0.5) * SCATTER;
  return [Math.round((lon + off()) * 1e6) / 1e6, Math.round((lat + off()) * 1e6) / 1e6];
}
