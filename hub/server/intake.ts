import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { entityId, instantSchema } from '../../shared/domain/common.ts';
import { isTopic, topics } from '../../shared/domain/topics.ts';
import { DAY } from '../../shared/kit/time.ts';
import { findPoison } from '../../shared/kit/untrusted.ts';
import type { HubClock } from '../clock.ts';
import type { Feed } from '../feed/feed.ts';
import type { WarningReader } from '../sources/warnings/warning-reader.ts';
import { firstIssue } from '../feed/issue.ts';
import { toldCase } from './intake-case.ts';
import { isWarningType, takeWarnings } from './intake-warnings.ts';
import { sendJson } from './problem-response.ts';
import { readBody, refuseRequest } from './request-body.ts';
import { sameSecret } from './secrets.ts';
import type { FeedStats } from './stats.ts';

export const MAX_REPORT_BYTES = 256 * 1024;
const KEEP_ANSWERS = 7 * DAY;

const report = z.strictObject({
  id: entityId.optional(),
  topic: z.string().max(40).default('incident'),
  data: z.unknown(),
  at: instantSchema.optional(),
});

const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);

interface Stored {
  readonly body: string;
  readonly answer: { readonly id: string; readonly seq: number; readonly rev: number };
}

export interface IntakeContext {
  readonly token: string;
  readonly clock: HubClock;
  readonly feed: Feed;
  readonly reader: WarningReader;
  readonly stats: FeedStats | undefined;
}

/**
 * `POST /<feedId>/intake`: one report becomes one record. With `Idempotency-Key` a repeat is answered from memory of the
 * log and applied at most once; the same key with another body is refused.
 */
export async function takeReport(
  request: IncomingMessage,
  response: ServerResponse,
  { token, clock, feed, reader, stats }: IntakeContext,
): Promise<void> {
  const bearer = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer === undefined || !sameSecret(bearer, token)) {
    refuseRequest(response, 401, { code: 'bad-token' }, { 'www-authenticate': 'Bearer' });
    return;
  }
  if (isWarningType(request.headers['content-type'])) {
    await takeWarnings(request, response, { feed, reader, stats });
    return;
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    refuseRequest(response, 415, { code: 'not-json', detail: 'content-type must be application/json' });
    return;
  }
  const header = request.headers['idempotency-key'];
  const key = header === undefined ? undefined : idempotencyKey.safeParse(header);
  if (key && !key.success) {
    refuseRequest(response, 400, { code: 'bad-idempotency-key' });
    return;
  }

  const bytes = await readBody(request, MAX_REPORT_BYTES);
  if (bytes === null) {
    refuseRequest(response, 413, { code: 'report-too-large', params: { limit: MAX_REPORT_BYTES } });
    return;
  }
  const body = parse(bytes);
  if ('problem' in body) {
    refuseRequest(response, 400, body.problem);
    return;
  }
  const parsed = report.safeParse(body.value);
  if (!parsed.success) {
    refuseRequest(response, 422, { code: 'bad-report', detail: firstIssue(parsed.error) });
    return;
  }
  const { id = randomUUID(), topic, at = clock.now() } = parsed.data;
  if (!isTopic(topic)) {
    refuseRequest(response, 422, { code: 'unknown-topic', params: { topic } });
    return;
  }
  // What goes to the public is released by two officers, not by whoever holds the token of the intake.
  if (topic === 'release') {
    refuseRequest(response, 422, { code: 'topic-by-officers', params: { topic } });
    return;
  }
  const told = topic === 'case' ? toldCase(parsed.data.data, at) : { data: parsed.data.data };
  if ('code' in told) {
    refuseRequest(response, 422, { code: told.code });
    return;
  }
  const record = topics[topic].safeParse(told.data);
  if (!record.success) {
    refuseRequest(response, 422, { code: 'invalid-record', params: { topic }, detail: firstIssue(record.error) });
    return;
  }

  const answerKey = key && `intake:${key.data}`;
  const digest = createHash('sha256').update(bytes).digest('base64url');
  const first = answerKey === undefined ? undefined : (feed.log.answerTo(answerKey) as Stored | undefined);
  if (first) {
    if (first.body === digest) sendJson(response, 201, first.answer, { 'idempotent-replayed': 'true' });
    else refuseRequest(response, 422, { code: 'idempotency-key-reused' });
    return;
  }
  // A second report under the number of a case would begin its life anew over what was done.
  if (topic === 'case' && feed.log.find(topic, id)?.kind === 'record') {
    refuseRequest(response, 409, { code: 'entity-exists' });
    return;
  }
  const answer = { id, seq: feed.head + 1, rev: (feed.log.find(topic, id)?.rev ?? 0) + 1 };
  feed.append({
    drafts: [{ op: 'put', topic, id, at, source: 'intake', data: record.data }],
    answer:
      answerKey === undefined
        ? undefined
        : { key: answerKey, value: { body: digest, answer } satisfies Stored, expires: clock.now() + KEEP_ANSWERS },
  });
  if (stats) stats.intakes += 1;
  sendJson(response, 201, answer);
}

function parse(bytes: Buffer): { readonly value: unknown } | { readonly problem: { code: string; detail?: string } } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return { problem: { code: 'not-json', detail: error instanceof Error ? error.message : String(error) } };
  }
  const poison = findPoison(value);
  return poison ? { problem: { code: poison } } : { value };
}
