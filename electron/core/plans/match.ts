import type { WarningColour } from '../../../shared/domain/alert.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { EventType } from '../../../shared/domain/plan-book.ts';
import { RESPONSE_LEVELS, type ResponseLevel } from '../../../shared/domain/plan-template.ts';
import type { TemplateMatch, TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';

/** A warning that has to do with an incident. */
export interface RelatedWarning {
  readonly eventCode: string | undefined;
  readonly colour: WarningColour | undefined;
}

/**
 * TM6: the templates that fit an incident by its kind, with the level that its grade and the colours of related warnings propose: the
 * gravest of what is known, IV when nothing is. What a warning foretells comes first, then what was written for this kind above all.
 */
export function matchesOf(
  { kind, level }: Pick<Incident, 'kind' | 'level'>,
  templates: readonly TemplateRow[],
  eventTypes: readonly EventType[],
  warnings: readonly RelatedWarning[],
): TemplateMatch[] {
  const byGrade = level === 0 ? [] : [RESPONSE_LEVELS[level - 1] ?? 'IV'];
  return templates
    .filter(({ data }) => data.enabled && data.kinds.includes(kind))
    .map((template) => {
      const type = eventTypes.find(({ code }) => code === template.data.eventType);
      const foretold = warnings.filter(
        ({ eventCode }) => eventCode !== undefined && type?.warnings.includes(eventCode),
      );
      const byColour = foretold.flatMap(({ colour }) => (colour && type?.byColour ? [type.byColour[colour]] : []));
      const because = [
        'kind',
        ...(byGrade.length > 0 ? (['level'] as const) : []),
        ...(foretold.length > 0 ? (['warning'] as const) : []),
      ] as const satisfies TemplateMatch['because'];
      const rank = [foretold.length > 0 ? 0 : 1, template.data.kinds.indexOf(kind)] as const;
      return { rank, match: { template: template.id, level: gravest([...byGrade, ...byColour]), because } };
    })
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || (a.match.template < b.match.template ? -1 : 1))
    .map(({ match }) => match);
}

function gravest(levels: readonly ResponseLevel[]): ResponseLevel {
  return RESPONSE_LEVELS.find((level) => levels.includes(level)) ?? 'IV';
}
