/** H1: patches between two lines that bring the whole record. */
export const KEYFRAME_EVERY = 32;

/**
 * Whether the patch that leads from one revision to the next brings the whole record along. By the revision alone, so that
 * nothing has to be remembered of an entity that is seldom met; revisions grow, so no more than 31 patches lie between.
 */
export function isKeyframe(before: number, after: number): boolean {
  return Math.floor(after / KEYFRAME_EVERY) > Math.floor(before / KEYFRAME_EVERY);
}
