import type { Decision, DecisionKind, GraveOrder } from '../../../shared/domain/decision.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { RESPONSE_LEVELS, type ResponseLevel } from '../../../shared/domain/plan-template.ts';
import type { AuthorityCheck } from '../../../shared/protocol/console-api/decision-calls.ts';
import type { Duties } from './duties.ts';

/** As many as a decision's record holds. */
const MOST = 10;

/** Which function of the list a kind of decision is; null: none, so no row covers it. */
const FUNCTION_OF: Readonly<Record<DecisionKind, string | null>> = {
  dispatch: 'dispatch',
  reallocation: 'transfer',
  response: 'activate',
  other: null,
};

export interface AuthorityQuestion {
  readonly kind: DecisionKind;
  readonly incidents: readonly Pick<Incident, 'kind' | 'level'>[];
  readonly level?: ResponseLevel | undefined;
  /** Type of event of the plan that is activated; else it follows from the gravest incident. */
  readonly eventType?: string | undefined;
  readonly grave?: GraveOrder | undefined;
  /** Who asks. */
  readonly post: string;
}

/**
 * DE2: who may decide it, by the responsibility list. A row of the very event goes before a general one; whoever stands above an
 * approver may too. Of a grave order, the posts of its pair; to one of them, only the other side is the second person.
 */
export function checkAuthority(duties: Duties, question: AuthorityQuestion): AuthorityCheck {
  const { post, grave } = question;
  const row = rowFor(duties, question);
  const pair = duties.grave.find(({ id }) => id === grave)?.pair;
  const allowed = pair ? pair.flat() : (row?.approvers ?? []).flatMap((first) => upFrom(duties, first));
  const others = pair?.find((side) => side.includes(post))
    ? pair.filter((side) => !side.includes(post)).flat()
    : allowed;
  const approvers = [...new Set(others)].slice(0, MOST);
  return {
    row: row?.id ?? null,
    approvers: approvers.map((code) => ({ post: code, name: duties.posts.get(code)?.name ?? { zh: code, en: code } })),
    isHeld: allowed.includes(post),
    grave: grave ?? null,
  };
}

/** As the decision's record keeps it. */
export function authorityRecord({ row, approvers, isHeld }: AuthorityCheck): NonNullable<Decision['authority']> {
  return { row, approvers: approvers.map(({ post }) => post), isHeld };
}

/** The grade of the gravest incident; one that is not graded counts as the least. */
export function levelOf({ level, incidents }: Pick<AuthorityQuestion, 'level' | 'incidents'>): ResponseLevel {
  return level ?? RESPONSE_LEVELS[(gravest(incidents)?.level ?? 4) - 1] ?? 'IV';
}

function rowFor({ list }: Duties, question: AuthorityQuestion): Duties['list']['rows'][number] | null {
  const wanted = FUNCTION_OF[question.kind];
  const level = levelOf(question);
  const kind = gravest(question.incidents)?.kind;
  const event = question.eventType ?? (kind && list.eventOf[kind]);
  const fits = list.rows.filter((row) => row.function === wanted && row.levels.includes(level));
  return fits.find(({ eventType }) => eventType === event) ?? fits.find(({ eventType }) => eventType === '*') ?? null;
}

function gravest(incidents: AuthorityQuestion['incidents']): AuthorityQuestion['incidents'][number] | undefined {
  return incidents.filter(({ level }) => level > 0).toSorted((a, b) => a.level - b.level)[0] ?? incidents[0];
}

function upFrom({ list: { above } }: Duties, first: string): string[] {
  const chain = [first];
  for (let next = above[first]; next !== undefined && !chain.includes(next); next = above[next]) chain.push(next);
  return chain;
}
