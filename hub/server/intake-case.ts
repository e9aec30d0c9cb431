import { caseFault } from '../../shared/domain/case.ts';
import type { Instant } from '../../shared/kit/time.ts';

/**
 * A citizen's report as another system sends it, completed to a case that nobody has looked at yet: its life here begins here.
 * Answers the code of `caseFault` when nobody could work with it; what else is wrong the record's schema says.
 */
export function toldCase(data: unknown, at: Instant): { readonly data: unknown } | { readonly code: string } {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return { data };
  const told = data as Readonly<Record<string, unknown>>;
  const fault = caseFault({
    text: textOf(told['text']),
    phone: asText(told['callerPhone']),
    category: asText(told['category']),
  });
  if (fault) return { code: fault };
  const { isUrgent = false, channel = 'web', reportedAt = at, ...rest } = told;
  const status = { state: 'new', at, by: String(channel).slice(0, 64) };
  return { data: { ...rest, isUrgent, channel, reportedAt, status, steps: [] } };
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textOf(text: unknown): string {
  if (typeof text !== 'object' || text === null) return '';
  const { zh, en } = text as { readonly zh?: unknown; readonly en?: unknown };
  return asText(zh) ?? asText(en) ?? '';
}
