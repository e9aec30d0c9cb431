/**
 * An irreducible infeasible set by the deletion filter (Chinneck & Dravnieks 1991): each member is left out once, and stays out
 * when the others cannot be met without it either. What is left cannot be met, and without any one of it can.
 */
export function deletionFilter<Member>(
  members: readonly Member[],
  isFeasible: (some: readonly Member[]) => boolean,
): Member[] {
  let kept = [...members];
  for (const member of members) {
    const rest = kept.filter((one) => one !== member);
    if (!isFeasible(rest)) kept = rest;
  }
  return kept;
}
