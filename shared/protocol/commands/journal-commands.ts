import * as z from 'zod';
import { entityId, instantSchema, localText } from '../../domain/common.ts';
import { MEDIA } from '../../domain/decision.ts';
import { ENTRY_KINDS, journalEntryId, type JournalEntry } from '../../domain/journal-entry.ts';
import { TOPIC_NAMES } from '../../domain/topic-names.ts';
import { ProblemError } from '../../kit/problem.ts';
import { DAY, MINUTE } from '../../kit/time.ts';
import type { CommandType, Effect } from './command-type.ts';

/** What is written down stays worth sending: a journal of a station without its hub arrives when the link is back. */
const JOURNAL_LIFETIME = 30 * DAY;
/** Clocks on the wall differ by less. */
const AHEAD = MINUTE;

export const newEntry = z.object({
  kind: z.enum(ENTRY_KINDS),
  direction: z.enum(['in', 'out', 'within']),
  media: z.enum(MEDIA),
  number: z.int().min(1),
  from: z.string().max(120),
  to: z.string().max(120),
  text: localText,
  happenedAt: instantSchema,
  receivedAt: instantSchema,
  links: z.array(z.object({ topic: z.enum(TOPIC_NAMES), id: entityId })).max(20),
  corrects: entityId.optional(),
  why: localText.optional(),
});
export type NewEntry = z.infer<typeof newEntry>;

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

export const journalCommands = {
  /** One entry. A correction is one too; the old one stays as it was and is marked with the entry that stands in its place. */
  'journal.enter': {
    topic: 'journal',
    payload: newEntry,
    creates: true,
    commutes: false,
    lifetime: JOURNAL_LIFETIME,
    apply(world, given, { entityId: id, stationId, issuedAt, actor: { officer, post } }) {
      const { number, happenedAt, receivedAt, corrects, why } = given;
      if (id !== journalEntryId(stationId, number)) throw refusal('journal-number');
      if (happenedAt > issuedAt + AHEAD || receivedAt > issuedAt + AHEAD) throw refusal('journal-time-future');
      if (happenedAt > receivedAt) throw refusal('journal-time-order');
      const data: JournalEntry = {
        ...given,
        station: stationId,
        enteredAt: issuedAt,
        by: { officer, post, at: issuedAt },
      };
      const entered: Effect = { op: 'put', topic: 'journal', id, data };
      if (corrects === undefined) return [entered];
      if (why === undefined) throw refusal('journal-why');
      const before = world.find('journal', corrects);
      if (!before) throw refusal('journal-unknown');
      if (before.correctedBy !== undefined) throw refusal('journal-corrected-already');
      return [entered, { op: 'patch', topic: 'journal', id: corrects, data: { correctedBy: id } }];
    },
  } satisfies CommandType<'journal', typeof newEntry>,
};
