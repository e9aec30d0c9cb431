import { useTranslation } from 'react-i18next';
import { useBaseCounts } from './base-counts.ts';
import { useShownSources } from './use-tile-sources.ts';

/** Where the base map comes from, and what is wrong with it: stands in the foot of the map. Nothing over the city's own. */
export function BaseFoot() {
  const { t } = useTranslation('baseMap');
  const { t: common } = useTranslation();
  const { shown, isGone } = useShownSources();
  const failed = useBaseCounts((state) => state.failed);
  const stale = useBaseCounts((state) => state.stale);
  const separator = common('separator');
  if (isGone) return <span>{separator + t('gone')}</span>;
  if (shown.length === 0) return null;
  const said = shown.map(({ name, attribution }) =>
    attribution === '' ? t('foot.source', { name }) : t('foot.source', { name }) + separator + attribution,
  );
  if (shown.some(({ status }) => status.state === 'offline')) said.push(t('foot.offline'));
  if (shown.some(({ status }) => status.state === 'refused')) said.push(t('foot.refused'));
  if (failed > 0) said.push(t('foot.failed', { count: failed }));
  else if (stale > 0) said.push(t('foot.stale'));
  return <span>{separator + said.join(separator)}</span>;
}
