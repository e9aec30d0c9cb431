import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/domain/decision.ts';
import { useConsole } from '../../state/console.ts';
import { useStationName } from '../../state/names.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty } from '../../widgets/panel.tsx';
import { ShortHash } from './record-side.tsx';
import styles from './sheet.module.css';

type File =
  | { readonly is: 'asked' }
  | { readonly is: 'here'; readonly url: string }
  | { readonly is: 'elsewhere' }
  | { readonly is: 'unreadable' };

/** A sealed file by its hash. It is never another: the core compares before it answers. */
function useFile(sha256: string | null): File {
  const { link } = useConsole();
  const [found, setFound] = useState<{ readonly sha256: string; readonly file: File } | null>(null);
  useEffect(() => {
    let isGone = false;
    if (sha256 === null) return;
    const tell = (file: File): void => {
      if (!isGone) setFound({ sha256, file });
    };
    link.call('attachment', { sha256 }).then(
      (answer) =>
        tell(answer ? { is: 'here', url: `data:${answer.media};base64,${answer.base64}` } : { is: 'elsewhere' }),
      () => tell({ is: 'unreadable' }),
    );
    return () => {
      isGone = true;
    };
  }, [link, sha256]);
  return found?.sha256 === sha256 ? found.file : { is: 'asked' };
}

interface SealedPictureProps {
  readonly evidence: Evidence | undefined;
  readonly isSmall: boolean;
  onLarge(): void;
}

/** The map as it was drawn when it was chosen; the second person sees the same (DE-V7). */
export function SealedPicture({ evidence, isSmall, onLarge }: SealedPictureProps) {
  const { t } = useTranslation('decision');
  const station = useStationName();
  const picture = evidence?.picture;
  const file = useFile(picture?.sha256 ?? null);
  const words =
    !evidence || !picture
      ? t('picture.none')
      : file.is === 'elsewhere'
        ? t('picture.elsewhere', { station: station(evidence.station) })
        : file.is === 'unreadable'
          ? t('picture.unreadable')
          : t('picture.asked');
  const shown =
    file.is === 'here' && picture ? (
      <img
        className={styles.picture}
        src={file.url}
        width={picture.width}
        height={picture.height}
        alt={t('picture.alt')}
        data-picture={picture.sha256}
      />
    ) : (
      <Empty title={words} />
    );
  if (!isSmall) return <div className={styles.largePicture}>{shown}</div>;
  return (
    <section className={styles.mapPart} aria-label={t('picture.title')}>
      <h3 className={styles.partTitle}>
        <span>
          {t('picture.title')} {picture && <ShortHash sha256={picture.sha256} />}
        </span>
        {picture && (
          <Button look="quiet" shortcut="M" onClick={onLarge}>
            {t('map.large')}
          </Button>
        )}
      </h3>
      <div className={styles.smallMap}>{shown}</div>
    </section>
  );
}
