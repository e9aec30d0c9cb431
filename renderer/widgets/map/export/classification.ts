import type * as z from 'zod';
import type { FieldClass } from '../../../../shared/domain/field-class.ts';
import { topics, type Topic } from '../../../../shared/domain/topics.ts';

/** What of each record a map writes or draws. A field that is drawn newly is named here, or the line on the page is wrong. */
const DRAWN: Partial<Readonly<Record<Topic, readonly string[]>>> = {
  incident: ['kind', 'level', 'title', 'status', 'at'],
  resource: ['kind', 'name', 'status', 'at', 'heading', 'positionAt', 'inService', 'load', 'reading', 'level'],
  alert: ['event', 'level', 'headline', 'status', 'areas', 'expiresAt'],
  drawing: ['kind', 'name', 'geometry', 'status', 'closesRoads'],
  hazard: ['kind', 'title', 'at', 'likelihood', 'severity', 'nearVulnerable', 'dueAt', 'status'],
};

/** A picture of the duty room shows who works where at this moment: never less than internal, though each field is public. */
const LEAST: FieldClass = 'L2';

/** The highest class of the fields that are drawn. Throws when one is named that no form of its record has. */
export function classOfMap(drawn = DRAWN): FieldClass {
  let highest = LEAST;
  for (const [topic, fields] of Object.entries(drawn)) {
    for (const name of fields) {
      const classes = classesOf(topics[topic as Topic], name);
      if (classes.length === 0) throw new Error(`${topic} has no field ${name}`);
      for (const found of classes) if (found > highest) highest = found;
    }
  }
  return highest;
}

/** A record may have several forms; a field without a class would have failed the build (field-class.test.ts). */
function classesOf(schema: z.ZodType, name: string): FieldClass[] {
  const { options, shape } = schema as { options?: readonly z.ZodType[]; shape?: Readonly<Record<string, z.ZodType>> };
  if (options) return options.flatMap((option) => classesOf(option, name));
  const found = shape?.[name]?.meta()?.fieldClass;
  return found ? [found] : [];
}
