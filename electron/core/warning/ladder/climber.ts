import { AUTOMATIC } from '../../../../shared/protocol/authority.ts';
import { createHash } from 'node:crypto';
import { instant, SECOND, type Instant } from '../../../../shared/kit/time.ts';
import type { CommandTypeName } from '../../../../shared/protocol/commands/command-types.ts';
import { ladderRun } from '../../../../shared/protocol/commands/handling-commands.ts';
import type { Log } from '../../kernel/ports.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { mayCount } from '../../sync/outbox-entry.ts';
import type { Outbox } from '../../sync/outbox.ts';
import { handlingId, type Standing } from '../board/standing.ts';
import { gravity, isDrill } from '../board/chain-rules.ts';
import type { Rung } from './next-rung.ts';

/** So many rungs are climbed in one look, the gravest first: each is a durable write. */
const AT_ONCE = 5;
/** How often a rung is tried that the hub refuses or that expires. */
const ATTEMPTS = 3;
/** After a write that failed, ms. */
const RETRY = 30 * SECOND;

export interface ClimberParts {
  readonly log: Log;
  readonly stationId: string;
  readonly outbox: Pick<Outbox, 'queue' | 'find'>;
  readonly standing: (id: string) => Standing | null;
  readonly next: (standing: Standing, now: Instant) => Rung | null;
  /** By the clock of the hub that has the warning (R20): nobody at this desk can set it. */
  readonly now: (feed: string) => Instant;
  readonly revOf: (handling: string) => number | null;
  /** Those that stand behind a fold and are not the one of it that climbs. */
  readonly spared: () => ReadonlySet<string>;
}

/**
 * N3–N6: climbs by the clock what nobody takes. Whatever it does is a command under an id that follows from warning, run and
 * rung: two stations that climb the same rung give the same command, and the hub takes one.
 */
export class Climber {
  readonly #parts: ClimberParts;
  readonly #due = new Map<string, Instant>();
  readonly #outgrown = new Set<string>();

  constructor(parts: ClimberParts) {
    this.#parts = parts;
  }

  /** A warning that may have changed. @returns whether it has just become graver than what somebody took. */
  touch(id: string): boolean {
    const standing = this.#parts.standing(id);
    const wasOutgrown = this.#outgrown.delete(id);
    const isOutgrown = standing !== null && standing.isOutgrown && !isDrill(standing.head);
    if (isOutgrown) this.#outgrown.add(id);
    const next = standing && this.#parts.next(standing, this.#parts.now(standing.head.feed));
    if (next) this.#due.set(id, next.at);
    else this.#due.delete(id);
    return isOutgrown && !wasOutgrown;
  }

  /** Once a second. */
  look(): void {
    const { standing: find, now } = this.#parts;
    for (const id of this.#outgrown) this.#askAgain(id);
    if (this.#due.size === 0) return;
    const spared = this.#parts.spared();
    const due: Standing[] = [];
    for (const [id, at] of this.#due) {
      const standing = spared.has(id) ? null : find(id);
      if (standing && at <= now(standing.head.feed)) due.push(standing);
    }
    due.sort((a, b) => gravity(a.head.level) - gravity(b.head.level) || a.head.sentAt - b.head.sentAt);
    let climbed = 0;
    for (const standing of due) {
      if (climbed === AT_ONCE) return;
      if (this.#climb(standing)) climbed += 1;
    }
  }

  /** @returns whether something was written. */
  #climb(standing: Standing): boolean {
    const { head } = standing;
    const at = this.#parts.now(head.feed);
    const rung = this.#parts.next(standing, at);
    if (!rung || rung.at > at) return false;
    const run = standing.handled ? ladderRun(standing.handled.handling.status) : 0;
    const commandId = this.#freeId(['warning.escalate', handlingId(standing), run, rung.rung]);
    const payload = { rung: rung.rung, to: rung.to, run };
    // Without an id it is on its way, or came to nothing as often as it may.
    const isGiven = commandId !== null && this.#give(commandId, 'warning.escalate', standing, payload);
    if (!isGiven) this.#due.set(head.id, instant(at + RETRY));
    return isGiven;
  }

  #askAgain(id: string): void {
    const standing = this.#parts.standing(id);
    const status = standing?.handled?.handling.status;
    if (!standing || !status || !('level' in status)) return;
    const commandId = this.#freeId(['warning.askAgain', handlingId(standing), status.at, standing.head.level]);
    if (commandId !== null) this.#give(commandId, 'warning.askAgain', standing, {});
  }

  #give(commandId: string, type: CommandTypeName, standing: Standing, payload: object): boolean {
    const { outbox, stationId, revOf, log } = this.#parts;
    const entityId = handlingId(standing);
    try {
      outbox.queue({
        commandId,
        type,
        entityId,
        payload,
        expectedRev: revOf(entityId),
        feed: standing.head.feed,
        actor: { officer: AUTOMATIC, post: AUTOMATIC, station: stationId, authority: AUTOMATIC },
      });
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      log.warn('not given by the clock', { warning: standing.head.id, type, code: error.problem.code });
      return false;
    }
  }

  /** An id that this station has not given yet; the next one only when what bears the one before came to nothing. */
  #freeId(name: readonly (string | number)[]): string | null {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const id = sameId([...name, attempt]);
      const entry = this.#parts.outbox.find(id);
      if (!entry) return id;
      if (mayCount(entry)) return null;
    }
    return null;
  }
}

/** The id of a rung; `run` is the start of the ladder that it is of. */
export function rungId(handling: string, run: number, rung: number): string {
  return sameId(['warning.escalate', handling, run, rung, 0]);
}

/** N6: a UUID (RFC 9562, version 8: of our own making) that every station comes to from the same words. */
function sameId(words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}
