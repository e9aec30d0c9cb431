import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/domain/report.ts';
import type { ReportSet } from '../../../shared/domain/report-set.ts';
import { useCommand } from '../../state/commands.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { copyText } from '../../widgets/map/ask/copy-text.ts';
import { Panel, PanelHead } from '../../widgets/panel.tsx';
import { plainText, useReportText, type ReportText } from './report-text.ts';
import styles from './orders.module.css';
import paper from './report-paper.module.css';

interface ReportPreviewProps {
  readonly report: Report;
  readonly set: ReportSet | undefined;
}

/** OR9: the report as it is read, to be copied or printed: black on white, one page after the other. */
export function ReportPreview({ report, set }: ReportPreviewProps) {
  const { t } = useTranslation('report');
  const { t: common } = useTranslation();
  const format = useFormat();
  const incident = useRow(useCollection('incidents', {}), report.incident);
  const textOf = useReportText();
  const text = textOf(report, set, incident ? format.text(incident.data.title) : t('line.gone'));
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = (): void => setCopied(copyText(plainText(text, common('colon'))));
  const print = (): void => window.print();
  useCommand({ id: 'report.print', group: 'list', key: 'P', title: t('print'), run: print });
  useCommand({ id: 'report.copy', group: 'list', key: 'Y', title: t('copy'), run: copy });
  return (
    <Panel className={styles.right} label={t('sheet.preview')}>
      <PanelHead title={t('sheet.preview')} note={copied === null ? undefined : t(copied ? 'copied' : 'notCopied')}>
        <Button icon="file" shortcut="Y" onClick={copy}>
          {t('copy')}
        </Button>
        <Button icon="printer" shortcut="P" onClick={print}>
          {t('print')}
        </Button>
      </PanelHead>
      <div className={styles.preview} tabIndex={0} role="group" aria-label={t('sheet.preview')}>
        <Text text={text} className={styles.sheet} />
      </div>
      {createPortal(
        <section className={paper.paper} aria-hidden="true">
          <Text text={text} />
        </section>,
        document.body,
      )}
    </Panel>
  );
}

function Text({ text, className }: { readonly text: ReportText; readonly className?: string | undefined }) {
  const { t: common } = useTranslation();
  return (
    <article className={className}>
      <h3>{text.heading}</h3>
      {text.head.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <dl>
        {text.lines.map(({ field, text: said }) => (
          <div key={field}>
            <dt>{`${field}${common('colon')}`}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      {text.corrections.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <footer>
        {text.foot.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </footer>
    </article>
  );
}
