import { useState } from 'react';
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordPackage } from '../../../shared/protocol/console-api/record-calls.ts';
import { useConsole } from '../../state/console.ts';
import { goToDesk, goToReplay } from '../../state/route.ts';
import { useCall } from '../../state/use-call.ts';
import { usePreference } from '../../state/use-console.ts';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Section } from '../../widgets/panel.tsx';
import { ALL, reportArgs, ReportFields, type ReportChoice } from './report-fields.tsx';
import styles from './record.module.css';

function parseFolder(stored: unknown): string {
  return typeof stored === 'string' ? stored : '';
}

function Written({ of }: { readonly of: RecordPackage }) {
  const { t } = useTranslation('record');
  return (
    <div className={styles.good} role="status" data-package={of.folder}>
      <p>
        <Icon name="check" />
        <b>{t('export.done', { count: of.entries })}</b>
      </p>
      <bdi className={styles.path}>{of.folder}</bdi>
      {of.sealed !== null && of.sealed > 0 && <p>{t('export.sealed', { count: of.sealed })}</p>}
      {of.spans > 0 && <p className={styles.quiet}>{t('export.spans', { count: of.spans })}</p>}
      {of.attached > 0 && <p className={styles.quiet}>{t('export.attached', { count: of.attached })}</p>}
      {of.withheld > 0 && <p className={styles.quiet}>{t('export.withheld', { count: of.withheld })}</p>}
      {!of.report && <p className={styles.quiet}>{t('export.noReport')}</p>}
      <p className={styles.quiet}>{t('export.verify')}</p>
      <div className={styles.actions}>
        <Button icon="play" onClick={() => goToReplay(of.folder)}>
          {t('export.replay')}
        </Button>
      </div>
    </div>
  );
}

/** Taking the log out: where to, what for, with or without personal data. */
export function ExportPanel() {
  const { t } = useTranslation('record');
  const problemText = useProblemText();
  const refusalText = useRefusalText();
  const [remembered, remember] = usePreference('record.folder', parseFolder);
  const [typed, setTyped] = useState<string | null>(null);
  const [purpose, setPurpose] = useState('');
  const [redacted, setRedacted] = useState(true);
  const [report, setReport] = useState<ReportChoice>(ALL);
  const { clock } = useConsole();
  const [written, setWritten] = useState<RecordPackage | null>(null);
  const { ask, isBusy, problem, forget } = useCall();
  const stopping = useCall();
  const refusal = useMay()(redacted ? 'record.export' : 'record.exportPersonal');
  const folder = (typed ?? remembered).trim();
  const isReady = refusal === null && folder !== '' && purpose.trim().length >= 3 && !isBusy;
  const write = async (): Promise<void> => {
    if (!isReady) return;
    remember(folder);
    setWritten(null);
    const done = await ask('exportRecord', {
      folder,
      purpose: purpose.trim(),
      redacted,
      ...reportArgs(report, clock.now),
    });
    setWritten(done?.answer ?? null);
  };
  return (
    <Section title={t('export.title')} hint={t('export.hint')}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <TextInput
          label={t('export.folder')}
          description={t('export.folderHint')}
          value={typed ?? remembered}
          maxLength={1_000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWritten(null);
            forget();
          }}
        />
        <TextInput
          label={t('export.purpose')}
          description={t('export.purposeHint')}
          value={purpose}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <ReportFields value={report} onChange={setReport} />
        <Checkbox
          label={t('export.redacted')}
          description={t('export.redactedHint')}
          checked={redacted}
          onChange={(event) => setRedacted(event.currentTarget.checked)}
        />
        <div className={styles.actions}>
          <Button look="primary" type="submit" icon="file" disabled={!isReady}>
            {t(isBusy ? 'export.running' : 'export.action')}
          </Button>
          <Button icon="play" disabled={isBusy} onClick={() => goToDesk('replay')}>
            {t('export.openReplay')}
          </Button>
          {isBusy && (
            <Button icon="x" onClick={() => void stopping.ask('cancelRecordExport', {})}>
              {t('export.cancel')}
            </Button>
          )}
        </div>
        {refusal && (
          <p className={styles.refused}>
            <Icon name="lock" size={14} />
            {refusalText(refusal, [t(redacted ? 'export.verb' : 'export.verbPersonal')])}
          </p>
        )}
      </form>
      {problem && (
        <div className={styles.bad} role="alert" data-code={problem.code}>
          <b>{problemText(problem)}</b>
        </div>
      )}
      {written && <Written of={written} />}
    </Section>
  );
}
