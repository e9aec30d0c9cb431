import type { Socket } from 'socket.io';
import { clockSample } from '../../shared/protocol/feed/heartbeat.ts';
import { fetchRange, type Fetched } from '../../shared/protocol/feed/fetch.ts';
import { ack, type Frame } from '../../shared/protocol/feed/frame.ts';
import { pace } from '../../shared/protocol/feed/pace.ts';
import type { LeadTold } from '../../shared/protocol/feed/lead.ts';
import type { PresenceTold } from '../../shared/protocol/feed/presence.ts';
import { recall, type Recalled } from '../../shared/protocol/feed/recall.ts';
import { subscribe, type Subscribe, type Subscribed } from '../../shared/protocol/feed/subscribe.ts';
import type { SnapshotPart } from '../../shared/protocol/feed/snapshot.ts';
import type { HubClock } from '../clock.ts';
import { applyCommand, recallCommands, type Bringer } from '../feed/apply-command.ts';
import type { Feed } from '../feed/feed.ts';
import { firstIssue } from '../feed/issue.ts';
import type { Logger } from '../logger.ts';
import type { Snapshot } from '../log/snapshot.ts';
import { createLeadGate, createPresenceGate } from './presence-gate.ts';
import type { FeedStats } from './stats.ts';
import { coalesce } from './coalesce.ts';
import { cut, toFrame, type Cut, type TopicFilter } from './frames.ts';
import { pack } from './pack.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { safely } from './safe-handler.ts';
import type { Turnstile } from './turnstile.ts';
import { createAckWindow, type AckWindow } from './window.ts';

/** A part that is not confirmed in this time loses the station its connection: it holds a read transaction. */
const PART_TIMEOUT = 15_000;
/** On a bad line a part must not keep the heart from beating: some seconds of 64 kbit/s, compressed. Bytes. */
const BAD_LINE_PART = 32 * 1024;
/**
 * What a frame may have there at least: one that has not room for every unit of a feed leaves nothing out. Some 8 KB when
 * compressed. Bytes.
 */
const BAD_LINE_FRAME = 64 * 1024;
/** Frames sent in one go before other stations get their turn. */
const FRAMES_A_TURN = 8;

type State =
  /** Connected, nothing asked for yet. */
  | { readonly is: 'joined' }
  | { readonly is: 'snapshot'; readonly topics: TopicFilter }
  | {
      readonly is: 'streaming';
      readonly topics: TopicFilter;
      readonly window: AckWindow;
      readonly pacer: Pacer;
      sentSeq: number;
      /** It had everything once since it subscribed. */
      hasBeenLive: boolean;
    };

export interface Session {
  /** Sends what the station's window allows. */
  pump(): void;
}

export interface SessionContext {
  readonly feed: Feed;
  readonly clock: HubClock;
  readonly log: Logger;
  readonly stats: FeedStats;
  readonly snapshots: Turnstile;
  readonly rules: Pick<Bringer, 'matrix' | 'allowsCarried'>;
}

/** Serves one station on one feed until its socket closes. It holds no backlog: a slow station reads the log later. */
export function openSession(socket: Socket, stationId: string, context: SessionContext): Session {
  const { feed, clock, log, stats, snapshots, rules } = context;
  let state: State = { is: 'joined' };
  let turnPlanned = false;
  /** What the station asked for, for as long as it is connected. */
  let hold = 0;
  let patience: NodeJS.Timeout | null = null;
  const presenceGate = createPresenceGate(() => performance.now());
  const leadGate = createLeadGate(() => performance.now());

  function pump(): void {
    if (state.is !== 'streaming' || !socket.connected) return;
    for (let sent = 0; state.sentSeq < feed.head && state.window.open && isDue(state); sent += 1) {
      if (sent === FRAMES_A_TURN) {
        planTurn();
        return;
      }
      if (state.sentSeq < feed.floor) {
        // Its place was trimmed away while it did not acknowledge: joining anew gives it a snapshot.
        hangUp('station fell below the floor', { seq: state.sentSeq });
        return;
      }
      const next = take(state);
      sendFrame(toFrame(feed.epoch, state.sentSeq, next));
      state.sentSeq = next.seq;
      const isAll = next.seq >= feed.head;
      state.hasBeenLive ||= isAll;
      state.window.sent(next.seq, next.bytes, !isAll);
      state.pacer.sent(isAll);
      stats.frames += 1;
      stats.changesSent += next.changes.length;
    }
  }

  /** Packing costs the hub time that a good line is not worth. */
  function sendFrame(frame: Frame): void {
    if (hold > 0 || frame.omitted !== undefined) socket.emit('packed', pack('frame', frame));
    else socket.emit('frame', frame);
  }

  function take({ sentSeq, topics, window, pacer, hasBeenLive }: State & { is: 'streaming' }): Cut {
    const from = sentSeq + 1;
    if (hold === 0) {
      const next = cut(feed, from, feed.head, topics, window.room);
      // H50: what is urgent does not stand behind a second frame of positions. What was missed before is caught up whole.
      if (next.seq >= feed.head || !hasBeenLive || !pacer.isUrgentAfter(next.seq)) return next;
    }
    return coalesce(feed, from, feed.head, topics, Math.max(BAD_LINE_FRAME, window.room));
  }

  /** H50: on a bad line what is not urgent waits for its time, and for everything before it to have arrived. */
  function isDue({ sentSeq, window, pacer }: State & { is: 'streaming' }): boolean {
    if (hold === 0) return true;
    const due = pacer.due(sentSeq);
    if (due.is === 'now') return due.urgent || window.inFlight === 0;
    patience ??= setTimeout(() => {
      patience = null;
      pump();
    }, due.for);
    return false;
  }

  /** Closes the connection below Socket.IO: a `disconnect` of the server would tell the station not to come back. */
  function hangUp(reason: string, fields: Record<string, unknown>): void {
    log.warn(reason, { feed: feed.description.id, stationId, ...fields });
    socket.conn.close();
  }

  function planTurn(): void {
    if (turnPlanned) return;
    turnPlanned = true;
    setImmediate(() => {
      turnPlanned = false;
      pump();
    });
  }

  function stream(topics: TopicFilter, from: number): void {
    const pacer = createPacer(feed, topics, hold);
    state = {
      is: 'streaming',
      topics,
      window: createAckWindow(),
      pacer,
      sentSeq: from,
      hasBeenLive: from === feed.head,
    };
    pump();
  }

  async function sendSnapshot(asked: State & { is: 'snapshot' }): Promise<void> {
    const leave = await snapshots.enter();
    let snapshot: Snapshot | null = null;
    try {
      if (state !== asked || !socket.connected) return;
      snapshot = feed.snapshot(asked.topics, hold > 0 ? BAD_LINE_PART : undefined);
      const mark = feed.markAt(snapshot.seq);
      for (let part = 1; part <= snapshot.parts; part += 1) {
        const message: SnapshotPart = {
          epoch: feed.epoch,
          seq: snapshot.seq,
          part,
          parts: snapshot.parts,
          entities: snapshot.read(part) as unknown[],
          ...(mark !== null && { mark }),
        };
        await confirmed(socket, message, hold > 0);
        // A new subscribe, or the end, has taken over meanwhile.
        if (state !== asked || !socket.connected) return;
      }
      stats.snapshots += 1;
      stream(asked.topics, snapshot.seq);
    } catch (error) {
      if (!socket.connected) return;
      hangUp('snapshot not confirmed', { error: String(error) });
    } finally {
      snapshot?.close();
      leave();
    }
  }

  function onSubscribe(argument: unknown, answer: (value: unknown) => void): void {
    const parsed = subscribe.safeParse(argument);
    if (!parsed.success) {
      answer({ error: { code: 'bad-subscribe', origin: 'hub', detail: firstIssue(parsed.error) } });
      return;
    }
    const topics = parsed.data.topics.length === 0 ? null : new Set(parsed.data.topics);
    const from = replayFrom(feed, parsed.data.cursor);
    const subscribed: Subscribed = {
      feedId: feed.description.id,
      name: feed.description.name,
      epoch: feed.epoch,
      head: feed.head,
      mode: from === null ? 'snapshot' : 'replay',
      maxAgeSeconds: feed.description.maxAgeSeconds,
    };
    answer(subscribed);
    if (from === null) {
      const asked = { is: 'snapshot', topics } as const;
      state = asked;
      void sendSnapshot(asked);
    } else {
      stream(topics, from);
    }
  }

  function onAck(argument: unknown): void {
    const parsed = ack.safeParse(argument);
    if (!parsed.success || state.is !== 'streaming') return;
    if (!state.window.acknowledged(parsed.data.seq)) {
      log.warn('acknowledged what was not sent', { feed: feed.description.id, stationId, seq: parsed.data.seq });
      return;
    }
    pump();
  }

  function onPace(argument: unknown): void {
    const parsed = pace.safeParse(argument);
    if (!parsed.success) return;
    hold = parsed.data.hold;
    if (state.is === 'streaming') state.pacer.hold = hold;
    forgetPatience();
    pump();
  }

  function forgetPatience(): void {
    if (patience) clearTimeout(patience);
    patience = null;
  }

  function onFetch(argument: unknown, answer: (value: unknown) => void): void {
    const parsed = fetchRange.safeParse(argument);
    const gone: Fetched = { outcome: 'gone' };
    if (!parsed.success) {
      answer({ error: { code: 'bad-fetch', origin: 'hub', detail: firstIssue(parsed.error) } });
      return;
    }
    const { epoch, from, to } = parsed.data;
    if (epoch !== feed.epoch || from <= feed.floor || from > feed.head || to < from) {
      answer(gone);
      return;
    }
    const topics = state.is === 'joined' ? null : state.topics;
    const part = cut(feed, from, Math.min(to, feed.head), topics);
    const fetched: Fetched = { outcome: 'range', to: part.seq, changes: part.changes as unknown[] };
    stats.fetches += 1;
    answer(part.seq < from ? gone : fetched);
  }

  /** H70: handed on to whoever is there now; a bad line does not wait behind it, and a quarrelsome station is not heard. */
  function onPresence(argument: unknown): void {
    const said = presenceGate.take(argument);
    if (!said) return;
    const told: PresenceTold = { ...said, station: stationId };
    socket.broadcast.volatile.emit('presence', told);
  }

  /** H71: the same for where a leader looks. The hub does not judge who leads: the stations come to one by themselves. */
  function onLead(argument: unknown): void {
    const said = leadGate.take(argument);
    if (!said) return;
    const told: LeadTold = { ...said, station: stationId };
    socket.broadcast.volatile.emit('lead', told);
  }

  function onCommand(argument: unknown, answer: (value: unknown) => void): void {
    stats.commands += 1;
    answer(applyCommand(feed, argument, { ...rules, stationId, now: clock.now() }));
  }

  function onRecall(argument: unknown, answer: (value: unknown) => void): void {
    const parsed = recall.safeParse(argument);
    if (!parsed.success) {
      answer({ error: { code: 'bad-recall', origin: 'hub', detail: firstIssue(parsed.error) } });
      return;
    }
    const recalled: Recalled = { known: recallCommands(feed, parsed.data.commandIds) };
    answer(recalled);
  }

  socket.on('subscribe', safely('subscribe', log, onSubscribe));
  socket.on('ack', safely('ack', log, onAck));
  socket.on('pace', safely('pace', log, onPace));
  socket.on('presence', safely('presence', log, onPresence));
  socket.on('lead', safely('lead', log, onLead));
  socket.on('fetch', safely('fetch', log, onFetch));
  socket.on('command', safely('command', log, onCommand));
  socket.on('recall', safely('recall', log, onRecall));
  socket.on(
    'clock',
    safely('clock', log, (_argument, answer) =>
      answer(clockSample.parse({ serverTime: clock.now(), ...(state.is === 'streaming' && { sent: state.sentSeq }) })),
    ),
  );
  socket.on('error', (error) => log.warn('socket error', { stationId, error: String(error) }));
  socket.on('disconnect', () => {
    forgetPatience();
    state = { is: 'joined' };
  });
  return { pump };
}

/** Resolves when the station has confirmed the part; rejects after `PART_TIMEOUT`, or at once when it has gone. */
function confirmed(socket: Socket, part: SnapshotPart, isPacked: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const onGone = (): void => reject(new Error('station gone'));
    socket.once('disconnect', onGone);
    const done = (error: Error | null): void => {
      socket.off('disconnect', onGone);
      if (error) reject(error);
      else resolve();
    };
    const waiting = socket.timeout(PART_TIMEOUT);
    if (isPacked) waiting.emit('packed', pack('snapshot', part), done);
    else waiting.emit('snapshot', part, done);
  });
}

/** Where replay starts, or null when only a snapshot is true: another epoch, trimmed away, ahead of this log, or not on it. */
export function replayFrom(
  feed: Pick<Feed, 'epoch' | 'floor' | 'head' | 'markAt'>,
  cursor: Subscribe['cursor'],
): number | null {
  if (cursor === null || cursor.epoch !== feed.epoch) return null;
  if (cursor.seq < feed.floor || cursor.seq > feed.head) return null;
  // R19: another change stands there now: the log was put back and went on from before it.
  if (cursor.mark !== undefined && (feed.markAt(cursor.seq) ?? cursor.mark) !== cursor.mark) return null;
  return cursor.seq;
}
