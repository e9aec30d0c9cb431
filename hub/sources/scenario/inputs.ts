import * as z from 'zod';
import { CAP_CERTAINTY, CAP_MSG_TYPE, CAP_STATUS, CAP_URGENCY } from '../../../shared/domain/alert.ts';
import { departmentCode, entityId, level, lonLat } from '../../../shared/domain/common.ts';
import { HAZARD_STATES, hazard } from '../../../shared/domain/hazard.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { UNIT_KINDS } from '../../../shared/domain/resource.ts';
import { SCENARIO_FEEDS } from './draft.ts';

/** Both languages are required: the demo city's texts are ours. */
const bothTexts = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type BothTexts = z.infer<typeof bothTexts>;

/** "mm:ss" from the opening, minutes unbounded, "-" before it. Read as milliseconds. */
const moment = z
  .string()
  .regex(/^-?\d{1,3}:[0-5]\d$/)
  .transform((text) => {
    const [minutes = '0', seconds = '0'] = text.replace('-', '').split(':');
    return (text.startsWith('-') ? -1 : 1) * (Number(minutes) * 60 + Number(seconds)) * 1_000;
  });

/** [minute, value] pairs in time order; between them the value is interpolated, outside it stays. */
const curve = z.array(z.tuple([z.number(), z.number()])).min(1);
export type Curve = z.infer<typeof curve>;
/** [least, most], whole seconds unless said otherwise. */
const range = z.tuple([z.number().min(0), z.number().min(0)]);

const placeId = entityId;
const feed = z.enum(SCENARIO_FEEDS);
/** `department` narrows a kind to one owner, e.g. repair crews to the power company's. */
const need = z.strictObject({
  kind: z.enum(UNIT_KINDS),
  count: z.int().min(1).max(12),
  department: departmentCode.optional(),
});
export type UnitNeed = z.infer<typeof need>;

/** A place of the demo city, with the facts that the scenario needs; the others are left out. */
export const placesFile = z.object({
  facilities: z.array(
    z.object({
      id: placeId,
      kind: z.string(),
      name: bothTexts,
      /** Key of the district, e.g. LP; the boundary culvert has two. */
      district: z.string(),
      at: lonLat,
      node: z.int().min(0),
      beds: z.object({ total: z.number(), free: z.number() }).optional(),
      capacity: z.number().optional(),
      pumps: z.union([z.object({ count: z.int() }), z.array(z.unknown())]).optional(),
      stock: z.record(z.string(), z.number().min(0)).optional(),
      limits: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
    }),
  ),
});
export type Place = z.infer<typeof placesFile>['facilities'][number];

export const cityFile = z.object({
  districts: z.array(
    z.object({
      code: z.string(),
      key: z.string(),
      name: bothTexts,
      population: z.number(),
      label: lonLat,
      polygon: z.array(lonLat).min(4),
    }),
  ),
});
export type CityDistricts = z.infer<typeof cityFile>['districts'];

/** Roads as `shared/domain/city.ts` describes them, with the segments of each bridge and underpass. */
export const roadsFile = z.object({
  classes: z.array(z.string()),
  names: z.array(bothTexts),
  nodes: z.array(lonLat),
  segments: z.array(z.array(z.number()).min(7)),
  places: z.record(placeId, z.array(z.int())),
});
export type ScenarioRoads = z.infer<typeof roadsFile>;

/** A danger of the register. Times are minutes from the opening; `moves` are its states in the order of time. */
const hazardPlan = hazard.omit({ foundAt: true, dueAt: true, status: true }).extend({
  id: entityId,
  title: bothTexts,
  place: bothTexts,
  /** Key of the district. */
  district: z.string(),
  found: z.int(),
  due: z.int(),
  moves: z.array(z.tuple([z.int(), z.enum(HAZARD_STATES)])).min(1),
});
export type HazardPlan = z.infer<typeof hazardPlan>;
export const hazardsFile = z.object({ hazards: z.array(hazardPlan) });

export const fleetFile = z.array(
  z.strictObject({
    id: entityId,
    kind: z.enum(UNIT_KINDS),
    /** Code of the resource kind, e.g. pumper. */
    resourceKind: z.string(),
    feed,
    name: bothTexts,
    department: departmentCode,
    home: placeId,
    crew: z.int().min(1),
    driver: z.string().min(1),
    /** Highest speed of the vehicle, km/h. */
    topSpeed: z.number().min(5).max(120),
  }),
);
export type FleetUnit = z.infer<typeof fleetFile>[number];

const figure = z.strictObject({
  key: z.string(),
  label: bothTexts,
  /** A pair is drawn from; null is asked for and not known. */
  value: z.union([z.number(), z.null(), range]),
  unit: bothTexts.optional(),
});
export type FigurePlan = z.infer<typeof figure>;

const due = z.strictObject({
  what: z.enum(['acknowledge', 'dispatch', 'decide', 'feedback']),
  within: z.number().min(1).describe('minutes'),
});
const note = z.strictObject({ by: z.string().max(64), text: bothTexts });

const incidentPlan = {
  feed,
  kind: z.enum(INCIDENT_KINDS),
  level,
  title: bothTexts,
  channel: z.string(),
  lead: departmentCode,
  /** Somebody told it: an invented name, phone and, for the hotline, address belong to it. */
  person: z.boolean().default(true),
  due: due.optional(),
  figures: z.array(figure).default([]),
  units: z.array(need).default([]),
  /** Seconds from the report to the dispatch. */
  dispatchAfter: range.default([20, 60]),
};

const zone = z.strictObject({ name: bothTexts, place: placeId, radius: z.number().min(50) });

const storyEvent = z.discriminatedUnion('do', [
  z.strictObject({
    t: moment,
    do: z.literal('warn'),
    key: z.string(),
    feed: feed.default('weather'),
    sender: z.string(),
    senderName: bothTexts,
    status: z.enum(CAP_STATUS).default('Actual'),
    msgType: z.enum(CAP_MSG_TYPE),
    references: z.array(z.string()).default([]),
    event: bothTexts,
    eventCode: z.string().optional(),
    level,
    urgency: z.enum(CAP_URGENCY),
    certainty: z.enum(CAP_CERTAINTY),
    headline: bothTexts,
    description: bothTexts.optional(),
    instruction: bothTexts.optional(),
    hours: z.number().min(0.1),
    districts: z.array(z.string()).default([]),
    zones: z.array(zone).default([]),
    /** Seconds until each department answers; null: it does not. */
    answers: z.array(z.strictObject({ department: departmentCode, after: z.number().nullable() })).default([]),
  }),
  z.strictObject({
    t: moment,
    do: z.literal('report'),
    key: z.string(),
    ...incidentPlan,
    place: placeId,
    /** Where exactly, when the place's own name is not enough. */
    where: bothTexts.optional(),
    note: note.optional(),
    /** Minutes from arrival to control; without it a later row settles the incident. */
    handling: range.optional(),
    outcome: bothTexts.optional(),
  }),
  z.strictObject({
    t: moment,
    do: z.literal('news'),
    key: z.string(),
    level: level.optional(),
    title: bothTexts.optional(),
    moreReports: z.int().min(1).optional(),
    figures: z.array(figure).default([]),
    units: z.array(need).default([]),
    due: due.optional(),
    note,
  }),
  z.strictObject({
    t: moment,
    do: z.literal('settle'),
    key: z.string(),
    to: z.enum(['controlled', 'closed']),
    outcome: bothTexts.optional(),
    figures: z.array(figure).default([]),
    note,
  }),
  /** Closes or opens the road segments of a bridge or underpass for routing. */
  z.strictObject({
    t: moment,
    do: z.literal('road'),
    place: placeId,
    open: z.boolean(),
  }),
  z.strictObject({ t: moment, do: z.literal('facility'), place: placeId, inService: z.boolean() }),
  /** `stuck` repeats `value`, `silent` says nothing, `well` reads again. */
  z.strictObject({
    t: moment,
    do: z.literal('sensor'),
    place: placeId,
    is: z.enum(['stuck', 'silent', 'well']),
    value: z.number().optional(),
  }),
  /** Goods leave `from` at once and are counted in at `to` when they arrive; less may arrive than left. */
  z.strictObject({
    t: moment,
    do: z.literal('transfer'),
    good: z.string(),
    from: placeId,
    to: placeId,
    sent: z.number().min(1),
    received: z.number().min(0),
    minutes: z.number().min(1),
  }),
]);
export type StoryEvent = z.infer<typeof storyEvent>;
export type StoryRow<K extends StoryEvent['do']> = Extract<StoryEvent, { do: K }>;

const backgroundTemplate = z.strictObject({
  ...incidentPlan,
  /** `{road}` stands for the road where it happens. */
  title: bothTexts,
  weight: z.number().min(0),
  /** How the weight grows with the rain: weight × (1 + wet × rain ÷ 30 mm/h). */
  wet: z.number().min(-0.5).max(10).default(0),
  /** Minutes from arrival (or, without units, from the report) until it is controlled. */
  handling: range,
  outcomes: z.array(bothTexts).min(1),
  /** Later reports of the same thing nearby are joined into it. */
  joins: z.boolean().default(false),
});
export type BackgroundTemplate = z.infer<typeof backgroundTemplate>;

/** How a sensor of the city reads; kind, unit and limits follow from its place. */
const sensorPlan = z.discriminatedUnion('model', [
  /** mm/h: the storm's curve, scaled and late (minutes). */
  z.strictObject({ place: placeId, model: z.literal('rain'), scale: z.number(), delay: z.number() }),
  /**
   * Depth in a hollow, m: `rise` m per mm of rain that the drains (mm/h) do not take, less as it fills up to `most`, minus
   * `fall` m/h while there is water; the drains take little while `pump` is out of service.
   */
  z.strictObject({
    place: placeId,
    model: z.literal('hollow'),
    start: z.number(),
    scale: z.number(),
    rise: z.number(),
    drains: z.number(),
    fall: z.number(),
    most: z.number(),
    pump: placeId.optional(),
  }),
  /** Level of a water, m: runs after `base` + `rise` × rain with a lag in minutes (linear reservoir). */
  z.strictObject({
    place: placeId,
    model: z.literal('river'),
    start: z.number(),
    scale: z.number(),
    base: z.number(),
    rise: z.number(),
    lag: z.number().min(1),
  }),
]);
export type SensorPlan = z.infer<typeof sensorPlan>;

const stockPlan = z.strictObject({
  good: z.string(),
  name: bothTexts,
  unit: z.string(),
  /** Three days' reserve as a part of what each depot has at the opening. */
  reserve: z.number().min(0).max(1),
  /** Use per hour over the minutes, by depot; the other depots that hold the good use none. */
  burn: z.record(placeId, curve),
});

export const storylineFile = z.strictObject({
  rain: curve,
  sensors: z.array(sensorPlan),
  shelters: z.array(z.strictObject({ place: placeId, persons: curve })),
  stock: z.array(stockPlan),
  /** Sentences of the incidents' journals; `{…}` are filled in. */
  phrases: z.strictObject({
    accepted: bothTexts,
    turnout: bothTexts,
    noUnit: bothTexts,
    arrived: bothTexts,
    controlled: bothTexts,
    joined: bothTexts,
  }),
  events: z.array(storyEvent),
  background: z.array(backgroundTemplate),
});
export type Storyline = z.infer<typeof storylineFile>;

export const departmentsFile = z.array(
  z.strictObject({ code: departmentCode, name: bothTexts, feed: feed.optional() }),
);

const post = {
  post: z.string().min(1).max(64),
  postName: bothTexts,
  authority: z.string().min(1).max(64),
};

export const officersFile = z.array(
  z.strictObject({
    id: z.string().min(1).max(64),
    name: bothTexts,
    ...post,
    /** What else he may sign in as at a console. */
    posts: z.array(z.strictObject(post)).optional(),
  }),
);
