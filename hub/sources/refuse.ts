import type { Topic } from '../../shared/domain/topics.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { Refusal } from '../../shared/protocol/feed/change.ts';
import type { Draft } from './source.ts';

/** What was found wrong, before it is known which file it stands in. */
export type Fault = Omit<Refusal, 'file'>;

export const EXCERPT = 200;

/** At most 200 characters of a value, without cutting a character in two. */
export function excerpt(value: string): string {
  if (value.length <= EXCERPT) return value;
  return `${value.slice(0, EXCERPT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * A fault as a draft. The id follows the place, so that the same fault of the same file read again is the same refusal.
 * `file` is relative to what was named on the command line: no machine's paths travel.
 */
export function refuse(topic: Topic, file: string, fault: Fault, at: Instant): Draft {
  const place = [file, fault.row, fault.column, fault.code].filter((part) => part !== undefined).join(':');
  return {
    op: 'refuse',
    topic,
    id: `refused:${place}`.slice(-200),
    at,
    source: file.slice(-80),
    data: {
      code: fault.code,
      file: file.slice(-500),
      ...(fault.row !== undefined && { row: fault.row }),
      ...(fault.column !== undefined && { column: fault.column.slice(0, 200) }),
      ...(fault.value !== undefined && { value: excerpt(fault.value) }),
      ...(fault.detail !== undefined && { detail: fault.detail.slice(0, 1_000) }),
    },
  };
}
