import { useState } from 'react';
import { Select, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { RELEASE_REALITY, type Publisher } from '../../../shared/domain/release.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { releaseIdentifier } from '../../../shared/protocol/release/release-identifier.ts';
import type { Queued } from '../../../shared/protocol/console-api/queued.ts';
import { useConsole } from '../../state/console.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useClock } from '../../state/use-console.ts';
import { useMay } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { useVerb } from '../../widgets/command/use-verb.ts';
import { Panel, PanelHead } from '../../widgets/panel.tsx';
import { AreaField } from './area-field.tsx';
import { BasisField } from './basis-field.tsx';
import { contentOf, faultsOfDraft, releaseOf, type Draft, type DraftText } from './draft-state.ts';
import { Preview } from './preview.tsx';
import { EventFields, ScaleFields, TimeFields } from './scale-fields.tsx';
import { TextPair } from './text-pair.tsx';
import styles from './release.module.css';

/** What is being worded: a new one, or one that is kept already, as it stood when it was opened. */
export interface Editing {
  readonly start: Draft;
  readonly kept: { readonly id: string; readonly rev: number; readonly feed: string } | null;
}

interface DraftFormProps {
  readonly editing: Editing;
  readonly publisher: Publisher | null;
  onDone(id: string | null): void;
}

/** The form of one message, and beside it what will be read of it. */
export function DraftForm({ editing, publisher, onDone }: DraftFormProps) {
  const { t } = useTranslation('release');
  const { t: command } = useTranslation('command');
  const { t: common } = useTranslation();
  const format = useFormat();
  // A preview to the minute: the whole message is written anew for each.
  const now = instant(useClock((at) => Math.floor(at / MINUTE) * MINUTE));
  const may = useMay();
  const [draft, setDraft] = useState(editing.start);
  const { kept } = editing;
  const { isBusy, save } = useSave(editing, draft, onDone);
  const verb = useVerb(kept?.feed ?? null);
  const reachable = useReachable(kept?.feed ?? null);
  const set = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const faults = publisher ? faultsOfDraft(draft, publisher, now) : [];
  const first = kept ? 'release.change' : 'release.draft';
  const maySave = publisher !== null && !isBusy && may(first) === null && draft.texts.headline.zh.trim() !== '';
  const maySubmit = maySave && faults.length === 0 && may('release.submit') === null;
  const { kind, texts, hasEnglish } = draft;
  const text = (name: DraftText, isLong: boolean) => (
    <TextPair
      label={t(`form.${name}`)}
      value={texts[name]}
      hasEnglish={hasEnglish}
      isLong={isLong}
      maxLength={isLong ? 2_000 : 160}
      autoFocus={name === (kind.is === 'first' ? 'headline' : 'reason')}
      onChange={(value) => set({ texts: { ...texts, [name]: value } })}
    />
  );
  const titleOf = ({ start }: Editing): string => {
    const title = format.text(contentOf(start).headline);
    if (start.kind.is === 'update') return t('form.titleUpdate', { title });
    if (start.kind.is === 'cancel') return t('form.titleCancel', { title });
    return t(kept ? 'form.titleChange' : 'form.titleNew');
  };
  return (
    <>
      <Panel className={styles.centre} label={t('form.titleNew')}>
        <PanelHead title={titleOf(editing)}>
          <Switch
            label={t('form.english')}
            checked={hasEnglish}
            onChange={({ currentTarget }) => set({ hasEnglish: currentTarget.checked })}
          />
        </PanelHead>
        <form
          className={styles.form}
          data-drill={draft.reality !== 'Actual'}
          onSubmit={(event) => event.preventDefault()}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              if (maySubmit) void save(true);
            }
            if (event.key === 'Escape' && !event.defaultPrevented) {
              event.preventDefault();
              onDone(kept?.id ?? null);
            }
          }}
        >
          <div className={styles.fields}>
            {kind.is === 'first' && !kept && (
              <div className={styles.pair}>
                <BasisField draft={draft} onDraft={setDraft} />
                <Select
                  label={t('form.reality')}
                  description={t('form.realityLocked')}
                  data={RELEASE_REALITY.map((value) => ({ value, label: t(`reality.${value}`) }))}
                  value={draft.reality}
                  allowDeselect={false}
                  disabled={draft.basis?.topic === 'alert' && editing.start.reality !== 'Actual'}
                  onChange={(value) => set({ reality: RELEASE_REALITY.find((known) => known === value) ?? 'Test' })}
                />
              </div>
            )}
            {kind.is !== 'first' && text('reason', true)}
            <EventFields draft={draft} onChange={set} />
            <ScaleFields draft={draft} onChange={set} />
            <p className={styles.quiet}>{t('form.scales')}</p>
            {text('headline', false)}
            {kind.is !== 'cancel' && (
              <>
                {text('description', true)}
                {text('todo', true)}
                {text('avoid', true)}
                <TimeFields draft={draft} onChange={set} />
              </>
            )}
            <AreaField draft={draft} onChange={set} />
          </div>
          <footer className={styles.foot}>
            <Refusals actions={[first, 'release.submit']} />
            <p className={styles.says}>{command(reachable ? 'form.says' : 'form.saysOffline')}</p>
            <div className={styles.buttons}>
              <span className="lz-spring" />
              <Button size="grave" shortcut="Esc" onClick={() => onDone(kept?.id ?? null)}>
                {common('cancel')}
              </Button>
              <Button size="grave" disabled={!maySave} onClick={() => void save(false)}>
                {t('form.save')}
              </Button>
              <Button
                look="primary"
                size="grave"
                shortcut="Ctrl ↵"
                disabled={!maySubmit}
                onClick={() => void save(true)}
              >
                {verb(t('form.submit'))}
              </Button>
            </div>
          </footer>
        </form>
      </Panel>
      {publisher ? (
        <Preview
          id={releaseIdentifier(publisher, now, 0)}
          release={releaseOf(draft, publisher, now)}
          at={now}
          faults={faults}
          isOut={false}
        />
      ) : (
        <Panel className={styles.right} label={t('preview.title')}>
          <PanelHead title={t('preview.title')} note={t('preview.noPublisher')} />
        </Panel>
      )}
    </>
  );
}

/** Keeps the draft, and hands it in when that is wanted; what was kept stays kept when handing in is refused. */
function useSave(editing: Editing, draft: Draft, onDone: (id: string | null) => void) {
  const { t } = useTranslation('release');
  const { link } = useConsole();
  const format = useFormat();
  const send = useSend();
  const [isBusy, setBusy] = useState(false);
  const { kept } = editing;

  async function keep(): Promise<Queued & { readonly id: string }> {
    const content = contentOf(draft);
    if (kept) {
      const { id, rev } = kept;
      return { ...(await link.call('changeRelease', { id, expectedRev: rev, content })), id };
    }
    const { kind, reality, basis } = draft;
    return link.call('draftRelease', { release: { ...content, kind, reality, ...(basis && { basis }) } });
  }

  async function save(alsoSubmit: boolean): Promise<void> {
    const title = format.text(contentOf(draft).headline);
    let id: string | null = null;
    const work = async (): Promise<Queued[]> => {
      const first = await keep();
      ({ id } = first);
      return alsoSubmit ? [first, await link.call('submitRelease', { id })] : [first];
    };
    setBusy(true);
    await send(work(), t(alsoSubmit ? 'form.submitted' : 'form.saved', { title }));
    setBusy(false);
    // Also when handing in was refused: the draft is kept, and is looked at where it stands.
    if (id !== null) onDone(id);
  }

  return { isBusy, save };
}
