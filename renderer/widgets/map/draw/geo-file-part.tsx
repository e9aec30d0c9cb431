import { useRef, useState } from 'react';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { DRAWING_KINDS } from '../../../../shared/domain/drawing.ts';
import type { FileFeature, FilePreview, GeoFormat } from '../../../../shared/protocol/console-api/drawing-calls.ts';
import { toProblem } from '../../../../shared/kit/problem.ts';
import { GEOMETRY_FAULTS } from '../../../../shared/kit/check-geometry.ts';
import { useConsole } from '../../../state/console.ts';
import { useMay } from '../../../state/use-may.ts';
import { useSend } from '../../../state/use-send.ts';
import { useProblemText } from '../../../text/use-problem.ts';
import { Button } from '../../button.tsx';
import { useDraw } from './draw-store.ts';
import { download, sendGeoFile } from './geo-files.ts';
import styles from './draw.module.css';
import { IncidentSelect } from './incident-select.tsx';

/** Reasons that are spelled out; a file with more of them is of another kind. */
const MOST_REASONS = 12;

type Loaded =
  | { readonly is: 'none' }
  | { readonly is: 'reading'; readonly name: string }
  | { readonly is: 'read'; readonly name: string; readonly preview: FilePreview }
  | { readonly is: 'failed'; readonly name: string; readonly why: string };

/** GeoJSON and KML, in and out. Nothing becomes a command before the officer has seen what the file holds. */
export function GeoFilePart({ standing }: { readonly standing: number }) {
  const { t } = useTranslation('drawing');
  const { link } = useConsole();
  const problemText = useProblemText();
  const selected = useDraw((state) => state.chosen);
  const input = useRef<HTMLInputElement>(null);
  const [loaded, setLoaded] = useState<Loaded>({ is: 'none' });

  async function read(file: File | undefined): Promise<void> {
    if (!file) return;
    const { name } = file;
    setLoaded({ is: 'reading', name });
    try {
      setLoaded({ is: 'read', name, preview: await sendGeoFile(link, file) });
    } catch (error) {
      setLoaded({ is: 'failed', name, why: problemText(toProblem(error, 'geo-files')) });
    }
  }

  async function write(format: GeoFormat): Promise<void> {
    try {
      download(await link.call('writeGeoFile', { format, ...(selected !== null && { ids: [selected] }) }));
    } catch (error) {
      notifications.show({ message: problemText(toProblem(error, 'geo-files')), autoClose: false, withBorder: true });
    }
  }

  return (
    <section
      className={styles.files}
      aria-label={t('file.label')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void read(event.dataTransfer.files[0]);
      }}
    >
      <h3>{t('file.label')}</h3>
      <input
        ref={input}
        type="file"
        hidden
        accept=".geojson,.json,.kml,application/geo+json,application/vnd.google-earth.kml+xml"
        onChange={({ currentTarget }) => {
          void read(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
      {loaded.is === 'reading' && <p className={styles.hint}>{t('file.reading', { name: loaded.name })}</p>}
      {loaded.is === 'failed' && (
        <p className={styles.warn} role="alert" data-file="failed">{`${loaded.name} · ${loaded.why}`}</p>
      )}
      {loaded.is === 'read' ? (
        <Preview name={loaded.name} preview={loaded.preview} onClose={() => setLoaded({ is: 'none' })} />
      ) : (
        <>
          <Button icon="file" onClick={() => input.current?.click()}>
            {t('file.choose')}
          </Button>
          <p className={styles.hint}>{t('file.drop')}</p>
          <div className={styles.pair}>
            <Button disabled={standing === 0} onClick={() => void write('geojson')}>
              {t('file.geojson')}
            </Button>
            <Button disabled={standing === 0} onClick={() => void write('kml')}>
              {t('file.kml')}
            </Button>
          </div>
          <p className={styles.hint}>{selected === null ? t('file.all', { count: standing }) : t('file.one')}</p>
        </>
      )}
    </section>
  );
}

interface PreviewProps {
  readonly name: string;
  readonly preview: FilePreview;
  onClose(): void;
}

function Preview({ name, preview, onClose }: PreviewProps) {
  const { t } = useTranslation('drawing');
  const { link } = useConsole();
  const send = useSend();
  const may = useMay();
  const problemText = useProblemText();
  const [incident, setIncident] = useState<string | null>(null);
  const good = preview.features.filter((feature) => feature.ok);
  const reasons = preview.features.filter((feature) => !feature.ok || feature.notes.length > 0);
  const kinds = DRAWING_KINDS.map(
    (kind) => [kind, good.filter(({ drawing }) => drawing.kind === kind).length] as const,
  );

  function reasonOf(feature: FileFeature): string {
    if (!feature.ok) return problemText({ code: feature.code });
    return GEOMETRY_FAULTS.filter((fault) => feature.notes.includes(fault))
      .map((fault) => t(`fault.${fault}`))
      .join(' · ');
  }

  async function take(): Promise<void> {
    const pick = good.map(({ index }) => index);
    const work = link.call('takeGeoFile', { file: preview.file, pick, ...(incident !== null && { incident }) });
    if (await send(work, t('said.import', { count: pick.length }))) onClose();
  }

  return (
    <div className={styles.preview} data-file="preview">
      <p>{t('file.holds', { name, good: good.length, bad: preview.features.length - good.length })}</p>
      <p className={styles.hint}>
        {kinds
          .filter(([, count]) => count > 0)
          .map(([kind, count]) => `${t(`kind.${kind}`)} ${count}`)
          .join(' · ')}
      </p>
      {reasons.length > 0 && (
        <ul className={styles.reasons}>
          {reasons.slice(0, MOST_REASONS).map((feature) => (
            <li key={feature.index}>{`${t('file.feature', { number: feature.index + 1 })} · ${reasonOf(feature)}`}</li>
          ))}
          {reasons.length > MOST_REASONS && <li>{t('file.more', { count: reasons.length - MOST_REASONS })}</li>}
        </ul>
      )}
      <IncidentSelect label={t('file.incident')} placeholder={t('file.keep')} value={incident} onChange={setIncident} />
      <div className={styles.pair}>
        <Button
          look="primary"
          disabled={good.length === 0 || may('drawing.create') !== null}
          onClick={() => void take()}
        >
          {t('file.import', { count: good.length })}
        </Button>
        <Button onClick={onClose}>{t('file.close')}</Button>
      </div>
    </div>
  );
}
