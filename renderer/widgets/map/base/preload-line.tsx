import { useTranslation } from 'react-i18next';
import type { PreloadRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import { useConsole } from '../../../state/console.ts';
import { useProblemText } from '../../../text/use-problem.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import { ShareBar } from '../../share-bar.tsx';
import styles from './base.module.css';
import { useAttempt } from './use-attempt.ts';

/** One area that is or was fetched ahead. */
export function PreloadLine({ job }: { readonly job: PreloadRow }) {
  const { t } = useTranslation('baseMap');
  const { link } = useConsole();
  const { number, bytes } = useFormat();
  const problemText = useProblemText();
  const { reason, isBusy, run } = useAttempt();
  const { id, sourceName, minZoom, maxZoom, settled, total, failed, status } = job;
  const isDone = status.state === 'done';
  const act = (name: 'pausePreload' | 'resumePreload' | 'removePreload') => () =>
    void run(() => link.call(name, { id }));

  const counts = t('preload.progress', { settled: number(settled), total: number(total), size: bytes(job.bytes) });
  return (
    <div className={styles.job} data-preload={id} data-state={status.state}>
      <p className={styles.jobHead}>
        <span className={styles.name}>{t('preload.job', { name: sourceName, from: minZoom, to: maxZoom })}</span>
        <span>{t(`preload.state.${status.state}`)}</span>
      </p>
      <ShareBar share={total === 0 ? 0 : settled / total} words={counts} />
      {status.state === 'waiting' && <p className={styles.state}>{problemText(status.problem)}</p>}
      {failed > 0 && <p className={styles.state}>{t('preload.failed', { count: failed })}</p>}
      {reason !== null && <p className={styles.reason}>{reason}</p>}
      <div className={styles.actions}>
        {!isDone &&
          (status.state === 'paused' ? (
            <Button disabled={isBusy} onClick={act('resumePreload')}>
              {t('preload.resume')}
            </Button>
          ) : (
            <Button disabled={isBusy} onClick={act('pausePreload')}>
              {t('preload.pause')}
            </Button>
          ))}
        <Button look="quiet" disabled={isBusy} onClick={act('removePreload')}>
          {isDone ? t('preload.giveUp') : t('preload.cancel')}
        </Button>
      </div>
    </div>
  );
}
