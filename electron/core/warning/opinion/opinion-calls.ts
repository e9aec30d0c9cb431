import type { CallHandlers } from '../../api/call-handlers.ts';
import { writtenText } from '../../api/local-text.ts';
import type { CommandDesk } from '../../sync/command-desk.ts';

type OpinionCalls = Pick<CallHandlers, 'reportOpinion' | 'handleOpinion' | 'flagOpinion'>;

/** What an officer does about a subject of talk; one command each. */
export function opinionCalls({ desk }: { readonly desk: Pick<CommandDesk, 'give'> }): OpinionCalls {
  return {
    reportOpinion: ({ id, expectedRev, to }) =>
      desk.give({ type: 'opinion.report', entityId: id, payload: { to }, expectedRev }),
    handleOpinion: ({ id, expectedRev, how, text }) =>
      desk.give({ type: 'opinion.handle', entityId: id, payload: { how, text: writtenText(text) }, expectedRev }),
    flagOpinion: ({ id, expectedRev, claim, fact }) =>
      desk.give({
        type: 'opinion.flag',
        entityId: id,
        payload: { claim, ...(fact && { fact: { ...fact, text: writtenText(fact.text) } }) },
        expectedRev,
      }),
  };
}
