import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../shared/protocol/console-api/record-rows.ts';
import type { RecordVerdict } from '../../../shared/protocol/console-api/record-calls.ts';
import { useState } from 'react';
import { useCall } from '../../state/use-call.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Section } from '../../widgets/panel.tsx';
import styles from './record.module.css';

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '');
}

function Witness({ of }: { readonly of: RecordRow['witnesses'][number] }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const problemText = useProblemText();
  const origin = hostOf(of.origin);
  return (
    <span data-witness={of.origin}>
      {of.size > 0 ? t('own.witnessed', { origin, size: format.number(of.size) }) : t('own.witnessNever', { origin })}{' '}
      {of.at !== null && (
        <small>
          <Moment at={of.at} />
        </small>
      )}
      {of.problem !== null && (
        <small className={styles.late}>{t('own.witnessProblem', { problem: problemText({ code: of.problem }) })}</small>
      )}
    </span>
  );
}

function Verdict({ verdict }: { readonly verdict: RecordVerdict }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { ok, firstBad, entries, covered, milliseconds } = verdict;
  if (ok) {
    return (
      <div className={styles.good} role="status" data-verdict="ok">
        <p>
          <Icon name="check" />
          <b>{t('verify.ok', { count: entries })}</b>
        </p>
        <p className={styles.quiet}>
          {t('verify.took', { span: format.milliseconds(milliseconds), covered: format.number(covered) })}
        </p>
      </div>
    );
  }
  const reason = t(`bad.${firstBad?.code ?? 'not-a-line'}` as 'bad.number');
  return (
    <div className={styles.bad} role="alert" data-verdict="bad">
      <b>
        {firstBad?.until === undefined
          ? t('verify.bad', { no: firstBad?.no, reason })
          : t('verify.badRange', { no: firstBad.no, until: firstBad.until, reason })}
      </b>
      <p>{t('own.troubleNext')}</p>
    </div>
  );
}

/** How the log stands: how much of it is signed for and witnessed, and whether it is whole. */
export function OwnRecord({ row }: { readonly row: RecordRow }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const problemText = useProblemText();
  const { ask, isBusy, problem } = useCall();
  const [verdict, setVerdict] = useState<RecordVerdict | null>(null);
  const open = row.entries - (row.checkpoint?.size ?? 0);
  const verify = async (): Promise<void> => setVerdict((await ask('verifyRecord', {}))?.answer ?? null);
  return (
    <Section>
      {row.trouble && (
        <div className={styles.bad} role="alert" data-trouble={row.trouble.code}>
          <b>{t(`own.trouble.${row.trouble.code}`, { from: row.trouble.from, to: row.trouble.to })}</b>
          <p>{t('own.troubleNext')}</p>
        </div>
      )}
      <dl className={styles.facts}>
        <dt>{t('own.entries')}</dt>
        <dd className={styles.figure}>{format.number(row.entries)}</dd>
        <dt>{t('own.checkpoint')}</dt>
        <dd>
          {row.checkpoint ? (
            <>
              {t('own.checkpointAt', { size: format.number(row.checkpoint.size) })}
              {row.checkpoint.at !== null && (
                <small>
                  <Moment at={row.checkpoint.at} />
                </small>
              )}
              {open > 0 && <small>{t('own.open', { count: open })}</small>}
            </>
          ) : (
            <Nothing>{t('own.checkpointNone')}</Nothing>
          )}
        </dd>
        <dt>{t('own.witness')}</dt>
        <dd>
          {row.witnesses.length === 0 && <Nothing>{t('own.witnessNone')}</Nothing>}
          {row.witnesses.map((of) => (
            <Witness key={of.origin} of={of} />
          ))}
        </dd>
        <dt>{t('own.key')}</dt>
        <dd>
          <code className={styles.hash}>{row.publicKey}</code>
        </dd>
      </dl>
      <div className={styles.actions}>
        <Button icon="check" disabled={isBusy} onClick={() => void verify()}>
          {t(isBusy ? 'verify.running' : 'verify.action')}
        </Button>
      </div>
      {problem && <div className={styles.bad}>{problemText(problem)}</div>}
      {verdict && !isBusy && <Verdict verdict={verdict} />}
    </Section>
  );
}
