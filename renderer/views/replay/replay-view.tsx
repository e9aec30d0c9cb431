import { useCallback, useEffect, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import { useConsole } from '../../state/console.ts';
import { goToDesk } from '../../state/route.ts';
import { useCall } from '../../state/use-call.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Empty, Panel, PanelHead, Section } from '../../widgets/panel.tsx';
import { FramePanel } from './frame-panel.tsx';
import { PlayerBar } from './player-bar.tsx';
import { folderOf } from './replay-address.ts';
import { ReplayChart } from './replay-chart.tsx';
import { ReplayMap } from './replay-map.tsx';
import { Verdict } from './verdict.tsx';
import { usePlayer } from './use-player.ts';
import styles from './replay.module.css';

/** An exported package, played: what it holds and nothing of now (RE1). */
export function ReplayView() {
  const [opened, setOpened] = useState<ReplayPackage | null>(null);
  const { link } = useConsole();
  const id = opened?.id;
  useEffect(() => {
    if (id === undefined) return;
    // When the core is away, there is nothing to close.
    return () => void link.call('closeReplay', { id }).catch(() => undefined);
  }, [link, id]);
  return opened ? (
    <Playing key={opened.id} of={opened} onClose={() => setOpened(null)} />
  ) : (
    <Opening onOpen={setOpened} />
  );
}

function Opening({ onOpen }: { readonly onOpen: (opened: ReplayPackage) => void }) {
  const { t } = useTranslation('replay');
  const problemText = useProblemText();
  const [asked] = useState(() => folderOf(window.location.hash));
  const [folder, setFolder] = useState(asked ?? '');
  const { ask, isBusy, problem, forget } = useCall();
  const open = useCallback(
    async (wanted: string): Promise<void> => {
      const done = await ask('openReplay', { folder: wanted });
      if (done) onOpen(done.answer);
    },
    [ask, onOpen],
  );
  useEffect(() => {
    if (asked !== null) void open(asked);
  }, [asked, open]);
  return (
    <Panel label={t('title')} className={styles.opening}>
      <PanelHead title={t('title')} note={t('says')} />
      <Section>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (folder.trim() !== '') void open(folder.trim());
          }}
        >
          <TextInput
            label={t('folder')}
            description={t('folderHint')}
            value={folder}
            maxLength={1_000}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setFolder(event.currentTarget.value);
              forget();
            }}
          />
          <div className={styles.actions}>
            <Button look="primary" type="submit" icon="play" disabled={isBusy || folder.trim() === ''}>
              {t(isBusy ? 'opening' : 'open')}
            </Button>
            <Button icon="log" onClick={() => goToDesk('record')}>
              {t('toRecord')}
            </Button>
          </div>
        </form>
        {problem && (
          <div className={styles.bad} role="alert" data-code={problem.code}>
            <b>{problemText(problem)}</b>
          </div>
        )}
      </Section>
    </Panel>
  );
}

function Playing({ of, onClose }: { readonly of: ReplayPackage; readonly onClose: () => void }) {
  const { t } = useTranslation('replay');
  const problemText = useProblemText();
  const player = usePlayer(of);
  const { frame, problem } = player;
  return (
    <div className={styles.view} data-replay={of.id}>
      <header className={styles.banner} data-ok={of.verdict.ok}>
        <Icon name="play" />
        <b>{t('banner')}</b>
        <bdi className={styles.name}>{of.name}</bdi>
        <span>{t('bannerSays')}</span>
        {!of.verdict.ok && <b>{t('verdict.bad')}</b>}
        <span className="lz-spring" />
        <Button icon="x" onClick={onClose}>
          {t('close')}
        </Button>
      </header>
      <div className={styles.stage}>
        <ReplayMap frame={frame} />
        {of.changes === 0 && <p className={styles.noMap}>{t('noChanges')}</p>}
      </div>
      <Panel className={styles.side} label={t('now.title')}>
        <div className={styles.scroll}>
          <Verdict of={of} />
          {problem && (
            <div className={styles.bad} role="alert" data-code={problem.code}>
              <b>{problemText(problem)}</b>
            </div>
          )}
          {frame ? <FramePanel frame={frame} /> : <Empty title={t('opening')} />}
        </div>
      </Panel>
      <footer className={styles.foot}>
        <ReplayChart series={of.series} at={player.at} />
        <PlayerBar of={of} player={player} />
      </footer>
    </div>
  );
}
