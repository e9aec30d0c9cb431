import * as z from 'zod';
import { localText } from '../../../shared/domain/common.ts';
import { DRAWING_KINDS } from '../../../shared/domain/drawing.ts';
import { isCaseCategory } from '../../../shared/domain/case-categories.ts';
import { FINDING_STATES } from '../../../shared/domain/finding.ts';
import { DISPOSITIONS } from '../../../shared/domain/handling.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import { isCommandType, type CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import type { zh } from '../../text/catalogues.ts';
import { fieldName, fieldWords } from './field-words.ts';
import {
  caseName,
  decisionName,
  drawingName,
  incidentName,
  inLanguage,
  isLevel,
  isObject,
  levelShort,
  opinionName,
  orderName,
  releaseName,
  reportName,
  resourceName,
  warningName,
  type Words,
} from './words.ts';

export type DescribedCommand = Pick<OutboxRow, 'type' | 'topic' | 'entityId' | 'payload' | 'title'>;

/** What the command is about, by its name; by its number when nobody has named it. */
export function aboutCommand(words: Words, { topic, entityId, title }: DescribedCommand): string {
  if (topic === 'conflict') {
    const found = words.find('conflict', entityId)?.title ?? title;
    return found ? words.format.text(found) : entityId;
  }
  if (title) return words.format.text(title);
  if (topic === 'release') return releaseName(words, entityId);
  if (topic === 'handling' || topic === 'alert') return warningName(words, entityId);
  if (topic === 'drawing') return drawingName(words, entityId);
  if (topic === 'case') return caseName(words, entityId);
  if (topic === 'opinion') return opinionName(words, entityId);
  if (topic === 'report') return reportName(words, entityId);
  if (topic === 'decision') return decisionName(words, entityId);
  if (topic === 'order') return orderName(words, entityId);
  return topic === 'resource' ? resourceName(words, entityId) : incidentName(words, entityId);
}

function list(words: Words, ids: readonly string[], name: (words: Words, id: string) => string): string {
  return ids.map((id) => name(words, id)).join(words.t('value.and'));
}

function changes(words: Words, set: Readonly<Record<string, unknown>>): string {
  const { t } = words;
  const each = Object.entries(set).map(([field, value]) => {
    if (value === null) return t('change.clear', { field: fieldName(words, field) });
    const said = field === 'level' && isLevel(value) ? levelShort(words, value) : fieldWords(words, field, value);
    switch (field) {
      case 'level':
      case 'title':
      case 'place':
      case 'kind':
      case 'at':
      case 'figures':
        return t(`change.${field}`, { value: said });
      default:
        return t('change.other', { field: fieldName(words, field), value: said });
    }
  });
  return each.length === 0 ? t('change.nothing') : each.join(t('comma', { ns: 'common' }));
}

/** One sentence for each type, from the fields that the sentence needs; the payload is masked, so nothing else is taken for granted. */
type Sentence = (words: Words, payload: unknown, command: DescribedCommand) => string | null;

function sentence<S extends z.ZodType>(
  needs: S,
  say: (words: Words, payload: z.output<S>, about: string, command: DescribedCommand) => string,
): Sentence {
  return (words, payload, command) => {
    const parsed = needs.safeParse(payload);
    return parsed.success ? say(words, parsed.data, aboutCommand(words, command), command) : null;
  };
}

const nothing = z.object({});

type CaseVerb = keyof typeof zh.command.caseStep;

/** A step that needs no more words than its name. */
function caseStep(verb: CaseVerb): Sentence {
  return sentence(nothing, ({ t }, _, title) => t('sentence.stepCase', { verb: t(`caseStep.${verb}`), title }));
}

const SENTENCES: Readonly<Record<CommandTypeName, Sentence>> = {
  'incident.create': sentence(z.object({ kind: z.enum(INCIDENT_KINDS) }), ({ t }, { kind }, title) =>
    t('sentence.create', { kind: t(`kind.${kind}`, { ns: 'incident' }), title }),
  ),
  'incident.acknowledge': sentence(nothing, ({ t }, _, title) => t('sentence.acknowledge', { title })),
  'incident.change': sentence(z.record(z.string(), z.unknown()), (words, set, title) =>
    words.t('sentence.change', { title, changes: changes(words, set) }),
  ),
  'incident.dispatch': sentence(z.object({ units: z.array(z.string()) }), (words, { units }, title) =>
    words.t('sentence.dispatch', { units: list(words, units, resourceName), title }),
  ),
  'incident.close': sentence(z.object({ outcome: localText }), ({ t, format }, { outcome }, title) =>
    t('sentence.close', { title, outcome: format.text(outcome) }),
  ),
  'incident.join': sentence(z.object({ others: z.array(z.string()) }), (words, { others }, title) =>
    words.t('sentence.join', { others: list(words, others, incidentName), title }),
  ),
  'incident.part': sentence(z.object({ other: z.string() }), (words, { other }, title) =>
    words.t('sentence.part', { title, other: incidentName(words, other) }),
  ),
  'incident.mergeInto': sentence(z.object({ into: z.string() }), (words, { into }, title) =>
    words.t('sentence.mergeInto', { title, into: incidentName(words, into) }),
  ),
  'incident.split': sentence(nothing, ({ t }, _, title) => t('sentence.split', { title })),
  'incident.addNote': sentence(z.object({ text: localText }), ({ t, format }, { text }, title) =>
    t('sentence.addNote', { title, text: format.text(text) }),
  ),
  'unit.assign': sentence(z.object({ incident: z.string() }), (words, { incident }, unit) =>
    words.t('sentence.assign', { unit, incident: incidentName(words, incident) }),
  ),
  'unit.release': sentence(nothing, ({ t }, _, unit) => t('sentence.release', { unit })),
  'stock.move': sentence(
    z.object({ to: z.string(), quantity: z.number() }),
    (words, { to, quantity }, about, command) => {
      const { t, format, find } = words;
      const from = find('supply', command.entityId);
      const target = find('supply', to);
      return t('sentence.move', {
        good: from ? format.text(from.name) : about,
        quantity: [format.number(quantity, 2), from && format.unit(from.unit)].filter(Boolean).join(' '),
        from: from ? format.text(from.depotName) : command.entityId,
        to: target ? format.text(target.depotName) : to,
      });
    },
  ),
  'drawing.create': sentence(
    z.object({ kind: z.enum(DRAWING_KINDS), name: localText }),
    ({ t, format }, { kind, name }) =>
      t('sentence.createDrawing', { kind: t(`kind.${kind}`, { ns: 'drawing' }), title: format.text(name) }),
  ),
  'drawing.change': sentence(z.record(z.string(), z.unknown()), (words, set, title) =>
    words.t('sentence.change', { title, changes: changes(words, set) }),
  ),
  'drawing.remove': sentence(nothing, ({ t }, _, title) => t('sentence.removeDrawing', { title })),
  'drawing.restore': sentence(nothing, ({ t }, _, title) => t('sentence.restoreDrawing', { title })),
  'opinion.report': sentence(z.object({ to: z.string() }), ({ t }, { to }, title) =>
    t('sentence.reportOpinion', { title, to }),
  ),
  'opinion.handle': sentence(z.object({ text: localText }), ({ t, format }, { text }, title) =>
    t('sentence.handleOpinion', { title, text: format.text(text) }),
  ),
  'opinion.flag': sentence(z.object({ claim: localText }), ({ t, format }, { claim }, title) =>
    t('sentence.flagOpinion', { title, claim: format.text(claim) }),
  ),
  'case.create': sentence(z.object({ text: localText }), ({ t, format }, { text }) =>
    t('sentence.takeCase', { text: format.text(text) }),
  ),
  'case.sort': sentence(z.object({ category: z.string() }), ({ t }, { category }, title) =>
    t('sentence.sortCase', {
      title,
      category: isCaseCategory(category) ? t(`leaf.${category}`, { ns: 'caseCategory' }) : category,
    }),
  ),
  'case.entrust': sentence(z.object({ department: z.string() }), ({ t }, { department }, title) =>
    t('sentence.entrustCase', { title, department }),
  ),
  'case.accept': caseStep('accept'),
  'case.return': caseStep('return'),
  'case.contact': caseStep('contact'),
  'case.begin': caseStep('begin'),
  'case.answer': sentence(z.object({ text: localText }), ({ t, format }, { text }, title) =>
    t('sentence.answerCase', { title, text: format.text(text) }),
  ),
  'case.callBack': caseStep('callBack'),
  'case.close': caseStep('close'),
  'case.reopen': caseStep('reopen'),
  'case.reject': caseStep('reject'),
  'case.extend': caseStep('extend'),
  'case.mergeInto': sentence(z.object({ into: z.string() }), (words, { into }, title) =>
    words.t('sentence.mergeCase', { title, into: caseName(words, into) }),
  ),
  'case.join': sentence(z.object({ others: z.array(z.string()) }), (words, { others }, title) =>
    words.t('sentence.joinCase', { others: list(words, others, caseName), title }),
  ),
  'case.split': sentence(nothing, ({ t }, _, title) => t('sentence.splitCase', { title })),
  'case.part': sentence(z.object({ other: z.string() }), (words, { other }, title) =>
    words.t('sentence.partCase', { title, other: caseName(words, other) }),
  ),
  'case.keepApart': caseStep('keepApart'),
  'case.link': sentence(z.object({ incident: z.string().nullable() }), (words, { incident }, title) =>
    incident === null
      ? words.t('sentence.unlinkCase', { title })
      : words.t('sentence.linkCase', { title, incident: incidentName(words, incident) }),
  ),
  'case.mark': caseStep('mark'),
  'case.addNote': sentence(z.object({ text: localText }), ({ t, format }, { text }, title) =>
    t('sentence.noteCase', { title, text: format.text(text) }),
  ),
  'release.draft': sentence(z.object({ headline: localText }), ({ t, format }, { headline }) =>
    t('sentence.draftRelease', { title: format.text(headline) }),
  ),
  'release.change': sentence(nothing, ({ t }, _, title) => t('sentence.changeRelease', { title })),
  'release.submit': sentence(nothing, ({ t }, _, title) => t('sentence.submitRelease', { title })),
  'release.approve': sentence(nothing, ({ t }, _, title) => t('sentence.approveRelease', { title })),
  'release.sendBack': sentence(z.object({ reason: localText }), ({ t, format }, { reason }, title) =>
    t('sentence.sendBackRelease', { title, reason: format.text(reason) }),
  ),
  'release.withdraw': sentence(nothing, ({ t }, _, title) => t('sentence.withdrawRelease', { title })),
  'rule.put': sentence(nothing, ({ t }, _, title) => t('sentence.putRule', { title })),
  'rule.enable': sentence(z.object({ enabled: z.boolean() }), ({ t }, { enabled }, title) =>
    t(enabled ? 'sentence.enableRule' : 'sentence.disableRule', { title }),
  ),
  'template.word': sentence(nothing, ({ t }, _, title) => t('sentence.putTemplate', { title })),
  'template.switch': sentence(z.object({ enabled: z.boolean() }), ({ t }, { enabled }, title) =>
    t(enabled ? 'sentence.enableTemplate' : 'sentence.disableTemplate', { title }),
  ),
  'alert.raise': sentence(nothing, ({ t }, _, title) => t('sentence.raiseAlert', { title })),
  'alert.renew': sentence(nothing, ({ t }, _, title) => t('sentence.renewAlert', { title })),
  'alert.end': sentence(nothing, ({ t }, _, title) => t('sentence.endAlert', { title })),
  'alert.overrule': sentence(z.object({ reason: z.string() }), ({ t }, { reason }, title) =>
    t('sentence.overruleAlert', { title, reason }),
  ),
  'warning.see': sentence(nothing, ({ t }, _, title) => t('sentence.seeWarning', { title })),
  'warning.acknowledge': sentence(z.object({ disposition: z.enum(DISPOSITIONS) }), ({ t }, { disposition }, title) =>
    t('sentence.acknowledgeWarning', { title, disposition: t(`disposition.${disposition}`, { ns: 'alert' }) }),
  ),
  'warning.snooze': sentence(nothing, ({ t }, _, title) => t('sentence.snoozeWarning', { title })),
  'warning.assign': sentence(z.object({ to: z.string() }), ({ t }, { to }, title) =>
    t('sentence.assignWarning', { title, to }),
  ),
  'warning.note': sentence(z.object({ text: localText }), ({ t, format }, { text }, title) =>
    t('sentence.addNote', { title, text: format.text(text) }),
  ),
  'warning.close': sentence(z.object({ reason: localText }), ({ t, format }, { reason }, title) =>
    t('sentence.closeWarning', { title, reason: format.text(reason) }),
  ),
  'warning.reopen': sentence(nothing, ({ t }, _, title) => t('sentence.reopenWarning', { title })),
  'warning.tie': sentence(z.object({ incident: z.string() }), (words, { incident }, title) =>
    words.t('sentence.tieWarning', { title, incident: incidentName(words, incident) }),
  ),
  'warning.untie': sentence(z.object({ incident: z.string() }), (words, { incident }, title) =>
    words.t('sentence.untieWarning', { title, incident: incidentName(words, incident) }),
  ),
  'warning.join': sentence(z.object({ others: z.array(z.string()) }), (words, { others }, title) =>
    words.t('sentence.joinWarning', { others: list(words, others, warningName), title }),
  ),
  'warning.part': sentence(z.object({ other: z.string() }), (words, { other }, title) =>
    words.t('sentence.partWarning', { title, other: warningName(words, other) }),
  ),
  'warning.joinInto': sentence(z.object({ into: z.string() }), (words, { into }, title) =>
    words.t('sentence.joinWarningInto', { title, into: warningName(words, into) }),
  ),
  'warning.leave': sentence(nothing, ({ t }, _, title) => t('sentence.leaveWarning', { title })),
  'warning.askAgain': sentence(nothing, ({ t }, _, title) => t('sentence.askAgainWarning', { title })),
  'warning.escalate': sentence(z.object({ to: z.string() }), ({ t }, { to }, title) =>
    t('sentence.escalateWarning', { title, to }),
  ),
  'journal.enter': sentence(
    z.object({ number: z.int(), text: localText, corrects: z.string().optional() }),
    ({ t, format }, { number, text, corrects }) =>
      t(corrects === undefined ? 'sentence.enterJournal' : 'sentence.correctJournal', {
        number,
        text: format.text(text),
      }),
  ),
  'handover.offer': sentence(z.object({ open: z.array(z.unknown()) }), ({ t }, { open }) =>
    t('sentence.offerHandover', { count: open.length }),
  ),
  'handover.take': sentence(z.object({ read: z.array(z.unknown()) }), ({ t }, { read }) =>
    t('sentence.takeHandover', { count: read.length }),
  ),
  'finding.make': sentence(z.object({ title: localText }), ({ t, format }, { title }) =>
    t('sentence.makeFinding', { title: format.text(title) }),
  ),
  'finding.step': sentence(z.object({ state: z.enum(FINDING_STATES) }), ({ t }, { state }, title) =>
    t('sentence.stepFinding', { title, state: t(`state.${state}`, { ns: 'review' }) }),
  ),
  'decision.draft': sentence(z.object({ question: localText }), ({ t, format }, { question }) =>
    t('sentence.draftDecision', { title: format.text(question) }),
  ),
  'decision.change': sentence(nothing, ({ t }, _, title) => t('sentence.changeDecision', { title })),
  'decision.submit': sentence(nothing, ({ t }, _, title) => t('sentence.submitDecision', { title })),
  'decision.decide': sentence(z.object({ alone: z.boolean().optional() }), ({ t }, { alone }, title) =>
    t(alone ? 'sentence.decideAloneDecision' : 'sentence.decideDecision', { title }),
  ),
  'decision.approve': sentence(nothing, ({ t }, _, title) => t('sentence.approveDecision', { title })),
  'decision.return': sentence(nothing, ({ t }, _, title) => t('sentence.returnDecision', { title })),
  'decision.withdraw': sentence(nothing, ({ t }, _, title) => t('sentence.withdrawDecision', { title })),
  'decision.ratify': sentence(nothing, ({ t }, _, title) => t('sentence.ratifyDecision', { title })),
  'decision.review': sentence(nothing, ({ t }, _, title) => t('sentence.reviewDecision', { title })),
  'decision.spoken': sentence(
    z.object({ question: localText, choice: localText }),
    ({ t, format }, { question, choice }) =>
      t('sentence.spokenDecision', { title: format.text(question), choice: format.text(choice) }),
  ),
  'order.give': sentence(
    z.object({
      title: localText,
      to: z.object({ department: z.string() }),
      cancels: z.string().optional(),
      replaces: z.string().optional(),
    }),
    ({ t, format }, { title, to, cancels, replaces }) => {
      const places = { title: format.text(title), to: to.department };
      if (cancels !== undefined) return t('sentence.cancelOrder', places);
      return t(replaces === undefined ? 'sentence.giveOrder' : 'sentence.replaceOrder', places);
    },
  ),
  'order.step': sentence(
    z.object({ state: z.enum(['received', 'acknowledged', 'underWay', 'done', 'refused']) }),
    ({ t }, { state }, title) => t('sentence.stepOrder', { title, state: t(`sentence.orderState.${state}`) }),
  ),
  'report.draft': sentence(nothing, (words, _, about) => words.t('sentence.draftReport', { title: about })),
  'report.change': sentence(nothing, (words, _, about) => words.t('sentence.changeReport', { title: about })),
  'report.phone': sentence(nothing, (words, _, about) => words.t('sentence.phoneReport', { title: about })),
  'report.send': sentence(nothing, (words, _, about) => words.t('sentence.sendReport', { title: about })),
  'report.receive': sentence(z.object({ by: z.string() }), (words, { by }, about) =>
    words.t('sentence.receiveReport', { by, title: about }),
  ),
  'conflict.resolve': sentence(
    z.object({ choice: z.enum(['current', 'proposed', 'other']) }),
    ({ t }, { choice }, title) => {
      switch (choice) {
        case 'current':
          return t('sentence.resolveCurrent', { title });
        case 'proposed':
          return t('sentence.resolveProposed', { title });
        case 'other':
          return t('sentence.resolveOther', { title });
      }
    },
  ),
};

/**
 * A command as a sentence in the window's language, with the names that this window knows. The one place where it is done:
 * outbox, printed list, receipts and calls say the same. A type of a later hub is called by its own name.
 */
export function describeCommand(words: Words, command: DescribedCommand): string {
  const { type, payload } = command;
  const said = isCommandType(type) ? SENTENCES[type](words, isObject(payload) ? payload : {}, command) : null;
  return inLanguage(words, said ?? unknownCommand(words, command));
}

function unknownCommand(words: Words, command: DescribedCommand): string {
  const title = aboutCommand(words, command);
  if (command.type === '') return words.t('sentence.unreadable', { title });
  return words.t('sentence.other', { type: command.type, title });
}

type Verb = CommandTypeName extends infer Name ? (Name extends `${string}.${infer Last}` ? Last : never) : never;

/** The verb of a type: what the matrix of authorities allows or refuses. */
export function verbOf(type: CommandTypeName): Verb {
  return type.slice(type.indexOf('.') + 1) as Verb;
}
