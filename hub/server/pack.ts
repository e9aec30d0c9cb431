import { deflateRawSync } from 'node:zlib';
import type { Frame } from '../../shared/protocol/feed/frame.ts';
import type { Packed } from '../../shared/protocol/feed/packed.ts';
import type { SnapshotPart } from '../../shared/protocol/feed/snapshot.ts';

/**
 * H52: a message for a bad line. Synchronous, so that it keeps its place among the others; what is packed is at most some tens
 * of KB, which take about a millisecond.
 */
export function pack(event: 'frame', message: Frame): Packed;
export function pack(event: 'snapshot', message: SnapshotPart): Packed;
export function pack(event: Packed['event'], message: object): Packed {
  return { event, data: deflateRawSync(Buffer.from(JSON.stringify(message))) };
}
