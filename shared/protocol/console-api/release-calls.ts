import * as z from 'zod';
import { entityId } from '../../domain/common.ts';
import { releaseContent, type Publisher } from '../../domain/release.ts';
import { newRelease } from '../commands/release-commands.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });
const reason = z.string().trim().min(1).max(2_000);

const MESSAGE_FORMS = ['cap', 'national'] as const;
export type MessageForm = (typeof MESSAGE_FORMS)[number];

/** `first`: it was written now; else it had been written into this folder before, and nothing was done. */
export interface ReleaseFile {
  readonly file: string;
  readonly first: boolean;
}

export const releaseCalls = {
  /** In whose name this console drafts; null when nobody has said (`resources/publisher.json`). */
  publisher: call<Publisher | null>()(z.object({})),
  /** `feed`: where it is kept; that of the release which it replaces, else the one of officers' reports. */
  draftRelease: call<Queued & { readonly id: string }>()(
    z.object({ feed: z.string().max(64).optional(), release: newRelease.omit({ publisher: true }) }),
  ),
  /** The whole text as it is now worded. */
  changeRelease: call<Queued>()(target.extend({ content: releaseContent })),
  /** `expectedRev` absent: as it would be on screen now, right after this seat worded it. */
  submitRelease: call<Queued>()(target.partial({ expectedRev: true })),
  /** Refused with `release-own` to whoever worded it or handed it in. */
  approveRelease: call<Queued>()(target),
  rejectRelease: call<Queued>()(target.extend({ reason })),
  withdrawRelease: call<Queued>()(target.extend({ reason: reason.optional() })),
  /** What is out, as a file in a folder (absolute path); once for each identifier, form and folder. */
  writeReleaseFile: call<ReleaseFile>()(
    z.object({ id: entityId, folder: z.string().max(1_000), form: z.enum(MESSAGE_FORMS) }),
  ),
};
