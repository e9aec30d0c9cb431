import type { HandoverMatter } from '../../../shared/domain/handover.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { journalEntryId } from '../../../shared/domain/journal-entry.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { NewEntry } from '../../../shared/protocol/commands/journal-commands.ts';
import type { CallHandlers } from '../api/call-handlers.ts';
import { reportFeed } from '../api/incident-calls.ts';
import { writtenText } from '../api/local-text.ts';
import type { Ids } from '../kernel/ports.ts';
import type { Readers } from '../store/store.ts';
import type { CommandDesk } from '../sync/command-desk.ts';
import type { Outbox } from '../sync/outbox.ts';
import { EntryNumbers } from './entry-numbers.ts';
import { openMatters, type MatterParts } from './matters.ts';

export interface JournalCallParts extends Omit<MatterParts, 'seen' | 'feeds'> {
  readonly ids: Ids;
  readonly stationId: string;
  readonly read: Readers;
  readonly desk: Pick<CommandDesk, 'give'>;
  readonly outbox: Pick<Outbox, 'pending'>;
  readonly feeds: () => readonly string[];
  readonly feedRows: MatterParts['feeds'];
  readonly hubTime: (feed: string) => Instant;
}

type JournalCalls = Pick<
  CallHandlers,
  'enterJournal' | 'openMatters' | 'offerHandover' | 'takeHandover' | 'makeFinding' | 'stepFinding'
>;

/** What an officer does at journal, hand-over and review: one command each. */
export function journalCalls(parts: JournalCallParts): JournalCalls {
  const { ids, stationId, read, desk, outbox, feeds, feedRows, hubTime } = parts;
  const numbers = new EntryNumbers(read, stationId);
  const city = (): string => reportFeed(feeds(), undefined);
  const matters = (since: Instant) => {
    const [first] = feeds();
    const now = hubTime(first === undefined ? '' : city());
    const seen = (topic: 'incident', id: string) => outbox.pending.find(topic, id) as Incident | undefined;
    return openMatters({ ...parts, seen, feeds: feedRows }, now, since);
  };
  /** An entry is corrected where it is kept. */
  const feedOf = (corrects: string | undefined): string => {
    if (corrects === undefined) return city();
    return (
      read.entities.get('journal', corrects)?.feed ?? outbox.pending.of('journal', corrects)[0]?.record.feed ?? city()
    );
  };

  return {
    enterJournal({ text, why, receivedAt, ...told }) {
      const number = numbers.next();
      const id = journalEntryId(stationId, number);
      const feed = feedOf(told.corrects);
      const payload: NewEntry = {
        ...told,
        number,
        text: writtenText(text),
        // A window's clock may be a moment ahead of ours.
        receivedAt: receivedAt ?? instant(Math.max(told.happenedAt, hubTime(feed))),
        ...(why && { why: writtenText(why) }),
      };
      try {
        const queued = desk.give({ type: 'journal.enter', entityId: id, payload, expectedRev: null, feed });
        numbers.given(number);
        return { ...queued, id, number };
      } catch (error) {
        // Whether it is kept, the disk will say: its number is not given again.
        if (error instanceof ProblemError && error.problem.code === 'command-outcome-unknown') numbers.given(number);
        throw error;
      }
    },
    openMatters: ({ since }) => matters(since),
    offerHandover({ shiftBegan, text, notes }) {
      const id = ids.next();
      const open = matters(shiftBegan).map(({ topic, id: about, title, level, isOverdue }): HandoverMatter => {
        const note = notes[about];
        return {
          topic,
          id: about,
          title,
          level,
          ...(isOverdue && { isOverdue }),
          ...(note && { note: writtenText(note) }),
        };
      });
      const payload = { shiftBegan, open, ...(text && { text: writtenText(text) }) };
      return { ...desk.give({ type: 'handover.offer', entityId: id, payload, expectedRev: null, feed: city() }), id };
    },
    takeHandover: ({ id, expectedRev, read: ticked, remark }) =>
      desk.give({
        type: 'handover.take',
        entityId: id,
        payload: { read: ticked, ...(remark && { remark: writtenText(remark) }) },
        expectedRev,
      }),
    makeFinding({ title, text, ...given }) {
      const id = ids.next();
      const payload = { ...given, title: writtenText(title), ...(text && { text: writtenText(text) }) };
      return { ...desk.give({ type: 'finding.make', entityId: id, payload, expectedRev: null, feed: city() }), id };
    },
    stepFinding: ({ id, expectedRev, state, text }) =>
      desk.give({
        type: 'finding.step',
        entityId: id,
        payload: { state, ...(text && { text: writtenText(text) }) },
        expectedRev,
      }),
  };
}
