import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goToDesk, useDesk } from '../state/route.ts';
import { Button } from '../widgets/button.tsx';
import { NewReport } from '../widgets/incident/new-report.tsx';
import { Empty, Panel } from '../widgets/panel.tsx';
import { PartBoundary } from '../widgets/part-boundary.tsx';
import { Banners } from './banners.tsx';
import { DESKS, type Desk } from './desks.ts';
import { FeedStrip } from './feed-strip.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Palette } from './palette.tsx';
import { Present } from '../widgets/present.tsx';
import { Rail } from './rail.tsx';
import { ShellCommands } from './shell-commands.tsx';
import { TopBar } from './top-bar.tsx';
import { useKeyboard } from './use-keyboard.ts';
import styles from './shell.module.css';

function DeskView({ desk }: { readonly desk: Desk }) {
  // React keeps a view that failed to load as failed; opening it again fetches it anew.
  const [attempt, setAttempt] = useState(0);
  const View = useMemo(
    () => lazy(async () => ({ default: await desk.load() })),
    [desk, attempt], // eslint-disable-line react-hooks/exhaustive-deps -- another attempt is another component
  );
  return (
    <PartBoundary part={desk.id} onReopen={() => setAttempt(attempt + 1)}>
      {/* Nothing in between: a view is in the bundle on this machine and there within a frame or two. */}
      <Suspense fallback={<Panel>{null}</Panel>}>
        <View />
      </Suspense>
    </PartBoundary>
  );
}

function NoDesk() {
  const { t } = useTranslation('shell');
  return (
    <Panel>
      <Empty title={t('notFound.title')}>
        <Button onClick={() => goToDesk('picture')}>{t('notFound.action')}</Button>
      </Empty>
    </Panel>
  );
}

/** The frame around every desk: bar, rail, banners, strip. */
export function Shell() {
  const desk = useDesk();
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  useKeyboard();
  useEffect(() => {
    if (desk === '') window.location.replace('#/picture');
  }, [desk]);
  const known = DESKS.find(({ id }) => id === desk);
  const title = known ? `${t(`desk.${known.id}`)} ${common('product')}` : common('product');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className={styles.app}>
      <ShellCommands />
      <Present>
        <PartBoundary part="top">
          <TopBar />
        </PartBoundary>
        <PartBoundary part="rail">
          <Rail desk={desk} />
        </PartBoundary>
      </Present>
      <main className={styles.main}>
        <PartBoundary part="banners">
          <Banners />
        </PartBoundary>
        <div className={styles.view}>
          {known &&
            (known.ofNow ? (
              <Present>
                <DeskView key={known.id} desk={known} />
              </Present>
            ) : (
              <DeskView key={known.id} desk={known} />
            ))}
          {!known && desk !== '' && <NoDesk />}
          <NewReport />
        </div>
      </main>
      <PartBoundary part="strip">
        <Present>
          <FeedStrip />
        </Present>
      </PartBoundary>
      <Palette />
      <KeysDialog />
    </div>
  );
}
