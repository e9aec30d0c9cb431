import type { Evidence } from '../../../shared/domain/decision.ts';
import { instantSchema, localText, type LocalText } from '../../../shared/domain/common.ts';
import { isTopic, type Topic } from '../../../shared/domain/topics.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { maskFields } from '../privacy/masking.ts';
import { canonicalText } from '../records/canonical.ts';
import type { Readers } from '../store/store.ts';
import { goodUnit } from '../reports/words.ts';
import { MOST_PICTURE, mediaOf, sha256, type Attachments } from './attachments.ts';

/** What a planner keeps of its runs (the planner room has it). Both null when the run is not known any more. */
export interface PlanEvidence {
  /** Canonical JSON of the whole question with all that it was computed from; its SHA-256 is `modelOf(run).inputs`. */
  inputsOf(run: string): string | null;
  modelOf(run: string): NonNullable<Evidence['model']> | null;
}

/** What was on the screen, as a window tells it. */
interface Shown {
  readonly facts: readonly { readonly topic: string; readonly id: string }[];
  readonly picture?:
    { readonly media: string; readonly width: number; readonly height: number; readonly base64: string } | undefined;
  readonly view?: { readonly center: LonLat; readonly zoom: number } | undefined;
  readonly run?: string | undefined;
}

interface EvidenceParts {
  readonly read: Pick<Readers, 'entities' | 'feeds'>;
  /** What only a pending command of this seat makes. */
  readonly pending: { find(topic: Topic, id: string): object | undefined };
  readonly attachments: Attachments;
  readonly stationId: string;
  readonly asOf: (feed: string) => Instant | null;
  readonly plans?: PlanEvidence | undefined;
}

const MOST_LABEL = 120;

type Fields = Readonly<Record<string, unknown>>;

/**
 * DE3: what the choice stands on, bound by hashes: how far each feed was read, each record as its hub had it at that revision, the
 * picture, the model. Files are on the disk when it returns. Throws `ProblemError` `attachment-…`.
 */
export function bindEvidence(shown: Shown, takenAt: Instant, parts: EvidenceParts): Evidence {
  const { read, asOf, stationId } = parts;
  const picture = shown.picture && keepPicture(shown.picture, parts.attachments);
  const model = shown.run === undefined ? null : keepModel(shown.run, parts);
  return {
    takenAt,
    cursors: read.feeds
      .all()
      .flatMap(({ id, epoch, seq }) => (epoch === null ? [] : [{ feed: id, epoch, seq, asOf: asOf(id) }]))
      .slice(0, 64),
    facts: shown.facts.flatMap(({ topic, id }) => (isTopic(topic) ? (factOf(topic, id, parts) ?? []) : [])),
    ...(picture && { picture }),
    ...(shown.view && { view: shown.view }),
    ...(model && { model }),
    station: stationId,
  };
}

/** DE3: SHA-256 of the canonical JSON (RFC 8785) of the record, unmasked, as its feed has it at `rev`. */
export function hashOfRecord(record: object): string {
  return sha256(canonicalText(record));
}

/**
 * A record that the window shows; rev 0: only a command of this seat makes it. One that is gone when he clicks is left out: there
 * is nothing any more that a hash could be of.
 */
function factOf(topic: Topic, id: string, { read, pending }: EvidenceParts): Evidence['facts'][number] | null {
  const line = read.entities.get(topic, id);
  const record = line ? (JSON.parse(line.json) as object) : pending.find(topic, id);
  if (!record) return null;
  const value = valueOf(topic, record as Fields);
  const at = instantSchema.safeParse(timeOf(record as Fields));
  return {
    topic,
    id,
    rev: line?.rev ?? 0,
    label: labelOf(topic, id, record as Fields),
    ...(value && { value }),
    ...(at.success && { at: at.data }),
    sha256: hashOfRecord(record),
  };
}

/** Its name, masked: a label is read by more people than the record. */
function labelOf(topic: Topic, id: string, record: Fields): LocalText {
  const { title, name, headline, question, subject } = maskFields(topic, record);
  const found = localText.safeParse(title ?? name ?? headline ?? question ?? subject);
  if (!found.success) return { zh: id, en: id };
  const { zh, en } = found.data;
  return {
    ...(zh !== undefined && { zh: zh.slice(0, MOST_LABEL) }),
    ...(en !== undefined && { en: en.slice(0, MOST_LABEL) }),
  };
}

function valueOf(topic: Topic, record: Fields): LocalText | null {
  if (topic === 'supply') return number(record['quantity'], record['unit']);
  if (topic !== 'resource') return null;
  const { reading, load, unit } = record as { reading?: Fields; load?: Fields; unit?: unknown };
  if (reading) return number(reading['value'], unit);
  if (!load) return null;
  const of = load['unit'] as LocalText;
  const text = `${String(load['used'] ?? '—')} / ${String(load['capacity'])}`;
  return { zh: `${text} ${of.zh ?? of.en ?? ''}`, en: `${text} ${of.en ?? of.zh ?? ''}` };
}

function number(value: unknown, unit: unknown): LocalText | null {
  if (typeof value !== 'number') return null;
  if (typeof unit !== 'string' || unit === '') return { zh: String(value), en: String(value) };
  const words = goodUnit(unit);
  return { zh: `${value} ${words.zh}`, en: `${value} ${words.en}` };
}

function timeOf(record: Fields): unknown {
  const { reading, positionAt, countedAt, sentAt, reportedAt, status } = record as Readonly<
    Record<string, Fields | undefined>
  >;
  return reading?.['at'] ?? positionAt ?? countedAt ?? sentAt ?? reportedAt ?? status?.['since'] ?? status?.['at'];
}

function keepPicture(
  picture: NonNullable<Shown['picture']>,
  attachments: Attachments,
): NonNullable<Evidence['picture']> {
  const bytes = Buffer.from(picture.base64, 'base64');
  if (bytes.length > MOST_PICTURE) throw refusal('attachment-too-large');
  const media = mediaOf(bytes);
  if (media !== picture.media || media === 'application/json') throw refusal('attachment-unreadable');
  const { width, height } = picture;
  return {
    sha256: attachments.put(bytes),
    media: media as NonNullable<Evidence['picture']>['media'],
    width,
    height,
    bytes: bytes.length,
  };
}

/** A run that is forgotten by now binds nothing; its options say that they were computed. */
function keepModel(run: string, { plans, attachments }: EvidenceParts): NonNullable<Evidence['model']> | null {
  const model = plans?.modelOf(run) ?? null;
  const inputs = plans?.inputsOf(run) ?? null;
  if (!model || inputs === null) return null;
  const kept = attachments.put(Buffer.from(inputs));
  if (kept !== model.inputs) throw refusal('attachment-differs');
  return model;
}

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'decisions' });
}
