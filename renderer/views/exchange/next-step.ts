import type { Problem } from '../../../shared/kit/problem.ts';
import type { Poison } from '../../../shared/kit/untrusted.ts';

/** What an officer does after a refusal; words under `exchange.next`. */
export type NextStep =
  | 'compare'
  | 'theyCompare'
  | 'callFirst'
  | 'writeAgain'
  | 'update'
  | 'clocks'
  | 'otherCity'
  | 'nameCity'
  | 'folder'
  | 'makeRoom'
  | 'admin';

const STEPS: Readonly<Record<string, NextStep>> = {
  'station-not-trusted': 'compare',
  'not-trusted-there': 'theyCompare',
  'station-key-changed': 'callFirst',
  'peer-proof': 'callFirst',
  'peer-version': 'update',
  'peer-other-city': 'otherCity',
  'package-signature': 'callFirst',
  'package-cut': 'writeAgain',
  'package-format': 'writeAgain',
  'package-invalid': 'writeAgain',
  'package-unreadable': 'writeAgain',
  'package-missing': 'folder',
  'package-version': 'update',
  'package-from-future': 'clocks',
  'package-other-city': 'otherCity',
  'city-unknown': 'nameCity',
  'path-not-absolute': 'folder',
  'folder-missing': 'folder',
  'folder-denied': 'folder',
  'folder-unreadable': 'folder',
  'folder-full': 'makeRoom',
  'disk-full': 'makeRoom',
  'station-key-unreadable': 'admin',
};

/** What a package holds that no console writes: somebody made it up, and it is signed. Null: it is only not understood. */
export function hostileIn({ code, params }: Pick<Problem, 'code' | 'params'>): Poison | null {
  const reason = code === 'package-invalid' ? params?.['reason'] : null;
  return reason === 'forbidden-key' || reason === 'too-deep' ? reason : null;
}

/** Null where the reason says it all. */
export function nextStep(problem: Pick<Problem, 'code' | 'params'>): NextStep | null {
  const { code } = problem;
  if (hostileIn(problem)) return 'callFirst';
  return Object.hasOwn(STEPS, code) ? (STEPS[code] ?? null) : null;
}

/** The stranger that a refusal names, so that its fingerprint can be compared at once. */
export function strangerOf({
  code,
  params,
}: Problem): { readonly station: string; readonly fingerprint: string } | null {
  if (code !== 'station-not-trusted') return null;
  const { station, fingerprint } = params ?? {};
  return typeof station === 'string' && typeof fingerprint === 'string' ? { station, fingerprint } : null;
}
