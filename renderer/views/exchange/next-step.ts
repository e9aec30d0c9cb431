import type { Problem } from '../../../shared/kit/problem.ts';

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

/** Null where the reason says it all. */
export function nextStep({ code }: Pick<Problem, 'code'>): NextStep | null {
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
