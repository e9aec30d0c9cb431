import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useNow, useSession } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { usePrinting } from './use-printing.ts';
import styles from './paper.module.css';

export interface PaperProps {
  readonly title: string;
  readonly children: ReactNode;
}

/**
 * A sheet on paper, black on white, beside the page and not in it, so that printing shows nothing of the screen. It exists only
 * while it is printed, by our button or by the browser's: it says what is known at that moment.
 */
export function Paper(props: PaperProps) {
  return usePrinting() && createPortal(<Sheet {...props} />, document.body);
}

function Sheet({ title, children }: PaperProps) {
  const { t } = useTranslation('journal');
  const { t: common } = useTranslation();
  const format = useFormat();
  const session = useSession();
  const now = useNow();
  return (
    <section className={styles.paper} aria-hidden="true">
      <h1>{title}</h1>
      <p>
        {t('paper.head', {
          station: session?.stationId ?? common('unknown'),
          officer: session?.officerName ? format.text(session.officerName) : common('unknown'),
          time: `${format.date(now)} ${format.time(now, true)}`,
        })}
      </p>
      {children}
    </section>
  );
}
