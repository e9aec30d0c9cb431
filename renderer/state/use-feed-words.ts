import { useTranslation } from 'react-i18next';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import { useProblemText } from '../text/use-problem.ts';
import { useFormat } from '../text/use-text.ts';
import { isHeldByStore } from './feed-health.ts';
import { useClock } from './use-console.ts';

/** How a feed is, in the words of the strip: the age of its last news while it is well, else what is missing since when. */
export function useFeedWords(feed: FeedRow): string {
  const { t } = useTranslation('feed');
  const { t: common } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const { status, missing, lag, lastChangeAt, lastHeardAt, grade } = feed;
  const missed = missing > 0 ? t('missing', { count: missing }) : null;
  return useClock((now) => {
    const join = (...words: (string | null)[]): string => words.filter((word) => word !== null).join(common('comma'));
    switch (status.state) {
      case 'live':
        if (missed !== null) return missed;
        return join(
          lastChangeAt === null ? t('neverHeard') : format.span(now - lastChangeAt),
          grade === 'slow' || grade === 'intermittent' ? t(`grade.${grade}`) : null,
        );
      case 'stale':
        return join(t('staleFor', { span: format.duration(now - (lastHeardAt ?? status.since)) }), missed);
      case 'catchingUp':
        return join(t('state.catchingUp'), lag === null ? null : t('behind', { count: lag }));
      case 'connecting':
        if (lastHeardAt !== null) return join(t('offlineFor', { span: format.span(now - lastHeardAt) }), t('retryNow'));
        return join(t('state.connecting'), status.attempt > 1 ? t('connectingTry', { attempt: status.attempt }) : null);
      case 'offline':
        if (isHeldByStore(feed)) return t('held');
        return t('offlineFor', { span: format.span(now - (lastHeardAt ?? status.since)) });
      case 'refused':
        return join(t('state.refused'), problemText(status.problem));
    }
  });
}
