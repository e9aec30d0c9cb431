import type { Decision, DecisionOption, Evidence, Figure, Move } from '../../../shared/domain/decision.ts';
import type { AttachmentRow } from '../records/package/attachments.ts';
import type { Kept } from './facts.ts';
import type { Picture, Sheet, Table } from './sheet.ts';
import type { Teller } from './teller.ts';

/** Moves of an option that are listed; the others are counted, and stand in records.jsonl. */
const MOST_MOVES = 12;
/** What a PDF holds of itself. */
const DRAWN_MEDIA: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);

/** The decisions, each a sheet: question, options with their figures, choice, reason, hands, evidence with its hashes. */
export function decisionSheets(tell: Teller): Sheet[] {
  const { words, facts } = tell;
  const { decisions } = facts.records;
  const head: Sheet = {
    id: 'decisions',
    title: words.section.decisions,
    note: words.note.decisions,
    newPage: true,
    tables: [overview(tell, decisions)],
  };
  return [head, ...decisions.map((one, index) => decisionSheet(tell, one, index + 1))];
}

function overview(tell: Teller, decisions: readonly Kept<'decision'>[]): Table {
  const { decision: words } = tell.words;
  return {
    columns: [
      { label: tell.words.order.no, width: 7, align: 'right' },
      { label: words.question, width: 30 },
      { label: words.chosen, width: 20 },
      { label: words.state, width: 13 },
      { label: words.hands, width: 20 },
      { label: tell.words.timeline.at, width: 14 },
    ],
    rows: decisions.map(({ data }, index) => [
      String(index + 1),
      tell.text(data.question),
      chosenName(tell, data),
      tell.words.decisionState[data.status.state],
      hands(tell, data).at(-1) ?? '',
      tell.at(data.status.since),
    ]),
    empty: tell.words.form.noDecisions,
  };
}

function decisionSheet(tell: Teller, kept: Kept<'decision'>, no: number): Sheet {
  const { decision: words } = tell.words;
  const { data } = kept;
  return {
    id: `decision-${no}`,
    title: `${no}. ${tell.text(data.question)}`,
    isPart: true,
    facts: facts(tell, data),
    tables: [optionsTable(tell, data), ...evidenceTables(tell, data.evidence, words)],
  };
}

function facts(tell: Teller, data: Decision): (readonly [string, string])[] {
  const { decision: words, decisionState } = tell.words;
  const { status, evidence } = data;
  return [
    [words.kind, tell.words.decisionKind[data.kind]],
    [words.state, `${decisionState[status.state]}  ${tell.full(status.since)}`],
    ...pair(data.incidents.length > 0, words.incidents, () => tell.list(data.incidents.map((id) => tell.title(id)))),
    [words.chosen, chosenName(tell, data)],
    [words.reason, tell.known(data.reason)],
    [words.expected, tell.known(data.expected)],
    [words.hands, hands(tell, data).join('\n')],
    [words.authority, authority(tell, data)],
    ...pair(data.grave !== undefined, words.grave, () => data.grave ?? ''),
    ...spoken(tell, data),
    ...pair(status.state === 'decided' && status.ratifyBy !== undefined, words.alone, () =>
      tell.fill(words.ratify, { at: tell.atOrUnknown(status.state === 'decided' ? status.ratifyBy : null) }),
    ),
    ...pair(data.reviewAt !== undefined, words.review, () => tell.atOrUnknown(data.reviewAt)),
    ...pair(status.state === 'reviewed', words.finding, () =>
      status.state === 'reviewed' ? tell.text(status.finding) : '',
    ),
    ...(evidence ? evidenceFacts(tell, evidence) : [[words.evidence, words.evidenceNone] as const]),
  ];
}

function pair(isThere: boolean, label: string, value: () => string): (readonly [string, string])[] {
  return isThere ? [[label, value()]] : [];
}

function spoken(tell: Teller, { spoken: said }: Decision): (readonly [string, string])[] {
  const { decision: words, media } = tell.words;
  if (!said) return [];
  return [
    [
      words.spoken,
      tell.fill(words.spokenAt, { at: tell.at(said.at), by: tell.anybody(said.by), media: media[said.media] }),
    ],
  ];
}

function evidenceFacts(tell: Teller, { takenAt, cursors, picture, model }: Evidence): (readonly [string, string])[] {
  const { decision: words } = tell.words;
  return [
    [words.takenAt, tell.full(takenAt)],
    [words.cursors, tell.list(cursors.map(({ feed, seq }) => tell.fill(words.cursor, { feed, seq })))],
    ...pair(picture !== undefined, words.picture, () => picture?.sha256 ?? ''),
    ...pair(model !== undefined, words.model, () =>
      tell.fill(words.modelSays, {
        solver: model?.solver ?? '',
        ms: Math.round(model?.milliseconds ?? 0),
        gap: model?.gap === null || model?.gap === undefined ? tell.words.unknown : `${(model.gap * 100).toFixed(1)}%`,
      }),
    ),
    ...pair(model !== undefined, words.inputs, () => model?.inputs ?? ''),
  ];
}

function authority(tell: Teller, { authority: check }: Decision): string {
  const { decision: words, unknown } = tell.words;
  if (!check) return unknown;
  if (check.row === null) return words.authorityNone;
  const posts = tell.list(check.approvers.map((post) => tell.post(post)));
  return tell.fill(check.isHeld ? words.authorityHeld : words.authorityNot, { row: check.row, posts });
}

function hands(tell: Teller, { writtenBy, status }: Decision): string[] {
  const { decision: words } = tell.words;
  const say = (text: string, hand: Parameters<Teller['handAt']>[0] | undefined): string[] =>
    hand ? [tell.fill(text, { hand: tell.handAt(hand) })] : [];
  const wrote = writtenBy.flatMap((hand) => say(words.wrote, hand));
  switch (status.state) {
    case 'decided':
      return [...wrote, ...say(words.decided, status.by), ...say(words.approved, status.second)];
    case 'returned':
      return [...wrote, ...say(words.returned, status.by)];
    case 'withdrawn':
      return [...wrote, ...say(words.withdrawn, status.by)];
    case 'reviewed':
      return [
        ...wrote,
        ...say(words.decided, status.decided),
        ...say(words.approved, status.second),
        ...say(words.reviewed, status.by),
      ];
    default:
      return wrote;
  }
}

function chosenName(tell: Teller, { options, chosen }: Decision): string {
  const option = chosen === undefined ? undefined : options[chosen];
  return option ? tell.text(option.name) : tell.words.decision.notChosen;
}

function optionsTable(tell: Teller, { options, chosen }: Decision): Table {
  const { decision: words } = tell.words;
  return {
    title: words.options,
    columns: [
      { label: words.mark, width: 8 },
      { label: words.option, width: 22 },
      { label: words.figures, width: 25 },
      { label: words.moves, width: 32 },
      { label: words.faults, width: 18 },
    ],
    rows: options.map((option, index) => [
      index === chosen ? '●' : '',
      [tell.text(option.name), option.isComputed ? words.computed : words.byHand, tell.text(option.summary)]
        .filter((part) => part !== '')
        .join('\n'),
      option.figures.map((one) => figure(tell, one)).join('\n'),
      moves(tell, option),
      option.faults.map((fault) => tell.text(fault)).join('\n') || tell.words.none,
    ]),
    empty: tell.words.none,
  };
}

function figure(tell: Teller, { key, value, unit = '' }: Figure): string {
  const name = tell.word(tell.words.figure, key);
  if (value === null) return `${name} ${tell.words.unknown}`;
  if (unit === 's') return `${name} ${tell.span(value)}`;
  const number = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return `${name} ${number}${unit === 'count' ? '' : ` ${unit}`}`;
}

function moves(tell: Teller, { moves: all }: DecisionOption): string {
  const shown = all.slice(0, MOST_MOVES).map((one) => move(tell, one));
  const more = all.length - shown.length;
  return (
    [...shown, ...(more > 0 ? [tell.fill(tell.words.move.more, { count: more })] : [])].join('\n') || tell.words.none
  );
}

function move(tell: Teller, one: Move): string {
  const { move: words } = tell.words;
  switch (one.is) {
    case 'assign':
      return tell.fill(words.assign, {
        unit: tell.title(one.unit),
        incident: tell.title(one.incident),
        time: tell.span(one.seconds),
      });
    case 'ship':
      return tell.fill(words.ship, {
        good: one.good,
        quantity: one.quantity,
        from: one.from,
        to: one.to,
        trips: one.trips,
        at: tell.at(one.arriveAt),
      });
    case 'task':
      return tell.fill(words.task, { name: tell.text(one.name), post: tell.post(one.post), at: tell.at(one.dueAt) });
  }
}

function evidenceTables(tell: Teller, evidence: Evidence | undefined, words: Teller['words']['decision']): Table[] {
  if (!evidence || evidence.facts.length === 0) return [];
  return [
    {
      title: words.facts,
      columns: [
        { label: words.fact, width: 30 },
        { label: words.value, width: 20 },
        { label: words.rev, width: 8, align: 'right' },
        { label: words.hash, width: 44 },
      ],
      rows: evidence.facts.map(({ label, value, rev, sha256 }) => [
        tell.text(label),
        tell.text(value),
        String(rev),
        sha256,
      ]),
      empty: words.evidenceNone,
    },
  ];
}

/** Maps that decisions are bound to, each with what it belongs to. */
export function pictures(tell: Teller): Picture[] {
  const { picture: words } = tell.words;
  return tell.facts.records.decisions.flatMap(({ data }) => {
    const { picture, takenAt } = data.evidence ?? {};
    if (!picture || takenAt === undefined) return [];
    const row = tell.facts.attachments.get(picture.sha256);
    return [
      {
        sha256: picture.sha256,
        width: picture.width,
        height: picture.height,
        caption: tell.fill(words.caption, {
          question: tell.text(data.question),
          at: tell.full(takenAt),
          file: row?.file ?? picture.sha256,
        }),
        instead: whyNotDrawn(tell, row, picture.media),
        unreadable: words.unreadable,
      },
    ];
  });
}

function whyNotDrawn(tell: Teller, row: AttachmentRow | undefined, media: string): string | null {
  const { picture: words } = tell.words;
  if (row?.state === 'withheld') return words.withheld;
  if (row?.state !== 'attached') return words.missing;
  return DRAWN_MEDIA.has(media) ? null : words.format;
}
