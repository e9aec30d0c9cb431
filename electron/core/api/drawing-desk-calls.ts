import { ProblemError } from '../../../shared/kit/problem.ts';
import type { PresenceBoard } from '../feeds/presence.ts';
import type { GeoReader } from '../geo-files/read-geo-file.ts';
import { Uploads } from '../geo-files/uploads.ts';
import { writeGeoFile, type NamedDrawing } from '../geo-files/write-geo-file.ts';
import type { Clock } from '../kernel/ports.ts';
import type { Seat } from '../people/seat.ts';
import type { Overlay } from '../queries/entity-source.ts';
import type { Readers } from '../store/store.ts';
import type { CommandDesk } from '../sync/command-desk.ts';
import type { CallHandlers } from './call-handlers.ts';
import { newDrawingOrder, type DrawingCallParts } from './drawing-calls.ts';

export interface DrawingDeskParts extends DrawingCallParts {
  readonly clock: Clock;
  readonly desk: Pick<CommandDesk, 'give' | 'giveAll' | 'seen'>;
  readonly seat: Pick<Seat, 'present' | 'row'>;
  /** Drawings that only commands of this station make yet are exported too. */
  readonly overlay: Pick<Overlay, 'created'>;
  readonly presence: PresenceBoard;
  readonly readGeo: GeoReader;
}

type DrawingDeskCalls = Pick<CallHandlers, 'showDraft' | 'readGeoFile' | 'takeGeoFile' | 'writeGeoFile'>;

/** What is around drawings: who draws now, and files of them. */
export function drawingDeskCalls(parts: DrawingDeskParts): DrawingDeskCalls {
  const { clock, desk, seat, read, overlay, presence, readGeo } = parts;
  const uploads = new Uploads(clock, readGeo);
  return {
    showDraft({ window, draft }) {
      const { present } = seat;
      if (!present) return null;
      const { officer, post } = present.actor;
      // A locked seat draws nothing; and being shown is no act that keeps a seat open.
      const isHere = seat.row().status.state === 'signedIn';
      presence.show(window, { officer, post, name: present.officer.name }, isHere ? draft : null);
      return null;
    },
    readGeoFile: ({ file, name, part, last, bytes }) => uploads.add(file, name, part, last, bytes),
    takeGeoFile({ file, pick, incident }) {
      const drawings = uploads.take(file, pick);
      const queued = desk.giveAll(
        drawings.map((drawing) => newDrawingOrder(parts, incident === undefined ? drawing : { ...drawing, incident })),
      );
      uploads.forget(file);
      return queued;
    },
    writeGeoFile({ format, ids: wanted }) {
      const drawings = (wanted ?? allIds(read, overlay))
        .map((id): NamedDrawing => ({ id, data: desk.seen('drawing', id) }))
        .filter(({ data }) => data.status.state === 'standing');
      if (drawings.length === 0) throw new ProblemError({ code: 'geo-nothing-to-write', origin: 'geo-files' });
      return writeGeoFile(format, drawings, clock.now());
    },
  };
}

function allIds(read: Readers, overlay: Pick<Overlay, 'created'>): string[] {
  const stored = read.entities.page('drawing', null, read.entities.count('drawing')).map(({ id }) => id);
  return [...new Set([...overlay.created('drawing'), ...stored])];
}
