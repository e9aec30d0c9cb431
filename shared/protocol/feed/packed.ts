import * as z from 'zod';

/**
 * Down, event `packed`, in place of a `frame` or a `snapshot` on a bad line: the same message as JSON, deflated (raw, RFC 1951).
 * Acknowledged as the event that it stands for. The transport's own compression is all or nothing for a connection, and on a
 * good line it costs more than it saves.
 */
export const packed = z.object({
  event: z.enum(['frame', 'snapshot']),
  data: z.instanceof(Uint8Array),
});
export type Packed = z.infer<typeof packed>;

/** What a packed message may become, bytes: a hostile one must not fill the memory. */
export const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
