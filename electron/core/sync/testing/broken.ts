/** A broken promise; the schedule that broke it is printed by fast-check. */
export class Broken extends Error {}
