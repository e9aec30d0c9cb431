import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Alert } from '../../shared/domain/alert.ts';
import type { Feed } from '../feed/feed.ts';
import type { WarningReader } from '../sources/warnings/warning-reader.ts';
import { sendJson } from './problem-response.ts';
import { readBody, refuseRequest } from './request-body.ts';
import type { FeedStats } from './stats.ts';

/** One message with attached files, or a whole feed of messages. */
export const MAX_WARNING_BYTES = 4 * 1024 * 1024;

/** Types in which warnings are posted; what is in the body decides on its form. */
export function isWarningType(type = ''): boolean {
  return /^(application\/(cap\+xml|xml|atom\+xml|geo\+json)|text\/xml)\b/i.test(type);
}

/**
 * `POST /<feedId>/intake` of a document of warnings: 201 with what was taken, 200 when all of it was here already (so that a
 * sender may send again), 422 with the first reason when nothing of it is a warning. What was lost of a warning that was
 * taken is in quarantine.
 */
export async function takeWarnings(
  request: IncomingMessage,
  response: ServerResponse,
  {
    feed,
    reader,
    stats,
  }: { readonly feed: Feed; readonly reader: WarningReader; readonly stats: FeedStats | undefined },
): Promise<void> {
  const bytes = await readBody(request, MAX_WARNING_BYTES);
  if (bytes === null) {
    refuseRequest(response, 413, { code: 'report-too-large', params: { limit: MAX_WARNING_BYTES } });
    return;
  }
  const held = (id: string): Alert | undefined => {
    const found = feed.log.find('alert', id);
    return found?.kind === 'record' ? ((found.data ?? undefined) as Alert | undefined) : undefined;
  };
  const { drafts, taken, repeated, older, refused } = await reader.read(bytes, 'intake', held);
  const [first] = refused;
  if (taken.length + repeated + older === 0) {
    const { code = 'not-a-warning', column, detail } = first ?? {};
    refuseRequest(response, 422, { code, detail: [column, detail].filter(Boolean).join(': ') });
    return;
  }
  feed.append({ drafts });
  if (stats) stats.intakes += taken.length;
  sendJson(response, taken.length > 0 ? 201 : 200, { taken, repeated: repeated + older, refused });
}
