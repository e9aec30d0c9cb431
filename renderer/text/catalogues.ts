import * as zhAlert from './zh/alert.ts';
import * as zhAsk from './zh/ask.ts';
import * as zhBaseMap from './zh/base-map.ts';
import * as zhCase from './zh/case.ts';
import * as zhCaseCategory from './zh/case-category.ts';
import * as zhCommand from './zh/command.ts';
import * as zhCommon from './zh/common.ts';
import * as zhConflict from './zh/conflict.ts';
import * as zhExchange from './zh/exchange.ts';
import * as zhDrawing from './zh/drawing.ts';
import * as zhFeed from './zh/feed.ts';
import * as zhFollow from './zh/follow.ts';
import * as zhHazard from './zh/hazard.ts';
import * as zhIncident from './zh/incident.ts';
import * as zhLayers from './zh/layers.ts';
import * as zhManual from './zh/manual.ts';
import * as zhMap from './zh/map.ts';
import * as zhMapExport from './zh/map-export.ts';
import * as zhOutbox from './zh/outbox.ts';
import * as zhOpinion from './zh/opinion.ts';
import * as zhOverview from './zh/overview.ts';
import * as zhProblem from './zh/problem.ts';
import * as zhRecord from './zh/record.ts';
import * as zhRelease from './zh/release.ts';
import * as zhDecision from './zh/decision.ts';
import * as zhJournal from './zh/journal.ts';
import * as zhOrder from './zh/order.ts';
import * as zhPlan from './zh/plan.ts';
import * as zhReplay from './zh/replay.ts';
import * as zhReport from './zh/report.ts';
import * as zhReview from './zh/review.ts';
import * as zhResource from './zh/resource.ts';
import * as zhRule from './zh/rule.ts';
import * as zhSeat from './zh/seat.ts';
import * as zhShell from './zh/shell.ts';
import * as zhStore from './zh/store.ts';
import * as zhSupply from './zh/supply.ts';
import * as zhWarning from './zh/warning.ts';
import * as enAlert from './en/alert.ts';
import * as enAsk from './en/ask.ts';
import * as enBaseMap from './en/base-map.ts';
import * as enCase from './en/case.ts';
import * as enCaseCategory from './en/case-category.ts';
import * as enCommand from './en/command.ts';
import * as enCommon from './en/common.ts';
import * as enConflict from './en/conflict.ts';
import * as enExchange from './en/exchange.ts';
import * as enDrawing from './en/drawing.ts';
import * as enFeed from './en/feed.ts';
import * as enFollow from './en/follow.ts';
import * as enHazard from './en/hazard.ts';
import * as enIncident from './en/incident.ts';
import * as enLayers from './en/layers.ts';
import * as enManual from './en/manual.ts';
import * as enMap from './en/map.ts';
import * as enMapExport from './en/map-export.ts';
import * as enOutbox from './en/outbox.ts';
import * as enOpinion from './en/opinion.ts';
import * as enOverview from './en/overview.ts';
import * as enProblem from './en/problem.ts';
import * as enRecord from './en/record.ts';
import * as enRelease from './en/release.ts';
import * as enDecision from './en/decision.ts';
import * as enJournal from './en/journal.ts';
import * as enOrder from './en/order.ts';
import * as enPlan from './en/plan.ts';
import * as enReplay from './en/replay.ts';
import * as enReport from './en/report.ts';
import * as enReview from './en/review.ts';
import * as enResource from './en/resource.ts';
import * as enRule from './en/rule.ts';
import * as enSeat from './en/seat.ts';
import * as enShell from './en/shell.ts';
import * as enStore from './en/store.ts';
import * as enSupply from './en/supply.ts';
import * as enWarning from './en/warning.ts';

/** One namespace per room. Chinese has the shape; each English file is checked against it with `satisfies Catalogue`. */
export const zh = {
  ...zhAlert,
  ...zhAsk,
  ...zhBaseMap,
  ...zhCase,
  ...zhCaseCategory,
  ...zhCommand,
  ...zhCommon,
  ...zhConflict,
  ...zhExchange,
  ...zhDrawing,
  ...zhFeed,
  ...zhFollow,
  ...zhHazard,
  ...zhIncident,
  ...zhLayers,
  ...zhManual,
  ...zhMap,
  ...zhMapExport,
  ...zhOutbox,
  ...zhOpinion,
  ...zhOverview,
  ...zhProblem,
  ...zhRecord,
  ...zhRelease,
  ...zhDecision,
  ...zhJournal,
  ...zhOrder,
  ...zhPlan,
  ...zhReplay,
  ...zhReport,
  ...zhReview,
  ...zhResource,
  ...zhRule,
  ...zhSeat,
  ...zhShell,
  ...zhStore,
  ...zhSupply,
  ...zhWarning,
};

export const en = {
  ...enAlert,
  ...enAsk,
  ...enBaseMap,
  ...enCase,
  ...enCaseCategory,
  ...enCommand,
  ...enCommon,
  ...enConflict,
  ...enExchange,
  ...enDrawing,
  ...enFeed,
  ...enFollow,
  ...enHazard,
  ...enIncident,
  ...enLayers,
  ...enManual,
  ...enMap,
  ...enMapExport,
  ...enOutbox,
  ...enOpinion,
  ...enOverview,
  ...enProblem,
  ...enRecord,
  ...enRelease,
  ...enDecision,
  ...enJournal,
  ...enOrder,
  ...enPlan,
  ...enReplay,
  ...enReport,
  ...enReview,
  ...enResource,
  ...enRule,
  ...enSeat,
  ...enShell,
  ...enStore,
  ...enSupply,
  ...enWarning,
};
