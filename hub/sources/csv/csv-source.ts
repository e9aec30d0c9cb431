import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceContext } from '../context.ts';
import { play, type Step } from '../play.ts';
import { createPlayer } from '../player.ts';
import { refuse } from '../refuse.ts';
import type { Source } from '../source.ts';
import type { Mapping } from './mapping.ts';
import { readCsv } from './read-file.ts';

interface Options {
  readonly path: string;
  readonly feed: string;
  readonly map: Mapping;
  readonly context: SourceContext;
}

/** How far a file was played. A file of another size or date is another file: it is played from its start. */
interface Place {
  readonly print: string;
  readonly rows: number;
}

/** Plays a CSV file as records of its mapping's topic, paced by its own times. */
export function createCsvSource({ path, feed, map, context }: Options): Source {
  const file = basename(path);
  const key = `csv:${file}`;
  const name = map.name ?? { zh: `回放 ${file}`, en: `Replay ${file}` };

  async function* steps(print: string, skip: number): AsyncGenerator<Step> {
    let rows = 0;
    for await (const outcome of readCsv(createReadStream(path), map)) {
      rows += 1;
      // Read again on the way: ids already seen must stay known.
      if (rows <= skip) continue;
      const progress = { key, value: { print, rows } satisfies Place };
      if ('fault' in outcome) {
        const draft = refuse(map.topic, file, outcome.fault, context.clock.now());
        yield { at: null, drafts: [draft], progress };
      } else {
        const { id, at, data } = outcome.row;
        yield { at, drafts: [{ op: 'put', topic: map.topic, id, at, source: file.slice(-80), data }], progress };
      }
    }
    context.log.info('csv played', { file, rows });
  }

  return {
    name: key,
    feeds: [{ id: feed, name, maxAgeSeconds: map.maxAgeSeconds }],
    async start(sink, signal) {
      const { size, mtimeMs } = await stat(path);
      const print = `${size}:${Math.round(mtimeMs)}`;
      const place = sink.progress(feed, key) as Place | null;
      const skip = place?.print === print ? place.rows : 0;
      const player = createPlayer(context.speed, context.clock);
      await play(steps(print, skip), { feed, sink, player, signal });
    },
  };
}
