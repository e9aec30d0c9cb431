import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Unit } from '../../../shared/domain/resource.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { SourceContext } from '../context.ts';
import type { NamedFile } from '../files.ts';
import { play, type Step } from '../play.ts';
import { createPlayer } from '../player.ts';
import { refuse, type Fault } from '../refuse.ts';
import { slugOf } from '../slug.ts';
import type { Draft, Source } from '../source.ts';
import { readGpx } from './read-gpx.ts';
import { schedule, type Moment } from './schedule.ts';

interface Options {
  readonly files: readonly NamedFile[];
  readonly feed: string;
  readonly title: string;
  readonly context: SourceContext;
}

/** The files do not say whose unit it is. */
const DEPARTMENT = 'GPX';
const LONGEST_NAME = 200;

interface Mover {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly moments: readonly Moment[];
}

/** One move of one unit, on the common time of all files. */
interface Move {
  readonly mover: Mover;
  readonly moment: Moment;
}

/**
 * Moves one unit along each track. All tracks start together, now: an officer watches a unit that moves, not one that moved
 * in 2015. So the time of a move is the moment at which it is played, whatever the file says and however fast it is played.
 * After a restart it goes on with the next move.
 */
export function createGpxSource({ files, feed, title, context }: Options): Source {
  const { clock, log, speed } = context;
  const key = `gpx:${title}`;

  async function load(): Promise<{ movers: Mover[]; faults: { file: string; fault: Fault }[]; print: string }> {
    const movers: Mover[] = [];
    const faults: { file: string; fault: Fault }[] = [];
    const hash = createHash('sha256');
    for (const file of files) {
      try {
        const bytes = await readFile(file.path);
        hash.update(file.name).update(bytes);
        const read = readGpx(bytes);
        faults.push(...read.faults.map((fault) => ({ file: file.name, fault })));
        for (const [index, track] of read.tracks.entries()) {
          const id = `${slugOf(file.name.replaceAll('/', '-'))}-${index + 1}`;
          const name = (track.name ?? file.name).slice(0, LONGEST_NAME);
          movers.push({ id, name, file: file.name, moments: schedule(track) });
        }
      } catch (error) {
        const detail = (error as NodeJS.ErrnoException).code ?? String(error);
        faults.push({ file: file.name, fault: { code: 'file-unreadable', detail } });
      }
    }
    return { movers, faults, print: hash.digest('base64url') };
  }

  async function* steps(moves: readonly Move[], print: string, done: number): AsyncGenerator<Step> {
    // Pace and stamps count from the move that is played first, so that a restart does not wait for the past.
    const first = moves[done]?.moment.after ?? 0;
    const start = clock.now();
    for (let index = done; index < moves.length; index += 1) {
      const move = moves[index];
      if (!move) return;
      const since = move.moment.after - first;
      const at = instant(Math.round(speed === 'max' ? start : start + since / speed));
      yield {
        at: instant(start + Math.round(since)),
        drafts: [draft(move, at)],
        progress: { key, value: { print, moves: index + 1 } },
      };
    }
    log.info('gpx played', { feed, moves: moves.length });
  }

  return {
    name: key,
    feeds: [{ id: feed, name: { zh: `轨迹 ${title}`, en: `Tracks ${title}` }, maxAgeSeconds: 60 }],
    async start(sink, signal) {
      const { movers, faults, print } = await load();
      const place = sink.progress(feed, key) as { print: string; moves: number } | null;
      const done = place?.print === print ? place.moves : 0;
      if (place?.print !== print) {
        const refused = faults.map(({ file, fault }) => refuse('resource', file, fault, clock.now()));
        await sink.append(feed, refused, { key, value: { print, moves: 0 } });
      }
      const moves = movers
        .flatMap((mover) => mover.moments.map((moment) => ({ mover, moment })))
        .sort((a, b) => a.moment.after - b.moment.after);
      await play(steps(moves, print, done), { feed, sink, player: createPlayer(speed, clock), signal });
    },
  };
}

/** A track's first move brings the unit, the others move it. */
function draft({ mover, moment }: Move, at: Instant): Draft {
  const base = { topic: 'resource', id: mover.id, at, source: mover.file.slice(-80) } as const;
  const movement = {
    at: moment.at,
    positionAt: at,
    ...(moment.heading !== undefined && { heading: moment.heading }),
    ...(moment.speed !== undefined && { speed: moment.speed }),
  };
  if (moment !== mover.moments[0]) return { ...base, op: 'patch', data: movement };
  const unit: Unit = {
    form: 'unit',
    kind: 'other',
    // A name in a file has no language; both slots show it.
    name: { zh: mover.name, en: mover.name },
    department: DEPARTMENT,
    status: { state: 'free', since: at },
    ...movement,
  };
  return { ...base, op: 'put', data: unit };
}
