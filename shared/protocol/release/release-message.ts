import { capTimeOf } from '../../domain/alert-message.ts';
import type { CapArea, CapInfo, CapMessage } from '../../domain/cap-message.ts';
import type { LocalText } from '../../domain/common.ts';
import type { Release } from '../../domain/release.ts';
import { COLOUR_PARAMETER, EVENT_TYPE_NAME } from '../../domain/warning-terms.ts';
import { instant, SECOND, type Instant } from '../../kit/time.ts';
import { drillMark, LANGUAGE_TAG, nextWordSentence, type MessageTongue } from './public-words.ts';

const MSG_TYPE = { first: 'Alert', update: 'Update', cancel: 'Cancel' } as const;

/** CAP writes whole seconds, and what is referred to by its time must be found by it. */
export function sendingTime(at: Instant): Instant {
  return instant(Math.floor(at / SECOND) * SECOND);
}

/**
 * The message of a release: one block for each language that it is worded in, areas in both. What the public does, does not
 * and when it hears again is its instruction. The same record gives the same message at every seat and at the hub.
 */
export function releaseMessage(id: string, release: Release, sentAt: Instant): CapMessage {
  const { publisher, reality, kind, references, reason, event } = release;
  const tongues = (['zh', 'en'] as const).filter((tongue) => event[tongue]);
  const time = (at: Instant): string => capTimeOf(at, publisher.offset);
  const note = [reason?.zh, reason?.en].filter(Boolean).join('\n');
  return {
    identifier: id,
    sender: publisher.sender,
    sent: time(sentAt),
    status: reality,
    msgType: MSG_TYPE[kind.is],
    scope: 'Public',
    ...(note !== '' && { note }),
    ...(references.length > 0 && {
      references: references.map(({ identifier, sentAt: sent }) => {
        return { sender: publisher.sender, identifier, sent: time(sent) };
      }),
    }),
    national: { senderCode: publisher.code },
    infos: tongues.map((tongue) => infoOf(release, tongue, sentAt, time)),
  };
}

function infoOf(release: Release, tongue: MessageTongue, sentAt: Instant, time: (at: Instant) => string): CapInfo {
  const { publisher, kind, reality, eventCode, colour, onsetAt, expiresAt, areas } = release;
  const mark = drillMark(reality, tongue);
  const said = (text: LocalText | undefined): string | undefined =>
    text?.[tongue] ? `${mark}${text[tongue]}` : undefined;
  const instruction = instructionOf(release, tongue);
  const facts = {
    headline: said(release.headline),
    description: said(release.description),
    instruction: instruction && `${mark}${instruction}`,
  };
  return {
    language: LANGUAGE_TAG[tongue],
    categories: [release.category],
    event: said(release.event) ?? '',
    responseTypes: [kind.is === 'cancel' ? 'AllClear' : release.todo ? 'Execute' : 'Monitor'],
    urgency: release.urgency,
    severity: release.severity,
    certainty: release.certainty,
    ...(eventCode !== undefined && { eventCodes: [{ valueName: EVENT_TYPE_NAME, value: eventCode }] }),
    effective: time(sentAt),
    ...(onsetAt !== undefined && { onset: time(onsetAt) }),
    ...(expiresAt !== undefined && { expires: time(expiresAt) }),
    senderName: publisher.name[tongue],
    ...Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== undefined)),
    ...(publisher.contact !== undefined && { contact: publisher.contact }),
    parameters: [{ valueName: COLOUR_PARAMETER, value: colour }],
    ...(areas.length > 0 && { areas: areas.map((area) => areaOf(area, tongue)) }),
  };
}

/** What to do, what not to do, when the next word comes; a cancel also says why there is no more. */
export function instructionOf(release: Release, tongue: MessageTongue): string | undefined {
  const { todo, avoid, nextWordAt, reason, kind, publisher } = release;
  const lines = [
    kind.is === 'cancel' ? reason?.[tongue] : undefined,
    todo?.[tongue],
    avoid?.[tongue],
    nextWordAt === undefined ? undefined : nextWordSentence(nextWordAt, publisher.offset, tongue),
  ].filter(Boolean);
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function areaOf({ name, polygons, circles, geocodes }: Release['areas'][number], tongue: MessageTongue): CapArea {
  return { areaDesc: name[tongue] ?? name.zh ?? name.en ?? '', polygons, circles, geocodes };
}
