import { useEffect, useState } from 'react';
import type { CallArgs } from '../../../shared/protocol/console-api/calls.ts';
import type { AuthorityCheck } from '../../../shared/protocol/console-api/decision-calls.ts';
import { useConsole } from '../../state/console.ts';
import { useSitting } from '../../state/use-seat.ts';

/** Who may decide it; undefined while it is asked, null when the list could not be read. Asked again for another seat. */
export function useAuthority(question: CallArgs<'authorityFor'>): AuthorityCheck | null | undefined {
  const { link } = useConsole();
  const post = useSitting()?.post.post;
  const key = JSON.stringify(question);
  const [found, setFound] = useState<{ readonly key: string; readonly check: AuthorityCheck | null } | null>(null);
  useEffect(() => {
    let isGone = false;
    link.call('authorityFor', JSON.parse(key) as CallArgs<'authorityFor'>).then(
      (check) => !isGone && setFound({ key, check }),
      () => !isGone && setFound({ key, check: null }),
    );
    return () => {
      isGone = true;
    };
  }, [link, key, post]);
  return found?.key === key ? found.check : undefined;
}
