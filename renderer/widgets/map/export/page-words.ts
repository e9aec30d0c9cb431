import type { i18n as I18n } from 'i18next';
import type { FieldClass } from '../../../../shared/domain/field-class.ts';
import type { CityMap } from '../../../../shared/domain/city.ts';
import type { RoadsInfo } from '../../../../shared/domain/roads.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { FeedRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { SessionInfo } from '../../../../shared/protocol/console-api/calls.ts';
import type { TileSourceRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import { healthOf } from '../../../state/feed-health.ts';
import type { PastView } from '../../../state/moment.ts';
import { createFormat } from '../../../text/use-text.ts';
import type { Language } from '../../../text/language.ts';
import type { SymbolLook } from '../../symbols/symbol-look.ts';
import { scaleBar } from '../scale-bar.ts';
import type { LegendLine, PageWords } from './page-paint.ts';
import type { Shown } from './legend-entries.ts';
import { scaleNumber } from './paper.ts';

/** What is known when the page is written. */
export interface PageFacts {
  readonly title: string;
  readonly at: Instant;
  readonly madeAt: Instant;
  readonly past: PastView | null;
  readonly mode: SessionInfo['mode'];
  readonly station: string;
  readonly officer: { readonly name: string; readonly post: string } | null;
  readonly classification: FieldClass;
  readonly shown: Shown;
  readonly metresPerPx: number;
  /** The city's own ground, where that is the base map. */
  readonly city: CityMap | null;
  readonly tiles: readonly TileSourceRow[];
  readonly missingTiles: number;
  readonly leftOut: number;
  readonly roads: RoadsInfo | null;
  readonly feeds: readonly FeedRow[];
}

const LONGEST_BAR = 160;

export function pageWords(i18n: I18n, language: Language, facts: PageFacts): PageWords {
  const t = i18n.getFixedT(null, 'mapExport');
  const format = createFormat(language);
  const stamp = (at: Instant): string => {
    const year = new Date(at).getFullYear();
    const day = language === 'zh' ? `${year}-${format.date(at)}` : `${format.date(at)} ${year}`;
    return `${day} ${format.time(at, true)}`;
  };
  const bar = scaleBar(facts.metresPerPx, LONGEST_BAR);
  const { past, officer } = facts;
  const separator = t('separator');
  return {
    title: facts.title,
    time: t(past ? 'timePast' : 'timeLive', { time: stamp(facts.at) }),
    notLive: past ? t(past.complete ? 'notLive' : 'notLiveGap', { time: stamp(past.at) }) : null,
    unreal: facts.mode === 'live' ? null : t(`mode.${facts.mode}`),
    classification: t(`class.${facts.classification}`),
    legendTitle: t('legend.title'),
    legend: legendLines(i18n, facts.shown, facts.leftOut),
    more: (count) => t('legend.more', { number: count }),
    north: t('north'),
    scale: t('scale', { number: format.number(scaleNumber(facts.metresPerPx)) }),
    bar,
    barWords: format.distance(bar.metres),
    foot: [
      t('foot.made', {
        who: officer ? t('foot.officer', { ...officer }) : t('foot.nobody'),
        station: facts.station,
        time: stamp(facts.madeAt),
      }),
      t('foot.data', { feeds: facts.feeds.map((feed) => feedWords(i18n, format.text(feed.name), feed)).join(separator) }),
      t('foot.base', { base: baseWords(i18n, language, facts) }) +
        (facts.roads ? separator + t('foot.roads', { roads: format.text(facts.roads.name) + (facts.roads.attribution ? ` ${facts.roads.attribution}` : '') }) : ''),
      t('foot.datum'),
    ],
  }; // prettier-ignore
}

function feedWords(i18n: I18n, name: string, feed: FeedRow): string {
  const t = i18n.getFixedT(null, 'mapExport');
  const health = healthOf(feed);
  return health === 'up' ? name : t(`feed.${health}`, { name });
}

function baseWords(i18n: I18n, language: Language, { city, tiles, missingTiles }: PageFacts): string {
  const t = i18n.getFixedT(null, 'mapExport');
  const named = tiles.map(({ name, attribution }) => (attribution === '' ? name : `${name} ${attribution}`));
  if (city) named.unshift(t('base.city', { city: city.name[language] }));
  if (named.length === 0) named.push(t('base.none'));
  if (missingTiles > 0) named.push(t('base.missing', { number: missingTiles }));
  return named.join(t('separator'));
}

function legendLines(i18n: I18n, { symbols, levels, areas, drawings }: Shown, leftOut: number): LegendLine[] {
  const t = i18n.getFixedT(null, 'mapExport');
  const map = i18n.getFixedT(null, 'map');
  const common = i18n.getFixedT(null, 'common');
  const drawing = i18n.getFixedT(null, 'drawing');
  const lines: LegendLine[] = [];
  const group = (head: string, own: readonly LegendLine[]): void => {
    if (own.length > 0) lines.push({ is: 'head', words: head }, ...own);
  };
  const of = (family: SymbolLook['family']): LegendLine[] =>
    symbols
      .filter((look) => look.family === family)
      .map((look) => ({ is: 'symbol', look, words: kindWords(i18n, look) }));
  const incidents = of('incident');
  // What is not there is said first: the picture is not all that was known.
  if (leftOut > 0) lines.push({ is: 'words', words: t('legend.filtered', { number: leftOut }) });
  const incident = { family: 'incident', kind: 'other', level: 0, stale: false, pending: false } as const;
  group(t('legend.incident'), incidents);
  if (incidents.length > 0) {
    group(t('legend.state'), (['open', 'handling', 'controlled'] as const).map((fill) => ({ is: 'symbol', look: { ...incident, fill }, words: map(`legend.${fill}`) })));
  } // prettier-ignore
  group(t('legend.level'), levels.map((level) => ({ is: 'symbol', look: { ...incident, fill: 'handling', level }, words: common(`level.${level}`) }))); // prettier-ignore
  const units = of('unit');
  group(t('legend.unit'), units);
  if (units.length > 0) {
    const unit = { family: 'unit', kind: 'engine', stale: false } as const;
    group(t('legend.unitState'), (['free', 'enRoute', 'onScene'] as const).map((fill) => ({ is: 'symbol', look: { ...unit, fill }, words: map(`legend.${fill}`) })));
  } // prettier-ignore
  group(t('legend.area'), areas.map(({ level, look }) => ({ is: 'area', level: look === 'current' ? level : look, words: look === 'current' ? common(`level.${level}`) : map(`area.${look}`) }))); // prettier-ignore
  group(t('legend.drawing'), drawings.map((kind) => ({ is: 'words', words: drawing(`kind.${kind}`) }))); // prettier-ignore
  group(t('legend.facility'), of('facility'));
  const hazards = of('hazard');
  if (hazards.length > 0) hazards.push({ is: 'symbol', look: { family: 'hazard', kind: 'other', overdue: true, level: 0, stale: false }, words: map('legend.overdue') }); // prettier-ignore
  group(t('legend.hazard'), hazards);
  group(t('legend.sensor'), of('sensor'));
  if (symbols.length > 0) group(t('legend.reading'), [{ is: 'words', words: t('legend.stale') }, { is: 'words', words: t('legend.cluster') }]); // prettier-ignore
  if (lines.length === 0) lines.push({ is: 'words', words: t('legend.none') });
  return lines;
}

function kindWords(i18n: I18n, look: SymbolLook): string {
  const resource = i18n.getFixedT(null, 'resource');
  switch (look.family) {
    case 'incident':
      return i18n.getFixedT(null, 'incident')(`kind.${look.kind}`);
    case 'unit':
      return resource(`unitKind.${look.kind}`);
    case 'facility':
      return resource(`facilityKind.${look.kind}`);
    case 'hazard':
      return i18n.getFixedT(null, 'hazard')(`kind.${look.kind}`);
    case 'sensor':
      return resource(`sensorKind.${look.kind}`);
  }
}
