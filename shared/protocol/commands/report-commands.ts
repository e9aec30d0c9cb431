import * as z from 'zod';
import { report, reportField, type Report } from '../../domain/report.ts';
import { correctionsOf, missingFields } from '../../domain/report-told.ts';
import { ProblemError, type Param } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import { handOf } from './hand-of.ts';
import type { CommandType, PatchOf, World } from './command-type.ts';

/** Nobody sends, calls about or rewrites a text that has changed under his eyes; two wordings are never mixed. */
const MOVED_ON = 'report-moved';

/** What the recipient was told before, for the fields that it was told of. A hub's world has no lists to look that up in. */
const told = z.array(reportField.pick({ key: true, text: true })).max(100);

export const newReport = report
  .pick({
    incident: true,
    kind: true,
    number: true,
    set: true,
    recipient: true,
    dueAt: true,
    phoneDueAt: true,
    fields: true,
  })
  .extend({ told });
export type NewReport = z.infer<typeof newReport>;

const content = z.object({ fields: report.shape.fields, told });

function refusal(code: string, params?: Readonly<Record<string, Param>>): ProblemError {
  const [detail] = Object.values(params ?? {});
  return new ProblemError({
    code,
    origin: 'commands',
    ...(params && { params, ...(detail !== undefined && { detail: String(detail) }) }),
  });
}

function current(world: World, { entityId }: Command): Report {
  const found = world.find('report', entityId);
  if (!found) throw refusal('unknown-entity');
  return found;
}

/** A draft is worked on; what is out is corrected by the next follow-up. */
function drafted({ status: { state } }: Report): void {
  if (state !== 'drafted') throw refusal('report-is-out');
}

function corrections(fields: Report['fields'], before: z.output<typeof told>): Report['corrections'] {
  return correctionsOf(fields, new Map(before.map(({ key, text }) => [key, text])));
}

/** A key twice would leave it open which of two words counts. */
function checkKeys(fields: Report['fields']): void {
  const keys = fields.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw refusal('report-field-twice', { field: twice });
}

function change<Payload extends z.ZodType>(
  payload: Payload,
  fields: (before: Report, payload: z.output<Payload>, command: Command) => PatchOf<Report>,
): CommandType<'report', Payload> {
  return {
    topic: 'report',
    payload,
    creates: false,
    commutes: false,
    movedOn: MOVED_ON,
    apply(world, given, command) {
      const data = fields(current(world, command), given, command);
      return [{ op: 'patch', topic: 'report', id: command.entityId, data }];
    },
  };
}

/** 初报 · 续报 · 终报, from the draft to the receipt. Rules RP5–RP8 in electron/core/reports/README.md. */
export const reportCommands = {
  'report.draft': {
    topic: 'report',
    payload: newReport,
    creates: true,
    commutes: false,
    // Its id is its place in the row: two seats that draft the same one are no conflict about words.
    movedOn: 'report-exists',
    apply(_world, { told: before, ...given }, command) {
      if ((given.kind === 'followUp') !== given.number > 0) throw refusal('report-number-wrong');
      checkKeys(given.fields);
      const data: Report = {
        ...given,
        corrections: corrections(given.fields, before),
        writtenBy: [handOf(command)],
        status: { state: 'drafted', since: command.issuedAt },
      };
      return [{ op: 'put', topic: 'report', id: command.entityId, data }];
    },
  } satisfies CommandType<'report', typeof newReport>,

  /** All fields as they are to stand. */
  'report.change': change(content, (before, { fields, told: known }, command) => {
    drafted(before);
    checkKeys(fields);
    const others = before.writtenBy.filter(({ officer }) => officer !== command.actor.officer);
    return { fields, corrections: corrections(fields, known), writtenBy: [...others, handOf(command)] };
  }),

  /** The telephone call; told once, also after the written one went out. */
  'report.phone': change(z.object({}), (before, _payload, { issuedAt }) => {
    if (before.phonedAt !== undefined) throw refusal('report-phoned');
    return { phonedAt: issuedAt };
  }),

  /** `required`: the fields that its set asks for. An unknown one lets it go, a missing one does not. */
  'report.send': change(
    z.object({ required: z.array(z.string().max(40)).min(1).max(40) }),
    (before, given, command) => {
      drafted(before);
      const [field] = missingFields(before.fields, given.required);
      if (field !== undefined) throw refusal('report-field-missing', { field });
      return { status: { state: 'sent', since: command.issuedAt, by: handOf(command) } };
    },
  ),

  /** `by`: who has it there, in his own words. */
  'report.receive': change(z.object({ by: z.string().trim().min(1).max(64) }), ({ status }, { by }, { issuedAt }) => {
    if (status.state === 'drafted') throw refusal('report-not-out');
    if (status.state === 'received') throw refusal('report-is-received');
    return { status: { state: 'received', since: issuedAt, sent: status.by, by } };
  }),
};
