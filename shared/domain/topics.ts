import type * as z from 'zod';
import { alert, type Alert, type AlertId } from './alert.ts';
import { citizenCase, type CaseId, type CitizenCase } from './case.ts';
import { conflict, type Conflict, type ConflictId } from './conflict.ts';
import { drawing, type Drawing, type DrawingId } from './drawing.ts';
import { hazard, type Hazard, type HazardId } from './hazard.ts';
import { handling, type Handling, type HandlingId } from './handling.ts';
import { incident, type Incident, type IncidentId } from './incident.ts';
import { decision, type Decision, type DecisionId } from './decision.ts';
import { finding, type Finding, type FindingId } from './finding.ts';
import { handover, type Handover, type HandoverId } from './handover.ts';
import { journalEntry, type JournalEntry, type JournalEntryId } from './journal-entry.ts';
import { order, type Order, type OrderId } from './order.ts';
import { planTemplate, type PlanTemplate, type TemplateId } from './plan-template.ts';
import { report, type Report, type ReportId } from './report.ts';
import { opinion, type Opinion, type OpinionId } from './opinion.ts';
import { release, type Release, type ReleaseId } from './release.ts';
import { resource, type Resource, type ResourceId } from './resource.ts';
import { rule, type Rule, type RuleId } from './rule.ts';
import { supply, type Supply, type SupplyId } from './supply.ts';

/** Every topic that a feed may carry, with the schema of its record. Add a line here to add a topic. */
export const topics = {
  incident,
  resource,
  alert,
  supply,
  conflict,
  release,
  drawing,
  handling,
  rule,
  case: citizenCase,
  opinion,
  hazard,
  decision,
  finding,
  handover,
  journal: journalEntry,
  order,
  template: planTemplate,
  report,
} satisfies Record<string, z.ZodType>;

export type Topic = keyof typeof topics;

export interface TopicRecord {
  incident: Incident;
  resource: Resource;
  alert: Alert;
  supply: Supply;
  conflict: Conflict;
  release: Release;
  drawing: Drawing;
  hazard: Hazard;
  handling: Handling;
  case: CitizenCase;
  opinion: Opinion;
  rule: Rule;
  decision: Decision;
  finding: Finding;
  handover: Handover;
  journal: JournalEntry;
  order: Order;
  template: PlanTemplate;
  report: Report;
}

/** An id says in its type what it names: a unit's cannot be passed where an incident's is wanted. */
export interface TopicId {
  incident: IncidentId;
  resource: ResourceId;
  alert: AlertId;
  supply: SupplyId;
  conflict: ConflictId;
  release: ReleaseId;
  drawing: DrawingId;
  hazard: HazardId;
  handling: HandlingId;
  case: CaseId;
  opinion: OpinionId;
  rule: RuleId;
  decision: DecisionId;
  finding: FindingId;
  handover: HandoverId;
  journal: JournalEntryId;
  order: OrderId;
  template: TemplateId;
  report: ReportId;
}

export const TOPICS = Object.keys(topics) as Topic[];

export function isTopic(name: string): name is Topic {
  return Object.hasOwn(topics, name);
}
