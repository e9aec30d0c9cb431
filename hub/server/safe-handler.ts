import type { Logger } from '../logger.ts';

/** What a socket handler gets: one argument, and a way to answer that is there even when the station asked for none. */
export type Handler = (argument: unknown, answer: (value: unknown) => void) => void | Promise<void>;

/**
 * The one gate of socket events. Whatever a station sends — nothing, too much, no callback — ends here or in the handler's
 * own refusal; nothing is thrown into the process (a throwing handler kills Node).
 */
export function safely(event: string, log: Logger, handler: Handler): (...args: unknown[]) => void {
  return (...args) => {
    const last = args.at(-1);
    const callback = typeof last === 'function' ? (last as (value: unknown) => void) : null;
    const argument = callback === last && args.length === 1 ? undefined : args[0];
    let answered = false;
    const answer = (value: unknown): void => {
      if (answered) return;
      answered = true;
      callback?.(value);
    };
    const fail = (error: unknown): void => {
      log.error('handler failed', { event, error: error instanceof Error ? error.stack : String(error) });
      answer({ error: { code: 'unexpected', origin: 'hub' } });
    };
    try {
      const result = handler(argument, answer);
      if (result) result.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}
