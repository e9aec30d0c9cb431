import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publisher } from '../../../shared/domain/release.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { faultsOfRelease } from '../../../shared/protocol/release/release-faults.ts';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { Empty, Panel } from '../../widgets/panel.tsx';
import { useDraftFrom } from './basis-field.tsx';
import { DraftForm, type Editing } from './draft-form.tsx';
import { blankDraft, draftAfter } from './draft-sources.ts';
import { draftOf } from './draft-state.ts';
import { Preview } from './preview.tsx';
import { ReleaseActions } from './release-actions.tsx';
import { ReleaseList } from './release-list.tsx';
import { orderedReleases } from './release-order.ts';
import { ReleaseSheet } from './release-sheet.tsx';
import styles from './release.module.css';

/** The body in whose name is drafted: undefined while it is asked for, null when there is none. */
function usePublisher(): Publisher | null | undefined {
  const { link } = useConsole();
  const [publisher, setPublisher] = useState<Publisher | null | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    link.call('publisher', {}).then(
      (found) => !isGone && setPublisher(found),
      // Asked again when the desk is opened again.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [link]);
  return publisher;
}

/** The release desk: what was worded and where it stands, one message, and what the public reads of it. */
export function ReleaseView() {
  const { t } = useTranslation('release');
  const { clock } = useConsole();
  const releases = useCollection('releases', {});
  const version = useLive(releases, (rows) => rows.version);
  const isComplete = useLive(releases, (rows) => rows.complete);
  const minute = instant(useClock((now) => Math.floor(now / MINUTE) * MINUTE));
  const publisher = usePublisher();
  const may = useMay();
  const selected = useSelectedId('release');
  const { select } = useSelection.getState();
  const [editing, setEditing] = useState<Editing | null>(null);
  const fromSelection = useDraftOfSelection();
  const groups = orderedReleases(releases, minute);
  const row = selected === null ? undefined : releases.rows.get(selected as never);

  const show = useCallback(
    (id: string): void => {
      setEditing(null);
      select('release', id, 'list');
    },
    [select],
  );
  const draftNew = (): void => setEditing({ start: fromSelection() ?? blankDraft(clock.now), kept: null });
  const mayDraft = may('release.draft') === null && publisher !== null;
  useCommand(mayDraft ? { id: 'release.new', group: 'list', key: 'W', title: t('new'), run: draftNew } : null);
  return (
    <div className={styles.view} data-version={version}>
      <ReleaseList
        groups={groups}
        isComplete={isComplete}
        selected={editing?.kept?.id ?? (editing ? null : selected)}
        onSelect={show}
        onNew={mayDraft ? draftNew : null}
      />
      {editing && (
        <DraftForm
          key={`${editing.kept?.id ?? ''} ${editing.start.kind.is} ${'of' in editing.start.kind ? editing.start.kind.of : ''}`}
          editing={editing}
          publisher={publisher ?? null}
          onDone={(id) => {
            setEditing(null);
            if (id !== null) select('release', id, 'command');
          }}
        />
      )}
      {!editing && row && (
        <>
          <Panel className={styles.centre}>
            <ReleaseSheet row={row} onSelect={show} />
            <ReleaseActions
              row={row}
              onChange={() => {
                const { id, rev, feed, data } = row;
                setEditing({ start: draftOf(data), kept: { id, rev, feed } });
              }}
              onFollow={(is) => setEditing({ start: draftAfter(row.id, row.data, is, clock.now), kept: null })}
            />
          </Panel>
          <Preview
            id={row.id}
            release={row.data}
            at={row.data.status.state === 'released' ? row.data.status.since : minute}
            faults={faultsOfRelease(row.id, row.data, minute)}
            isOut={row.data.status.state === 'released' || row.data.status.state === 'withdrawn'}
          />
        </>
      )}
      {!editing && !row && (
        <Panel className={styles.nothing}>
          <Empty title={t('none')} />
        </Panel>
      )}
    </div>
  );
}

/** What the officer was looking at when he came here is most likely what he wants to warn of. */
function useDraftOfSelection() {
  const from = useDraftFrom();
  return () => {
    const { selected } = useSelection.getState();
    if (selected?.topic !== 'incident' && selected?.topic !== 'alert') return null;
    return from(selected.topic, selected.id);
  };
}
