import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MessageForm, ReleaseFile } from '../../../shared/protocol/console-api/release-calls.ts';
import { useCall } from '../../state/use-call.ts';
import { usePreference } from '../../state/use-console.ts';
import { useMay } from '../../state/use-may.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Button } from '../../widgets/button.tsx';
import type { ReleaseRow } from './release-order.ts';
import styles from './release.module.css';

function parseFolder(stored: unknown): string {
  return typeof stored === 'string' ? stored : '';
}

/** The message as a file for a system that takes files: once into each folder. */
export function FileOut({ row }: { readonly row: ReleaseRow }) {
  const { t } = useTranslation('release');
  const problemText = useProblemText();
  const { isBusy, problem, ask, forget } = useCall();
  const isAllowed = useMay()('release.submit') === null;
  const [remembered, remember] = usePreference('release.folder', parseFolder);
  const [typed, setTyped] = useState<string | null>(null);
  const [written, setWritten] = useState<ReleaseFile | null>(null);
  const door = useRow(useCollection('feeds', {}), row.feed)?.url;
  const folder = (typed ?? remembered).trim();
  const isReady = isAllowed && folder !== '' && !isBusy;
  const write = async (form: MessageForm): Promise<void> => {
    remember(folder);
    setWritten(null);
    setWritten((await ask('writeReleaseFile', { id: row.id, folder, form }))?.answer ?? null);
  };
  return (
    <div className={styles.file}>
      <TextInput
        label={t('file.title')}
        description={t('file.hint')}
        value={typed ?? remembered}
        maxLength={1_000}
        autoComplete="off"
        spellCheck={false}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setWritten(null);
          forget();
        }}
      />
      <Button icon="file" disabled={!isReady} onClick={() => void write('cap')}>
        {t('file.cap')}
      </Button>
      <Button icon="file" disabled={!isReady} onClick={() => void write('national')}>
        {t('file.national')}
      </Button>
      {door !== undefined && (
        <p className={styles.note}>
          {t('file.door')} <bdi>{`${door}/${row.data.reality === 'Actual' ? 'cap' : 'cap-drill'}.atom`}</bdi>
        </p>
      )}
      {problem && (
        <p className={styles.note} role="alert">
          {problemText(problem)}
        </p>
      )}
      {written && (
        <p className={styles.note} role="status">
          {t(written.first ? 'file.first' : 'file.again')} <bdi>{written.file}</bdi>
        </p>
      )}
    </div>
  );
}
