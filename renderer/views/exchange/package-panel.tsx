import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PackageFile, PackageReport } from '../../../shared/protocol/console-api/calls.ts';
import { useCall } from '../../state/use-call.ts';
import { usePreference } from '../../state/use-console.ts';
import { useMay } from '../../state/use-may.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { ProblemNote } from './problem-note.tsx';
import { RefusedNote, TakenNote } from './read-answer.tsx';
import { RefusedAction } from './refused-action.tsx';
import styles from './exchange.module.css';

function parseFolder(stored: unknown): string {
  return typeof stored === 'string' ? stored : '';
}

function WrittenNote({ file, commands }: { readonly file: string; readonly commands: number }) {
  const { t } = useTranslation('exchange');
  return (
    <div className={styles.taken} role="status">
      <p>
        <Icon name="check" />
        <b>{t('files.wrote', { count: commands })}</b>
      </p>
      <bdi className={styles.path}>{file}</bdi>
      <p className={styles.quiet}>{t('files.carry')}</p>
    </div>
  );
}

function Package({
  found,
  isRead,
  onRead,
}: {
  readonly found: PackageFile;
  readonly isRead: boolean;
  readonly onRead: (() => void) | null;
}) {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  return (
    <li className={styles.package} data-file={found.name}>
      <bdi className="lz-cut" title={found.file}>
        {found.name}
      </bdi>
      <span className={styles.quiet}>{format.bytes(found.bytes)}</span>
      <span className={styles.quiet}>
        <Moment at={found.modifiedAt} />
      </span>
      <Button disabled={onRead === null} onClick={() => onRead?.()}>
        {t(isRead ? 'files.readAgain' : 'files.read')}
      </Button>
    </li>
  );
}

/** Exchange by files: one folder, to be written to and read from. */
export function PackagePanel() {
  const { t } = useTranslation('exchange');
  const [remembered, remember] = usePreference('exchange.folder', parseFolder);
  const [typed, setTyped] = useState<string | null>(null);
  const [written, setWritten] = useState<{ file: string; commands: number } | null>(null);
  const [packages, setPackages] = useState<readonly PackageFile[] | null>(null);
  const [opened, setOpened] = useState<{ of: PackageFile; report: PackageReport | null } | null>(null);
  const folderCall = useCall();
  const reading = useCall();
  const isAllowed = useMay()('exchange.carry') === null;
  const folder = (typed ?? remembered).trim();
  const isReady = isAllowed && folder !== '' && !folderCall.isBusy;

  const list = async (): Promise<void> => {
    const found = await folderCall.ask('findPackages', { folder });
    setPackages(found?.answer ?? null);
  };
  const find = (): void => {
    if (!isReady) return;
    remember(folder);
    setWritten(null);
    void list();
  };
  const write = async (): Promise<void> => {
    if (!isReady) return;
    remember(folder);
    setWritten(null);
    const done = await folderCall.ask('writePackage', { folder });
    if (!done) return;
    setWritten(done.answer);
    await list();
  };
  const read = async (of: PackageFile): Promise<void> => {
    setOpened({ of, report: null });
    const done = await reading.ask('readPackage', { file: of.file });
    setOpened({ of, report: done?.answer ?? null });
  };

  return (
    <Section>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <TextInput
          label={t('files.folder')}
          description={t('files.folderHint')}
          value={typed ?? remembered}
          maxLength={1_000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setPackages(null);
            setWritten(null);
            folderCall.forget();
          }}
        />
        <div className={styles.actions}>
          <Button icon="up" disabled={!isReady} onClick={() => void write()}>
            {t('files.write')}
          </Button>
          <Button type="submit" icon="search" disabled={!isReady}>
            {t('files.find')}
          </Button>
        </div>
        <RefusedAction action="carry" />
      </form>
      {folderCall.problem && <ProblemNote problem={folderCall.problem} />}
      {written && <WrittenNote {...written} />}
      {packages !== null && (
        <div className={styles.packages}>
          {packages.length === 0 ? (
            <Nothing>{t('files.none')}</Nothing>
          ) : (
            <>
              <p className={styles.quiet}>{t('files.found')}</p>
              <ul>
                {packages.map((found) => (
                  <Package
                    key={found.file}
                    found={found}
                    isRead={opened?.of.file === found.file && opened.report !== null}
                    onRead={isAllowed && !reading.isBusy ? () => void read(found) : null}
                  />
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {opened?.report && <TakenNote file={opened.of.name} report={opened.report} />}
      {opened && reading.problem && (
        <RefusedNote file={opened.of.name} problem={reading.problem} onTrusted={() => void read(opened.of)} />
      )}
    </Section>
  );
}
