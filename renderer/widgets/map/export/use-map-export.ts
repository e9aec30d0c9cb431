import { useEffect, useRef, useState } from 'react';
import { toProblem, type Problem } from '../../../../shared/kit/problem.ts';
import { useConsole } from '../../../state/console.ts';
import { useCityMap } from '../../../state/names.ts';
import { useSession } from '../../../state/use-console.ts';
import { useCollection } from '../../../state/use-live.ts';
import { usePast } from '../../../state/use-moment.ts';
import { useSitting } from '../../../state/use-seat.ts';
import { createI18n } from '../../../text/i18n.ts';
import { LANGUAGE_TAG } from '../../../text/language.ts';
import { createFormat, useLanguage } from '../../../text/use-text.ts';
import { CITY, useBaseChoice } from '../base/base-choice.ts';
import { useShownSources } from '../base/use-tile-sources.ts';
import { createFrame } from '../frame.ts';
import type { HiddenLayers } from '../layer-choice.ts';
import type { MapEngine } from '../map-engine.ts';
import { useLeftOut } from '../layers/use-filtered-layers.ts';
import { classOfMap } from './classification.ts';
import { useExportChoice } from './export-store.ts';
import { frozen } from './frozen.ts';
import { shownIn } from './legend-entries.ts';
import { pagePicture } from './page-picture.ts';
import { pageWords } from './page-words.ts';
import { pdfOf, type PdfFacts } from './page-pdf.ts';
import { fileTime, layoutOf, type ExportFormat, type PaperName } from './paper.ts';
import type { PaperOrder } from './paper-map.tsx';

type Order = PaperOrder & {
  readonly hidden: HiddenLayers;
  /** So many things the filter leaves out. */
  readonly leftOut: number;
  readonly format: ExportFormat;
  readonly title: string;
};

export type ExportJob =
  | { readonly is: 'none' }
  | { readonly is: 'drawing' | 'writing'; readonly order: Order }
  | { readonly is: 'done'; readonly file: string }
  | { readonly is: 'failed'; readonly problem: Problem };

export interface MapExport {
  readonly job: ExportJob;
  start(title: string): void;
  cancel(): void;
  drawn(copy: MapEngine, missing: number): void;
  failed(error: unknown): void;
}

/** One picture at a time. It ends with the panel that shows it. */
export function useMapExport(engine: MapEngine): MapExport {
  const { link, clock, present } = useConsole();
  const [job, setJob] = useState<ExportJob>({ is: 'none' });
  const giveUp = useRef<AbortController | null>(null);
  const language = useLanguage();
  const session = useSession();
  const sitting = useSitting();
  const past = usePast();
  const city = useCityMap();
  const [{ base }] = useBaseChoice();
  const { shown: tiles } = useShownSources();
  const drawings = useCollection('drawings', {});
  useEffect(() => () => giveUp.current?.abort(), []);

  function start(title: string): void {
    const choice = useExportChoice.getState();
    giveUp.current = new AbortController();
    const order: Order = {
      ...choice,
      title,
      language: choice.language ?? language,
      collections: frozen(engine.collections),
      at: clock.now,
      hidden: engine.hidden,
      leftOut: useLeftOut.getState().count ?? 0,
      covered: engine.leaflet.getSize().x - engine.camera.visibleSize.x,
      signal: giveUp.current.signal,
    };
    setJob({ is: 'drawing', order });
  }

  function failed(error: unknown): void {
    if (giveUp.current?.signal.aborted) setJob({ is: 'none' });
    else setJob({ is: 'failed', problem: toProblem(error, 'map-export') });
  }

  async function write(order: Order, copy: MapEngine, missing: number): Promise<string> {
    const { paper, resolution, collections, at, signal, format } = order;
    const roads = await link.call('roads', {}).catch(() => null);
    const i18n = createI18n(order.language);
    const { text } = createFormat(order.language);
    const layout = layoutOf(paper);
    const zoom = copy.leaflet.getZoom();
    const corner = copy.leaflet.getPixelBounds().min ?? { x: 0, y: 0 };
    const frame = createFrame(zoom, corner.x, corner.y, layout.map.width, layout.map.height, resolution);
    const madeAt = (present?.clock ?? clock).now;
    const officer = sitting && { name: text(sitting.officer.name), post: text(sitting.post.postName) };
    const station = session?.stationId ?? '';
    const words = pageWords(i18n, order.language, {
      title: order.title,
      at,
      madeAt,
      past,
      mode: session?.mode ?? 'live',
      station,
      officer,
      classification: classOfMap(),
      shown: shownIn(collections, drawings.rows.values(), order.hidden, frame, at),
      metresPerPx: frame.metresPerPx,
      city: base === CITY ? (city ?? null) : null,
      tiles,
      missingTiles: missing,
      leftOut: order.leftOut,
      roads,
      feeds: [...collections.feeds.rows.values()],
    });
    signal.throwIfAborted();
    const page = await pagePicture(copy, layout, resolution, words);
    signal.throwIfAborted();
    const facts = {
      title: order.title,
      author: [officer?.name, officer?.post, station].filter(Boolean).join(' · '),
      subject: [words.time, words.notLive, words.unreal].filter(Boolean).join(' · '),
      keywords: [words.classification, station],
      creator: `${i18n.t('product')} ${session?.appVersion ?? ''}`.trim(),
      language: LANGUAGE_TAG[order.language],
      madeAt: new Date(madeAt),
    };
    const file = await (format === 'png' ? page.convertToBlob() : pdfFile(page, paper, facts, signal));
    signal.throwIfAborted();
    const name = i18n.getFixedT(null, 'mapExport')(past ? 'file.past' : 'file.live', { time: fileTime(at) });
    save(file, `${name}.${format}`);
    return `${name}.${format}`;
  }

  return {
    job,
    start,
    cancel() {
      giveUp.current?.abort();
      setJob({ is: 'none' });
    },
    drawn(copy, missing) {
      if (job.is !== 'drawing') return;
      const { order } = job;
      setJob({ is: 'writing', order });
      write(order, copy, missing).then((file) => setJob({ is: 'done', file }), failed);
    },
    failed,
  };
}

async function pdfFile(page: OffscreenCanvas, paper: PaperName, facts: PdfFacts, signal: AbortSignal): Promise<Blob> {
  const pixels = page.getContext('2d')?.getImageData(0, 0, page.width, page.height);
  if (!pixels) throw new Error('this window has no 2D canvas');
  return new Blob([await pdfOf(pixels, paper, facts, signal)], { type: 'application/pdf' });
}

/** Where it goes is the browser's to ask: its folder for downloads, or a question, as it is set. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
