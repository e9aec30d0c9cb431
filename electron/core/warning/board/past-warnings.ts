import type { Handling } from '../../../../shared/domain/handling.ts';
import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { Moment } from '../../history/moment.ts';
import { pictureAt } from '../../history/picture.ts';
import { standing as stoodAt, type Stood } from '../../history/rebuild.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import type { HistoryReader } from '../../store/readers/history.ts';
import { WarningBoard } from './board.ts';
import { Folds } from './folds.ts';
import { lineOf, type LineParts } from './line.ts';
import { messageOf } from './message.ts';
import { boardSource } from './warnings-source.ts';

export interface PastParts {
  readonly history: HistoryReader;
  readonly moment: Moment;
  readonly line: Omit<LineParts, 'suggestions'>;
}

/** A storm of the past is read in peace: nothing is folded. */
const NO_FOLDS = { foldFrom: Number.POSITIVE_INFINITY, keepAbove: 0 };

/**
 * B10: the board as it was known at a time (H3), a board of its own that is filled from the history while the window reads, and
 * follows the moment while that is played. Nothing is suggested: what is to be done about it was done, or not.
 */
export function pastWarnings(anchor: Instant, { history, moment, line }: PastParts): LiveSource {
  const board = new WarningBoard();
  const folds = new Folds(NO_FOLDS, (id) => board.standing(id));
  board.changed.on(({ ids, read }) => {
    for (const id of ids) folds.touch(id, id === read);
  });
  const position = (): number => moment.positionOf(anchor);
  const feeds = new Map<number, string>();
  function feedOf(log: number): string {
    const feed = feeds.get(log) ?? history.feedOf(log);
    feeds.set(log, feed);
    return feed;
  }
  function now(): Instant {
    const { view } = moment.row();
    return view.state === 'past' && view.anchor === anchor ? view.at : anchor;
  }

  function take(topic: 'alert' | 'handling', id: string, stood: Stood | null): void {
    if (topic === 'handling') {
      const handling = stood && (JSON.parse(stood.json) as Handling);
      board.handle(id, stood && handling && { id, handling, rev: stood.line.rev, isPending: false });
    } else if (stood) board.put(messageOf({ ...stood.line, id, json: stood.json, feed: feedOf(stood.line.log) }));
    else board.remove(id);
  }

  let alerts: ReturnType<typeof pictureAt> | null = null;
  function load(limit: number): boolean {
    if (!alerts) {
      for (const { id, stood } of pictureAt(history, 'handling', position)) take('handling', id, stood);
      alerts = pictureAt(history, 'alert', position);
    }
    for (let count = 0; count < limit; count += 1) {
      const { value } = alerts.next();
      if (!value) return count > 0;
      take('alert', value.id, value.stood);
    }
    return true;
  }

  const none = { suggestions: () => [] };
  const source = boardSource({
    board,
    folds,
    load,
    wire: (id) => {
      const standing = board.standing(id);
      return standing && JSON.stringify(lineOf(standing, now(), { ...line, ...none }));
    },
  });
  return {
    pass: source.pass,
    subscribe(changed) {
      const stopRows = source.subscribe(changed);
      const stopSteps = moment.stepped.on((entities) => {
        for (const { topic, id } of entities) if (isOurs(topic)) take(topic, id, whole(topic, id));
      });
      return () => {
        stopRows();
        stopSteps();
      };
    },
  };

  function whole(topic: Topic, id: string): Stood | null {
    const stood = stoodAt(history, topic, id, position());
    return stood?.isWhole ? stood : null;
  }
}

function isOurs(topic: Topic): topic is 'alert' | 'handling' {
  return topic === 'alert' || topic === 'handling';
}
