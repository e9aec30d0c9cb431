import type { Alert } from '../../../../shared/domain/alert.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { AlertSummary } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { maskFields } from '../../privacy/masking.ts';
import type { RowLine } from '../../queries/entity-source.ts';
import type { ChainLink } from './chain-rules.ts';

/** Areas that a row names; a national warning may have hundreds. */
const AREAS = 12;

/** One message of a warning as the board keeps it: without outlines and long texts. */
export interface Message extends ChainLink {
  readonly id: string;
  readonly feed: string;
  readonly rev: number;
  /** Of its newest revision; when it first came is asked of the history where that matters. */
  readonly entered: Instant;
  readonly isPending: boolean;
  readonly summary: AlertSummary;
  /** Who must act, the first of them first. */
  readonly departments: readonly string[];
  /** Where it is, for telling kinds of warnings apart: the first area's code, else its name. */
  readonly district: string;
}

/** @param pending commands of this station that are laid over it. */
export function messageOf({ id, feed, rev, entered, json }: RowLine, pending: readonly string[] = []): Message {
  const alert = maskFields('alert', JSON.parse(json) as Record<string, unknown>) as unknown as Alert;
  const { identifier, sentAt, status, msgType, references, level } = alert;
  const [area] = alert.areas;
  return {
    id,
    feed,
    rev,
    entered,
    isPending: pending.length > 0,
    ...{ identifier, sentAt, status, msgType, references, level },
    summary: summaryOf(alert),
    departments: alert.own?.departments ?? (alert.answers ?? []).map(({ department }) => department),
    district: area?.geocodes[0]?.value ?? area?.name.zh ?? area?.name.en ?? '',
  };
}

function summaryOf(alert: Alert): AlertSummary {
  const { identifier, sender, senderName, sentAt, status, msgType, event, eventCode, level, colour, origin } = alert;
  const { urgency, severity, certainty, headline, effectiveAt, onsetAt, expiresAt, answers, signature } = alert;
  return {
    identifier, sender, sentAt, status, msgType, event, level, urgency, severity, certainty, headline,
    areas: alert.areas.slice(0, AREAS).map(({ name }) => ({ name })),
    method: alert.own?.method ?? null,
    ...(senderName && { senderName }),
    ...(eventCode !== undefined && { eventCode }),
    ...(colour && { colour }),
    ...(origin && { origin }),
    ...(signature && { signature }),
    ...(effectiveAt !== undefined && { effectiveAt }),
    ...(onsetAt !== undefined && { onsetAt }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(answers && { answers }),
  }; // prettier-ignore
}
