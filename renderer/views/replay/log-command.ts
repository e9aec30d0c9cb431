import * as z from 'zod';

const command = z.object({
  commandId: z.string(),
  type: z.string(),
  topic: z.string(),
  entityId: z.string(),
  payload: z.unknown(),
});

/** The command that an entry of a log holds; null: it holds none. */
export function logCommand(body: Readonly<Record<string, unknown>>): z.infer<typeof command> | null {
  const parsed = command.safeParse(body['command']);
  return parsed.success ? parsed.data : null;
}
