import * as z from 'zod';
import { COMMAND_TYPES } from './commands/command-types.ts';

/**
 * Who may do what: authority → command types. Data (`resources/authority.json`), default deny: an authority or an action that
 * is not listed is refused, in the core before the outbox and again at the hub.
 */
export const authorityMatrix = z.strictObject({
  version: z.literal(1),
  authorities: z.record(
    z.string().min(1).max(64),
    z.strictObject({
      name: z.strictObject({ zh: z.string(), en: z.string() }),
      may: z.array(
        z.string().refine((name) => (COMMAND_TYPES as readonly string[]).includes(name), { error: 'unknown-action' }),
      ),
    }),
  ),
});
export type AuthorityMatrix = z.infer<typeof authorityMatrix>;

export function mayDo(matrix: AuthorityMatrix, authority: string, action: string): boolean {
  if (!Object.hasOwn(matrix.authorities, authority)) return false;
  return matrix.authorities[authority]?.may.includes(action) ?? false;
}
