import { useEffect, useState } from 'react';
import type { PlanPost } from '../../../shared/domain/plan-book.ts';
import { useConsole } from '../../state/console.ts';
import { useLinkState } from '../../state/use-console.ts';

/** Posts of the city that an order can name. Undefined: on their way. */
export function usePosts(): readonly PlanPost[] | undefined {
  const { link } = useConsole();
  const isOpen = useLinkState() === 'open';
  const [posts, setPosts] = useState<readonly PlanPost[]>();
  useEffect(() => {
    if (!isOpen) return;
    let isGone = false;
    link.call('planBook', {}).then(
      (book) => !isGone && setPosts(book.posts),
      // An order may go without a post; asked again when the link is open again.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [link, isOpen]);
  return posts;
}
