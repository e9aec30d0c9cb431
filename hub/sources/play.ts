import type { Instant } from '../../shared/kit/time.ts';
import type { Player } from './player.ts';
import type { Draft, Progress, Sink } from './source.ts';

/** Drafts of one transaction at most. */
export const BATCH = 500;

/** One step of a replay: what comes of one row, one message, one track point. */
export interface Step {
  /** Event time that sets the pace; null goes with the step before it. */
  readonly at: Instant | null;
  readonly drafts: readonly Draft[];
  /** How far the source has come once this step is written. */
  readonly progress: Progress;
}

/**
 * Plays steps into one feed: what is due together is written together, at most `BATCH` in one transaction, with the
 * progress of the last of them. Ends when the steps end or the signal is aborted.
 */
export async function play(
  steps: AsyncIterable<Step>,
  { feed, sink, player, signal }: { feed: string; sink: Sink; player: Player; signal: AbortSignal },
): Promise<void> {
  let drafts: Draft[] = [];
  let progress: Progress | null = null;

  async function flush(): Promise<void> {
    if (progress === null) return;
    const batch = drafts;
    const reached = progress;
    drafts = [];
    progress = null;
    await sink.append(feed, batch, reached);
  }

  for await (const step of steps) {
    if (step.at !== null && player.waitFor(step.at) > 0) {
      await flush();
      await player.until(step.at, signal);
    }
    if (signal.aborted) return;
    // A transaction knows one progress; a step under another key starts a new one.
    if (progress !== null && progress.key !== step.progress.key) await flush();
    drafts.push(...step.drafts);
    progress = step.progress;
    if (drafts.length >= BATCH) await flush();
    if (signal.aborted) return;
  }
  await flush();
}
