/**
 * Leaf categories of the citizens' hotline (诉求分类), by their first level. Names are in the text catalogues, which department
 * answers for each is in `resources/case-rules.json`.
 */
export const CASE_GROUPS = {
  C1: ['C101', 'C102', 'C103', 'C104', 'C105', 'C106', 'C107', 'C108'],
  C2: ['C201', 'C202', 'C203', 'C204', 'C205', 'C206'],
  C3: ['C301', 'C302', 'C303', 'C304'],
  C4: ['C401', 'C402', 'C403', 'C404'],
  C5: ['C501', 'C502', 'C503'],
  C6: ['C601', 'C602', 'C603', 'C604', 'C605'],
  C7: ['C701', 'C702'],
  C8: ['C801', 'C802', 'C803', 'C804'],
  C9: ['C901', 'C902', 'C903', 'C904'],
  C10: ['C1001', 'C1002'],
  C11: ['C1101', 'C1102', 'C1103', 'C1104'],
  C12: ['C1201', 'C1202', 'C1203'],
  C13: ['C1301', 'C1302'],
  C14: ['C1401', 'C1402'],
  C15: ['C1501', 'C1502'],
  C16: ['C1601'],
} as const;

export type CaseGroup = keyof typeof CASE_GROUPS;
export type CaseCategory = (typeof CASE_GROUPS)[CaseGroup][number];

export const CASE_GROUP_CODES = Object.keys(CASE_GROUPS) as CaseGroup[];
export const CASE_CATEGORIES: readonly CaseCategory[] = Object.values(CASE_GROUPS).flat();

const GROUP_OF = new Map<string, CaseGroup>(
  CASE_GROUP_CODES.flatMap((group) => CASE_GROUPS[group].map((leaf): [string, CaseGroup] => [leaf, group])),
);

export function isCaseCategory(code: string): code is CaseCategory {
  return GROUP_OF.has(code);
}

export function groupOfCategory(category: CaseCategory): CaseGroup {
  return GROUP_OF.get(category) ?? 'C14';
}
