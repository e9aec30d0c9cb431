import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../state/use-call.ts';
import { useMay } from '../../state/use-may.ts';
import { Button } from '../../widgets/button.tsx';
import { FingerprintGroups } from './fingerprint-groups.tsx';
import { isLastGroup } from './fingerprint.ts';
import { ProblemNote } from './problem-note.tsx';
import { RefusedAction } from './refused-action.tsx';
import styles from './exchange.module.css';

export interface TrustFormProps {
  readonly station: string;
  readonly fingerprint: string;
  readonly onTrusted: () => void;
  readonly onCancel?: () => void;
}

/**
 * Comparing a fingerprint by telephone. The last group is typed as the other side reads it: a button alone would be pressed
 * without a call.
 */
export function TrustForm({ station, fingerprint, onTrusted, onCancel }: TrustFormProps) {
  const { t } = useTranslation('exchange');
  const { t: common } = useTranslation();
  const { isBusy, problem, ask, forget } = useCall();
  const [heard, setHeard] = useState('');
  const isAllowed = useMay()('exchange.manage') === null;
  const isReady = isAllowed && !isBusy && isLastGroup(fingerprint, heard);
  return (
    <form
      className={styles.trust}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void ask('trustStation', { station, fingerprint }).then((done) => done && onTrusted());
      }}
    >
      <p>{t('trust.title')}</p>
      <FingerprintGroups fingerprint={fingerprint} />
      <div className={styles.field}>
        <TextInput
          label={t('trust.heard')}
          value={heard}
          maxLength={12}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setHeard(event.currentTarget.value);
            forget();
          }}
        />
        <Button type="submit" look="primary" size="grave" disabled={!isReady}>
          {t('trust.agree')}
        </Button>
        {onCancel && (
          <Button size="grave" onClick={onCancel}>
            {common('cancel')}
          </Button>
        )}
      </div>
      <p className={styles.quiet}>{t('trust.notSame')}</p>
      <RefusedAction action="manage" />
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}
