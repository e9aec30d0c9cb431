import { useMemo, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { faultsOfTemplate, tightDeadlines } from '../../../shared/domain/template-check.ts';
import type { PlanBook, TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import { useCommand } from '../../state/commands.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useCall } from '../../state/use-call.ts';
import { useMay } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { Panel, PanelHead } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { cleaned, missingIn, wordsOf } from './draft.ts';
import type { FieldFault } from './editor-part.ts';
import { GeneralFields } from './general-fields.tsx';
import { isChanged, usePlans, type OpenDraft } from './plan-store.ts';
import { PointFields } from './point-fields.tsx';
import { TaskEditor } from './task-editor.tsx';
import { UnsavedBar } from './unsaved-bar.tsx';
import { useKnown, type PlanWords } from './use-plan-book.ts';
import styles from './plans.module.css';
import own from './editor.module.css';

interface PlanEditorProps {
  readonly draft: OpenDraft;
  readonly book: PlanBook | null;
  readonly words: PlanWords;
  /** As it stands now; absent: a new one. */
  readonly row: TemplateRow | undefined;
}

const PARTS = ['general', 'tasks', 'points'] as const;
type EditorPart = (typeof PARTS)[number];

/** A plan to be worded: what is wrong stands beside its field, nothing typed is lost, each step can be taken back. */
export function PlanEditor({ draft, book, words: codes, row }: PlanEditorProps) {
  const { t } = useTranslation('plan');
  const { t: command } = useTranslation('command');
  const format = useFormat();
  const problemText = useProblemText();
  const { edit, undo, close, choose, setWhy, open } = usePlans();
  const [part, setPart] = useState<EditorPart>(draft.id === null ? 'general' : 'tasks');
  const known = useKnown(book);
  const { words, why, id } = draft;
  const faults = useFaults(draft, known);
  const isDirty = isChanged(draft);
  const { isBusy, problem, ask, forget } = useCall();
  const send = useSend();
  const may = useMay();
  const isAllowed = may('template.word') === null;
  const reachable = useReachable(null);
  const blocked = blockedBy();
  const named = format.text(words.name);
  const title = named === '' ? t('edit.titleNew') : named;
  const isMoved = row !== undefined && !row.pending && row.data.version > draft.version;

  function blockedBy(): string | null {
    if (isBusy) return t('blocked.busy');
    if (!isDirty) return t('blocked.same');
    if (faults.length > 0) return t('blocked.fault', { count: faults.length });
    return why.trim() === '' ? t('blocked.why') : null;
  }

  const save = async (): Promise<void> => {
    if (blocked !== null || !isAllowed) return;
    const template = { ...cleaned(words), why: why.trim() };
    const done = await ask('putTemplate', { ...(id !== null && { id }), template, after: draft.version });
    if (!done) return;
    close();
    choose(done.answer.id);
    void send(Promise.resolve(done.answer), t('said.saved', { name: format.text(template.name) }));
  };
  const takeTheirs = (): void => {
    if (!row) return;
    const theirs = wordsOf(row.data);
    open({ id, version: row.data.version, before: theirs, words: theirs });
  };
  const change = (next: typeof words, field?: string): void => {
    forget();
    edit(next, field);
  };
  const canUndo = draft.past.length > 0;
  useCommand(canUndo ? { id: 'plan.undo', group: 'list', key: 'Ctrl Z', title: t('verb.undo'), run: undo } : null);
  useCommand(
    blocked === null && isAllowed
      ? { id: 'plan.save', group: 'list', key: 'Ctrl S', title: t('verb.save'), run: () => void save() }
      : null,
  );
  const tabs = PARTS.map((one) => {
    const count = faults.filter((fault) => partOf(fault) === one).length;
    return { id: one, label: t(`edit.part.${one}`), ...(count > 0 && { count: t('blocked.fault', { count }) }) };
  });
  return (
    <Panel className={styles.side} label={title}>
      <PanelHead title={title} {...(id !== null && { note: t('version', { version: draft.version }) })}>
        <Button icon="undo" shortcut="Ctrl Z" disabled={!canUndo} onClick={undo}>
          {t('verb.undo')}
        </Button>
        <Button disabled={isDirty} onClick={close}>
          {t('verb.close')}
        </Button>
      </PanelHead>
      <UnsavedBar />
      {isMoved && (
        <p className={own.moved} role="status">
          <span>{t('moved', { version: row.data.version })}</span>
          <Button onClick={takeTheirs}>{t('takeTheirs')}</Button>
        </p>
      )}
      <Tabs label={title} tabs={tabs} value={part} onChange={setPart} />
      <form
        className={own.editor}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey)) return;
          if (event.key === 's' || event.key === 'Enter') {
            event.preventDefault();
            void save();
          } else if (event.key === 'z' && canUndo) {
            event.preventDefault();
            undo();
          }
        }}
      >
        {part === 'general' && (
          <GeneralFields words={words} faults={faults} book={book} codes={codes} onChange={change} />
        )}
        {part === 'tasks' && <TaskEditor words={words} faults={faults} book={book} codes={codes} onChange={change} />}
        {part === 'points' && <PointFields words={words} faults={faults} onChange={change} />}
        <footer className={styles.foot}>
          <Refusals actions={['template.word']} />
          {problem && (
            <p className={styles.problem} role="alert">
              {problemText(problem)}
            </p>
          )}
          <TightLine words={words} />
          <div className={own.save}>
            <TextInput
              aria-label={t('edit.why')}
              placeholder={t('edit.whyHint')}
              value={why}
              maxLength={500}
              onChange={({ currentTarget }) => setWhy(currentTarget.value)}
            />
            <Button
              type="submit"
              look="primary"
              size="grave"
              shortcut="Ctrl S"
              title={command(reachable ? 'form.says' : 'form.saysOffline')}
              disabled={blocked !== null || !isAllowed}
            >
              {blocked ?? t(id === null ? 'verb.create' : 'verb.save')}
            </Button>
            <Button size="grave" disabled={isBusy} onClick={close}>
              {t('verb.revert')}
            </Button>
          </div>
        </footer>
      </form>
    </Panel>
  );
}

function partOf({ task, field }: FieldFault): EditorPart {
  if (field === 'options') return 'points';
  return task === undefined && field !== 'tasks' ? 'general' : 'tasks';
}

function useFaults({ words }: OpenDraft, known: ReturnType<typeof useKnown>): readonly FieldFault[] {
  const { t } = useTranslation('plan');
  const problemText = useProblemText();
  return useMemo(() => {
    const bare = missingIn(words).map(({ fault, task }) => ({
      field: fault === 'taskName' ? 'name' : fault === 'taskId' ? 'id' : fault,
      task,
      text: t(`invalid.${fault}`),
    }));
    // What is not there yet is no stranger.
    const isMissing = (field: string): boolean =>
      bare.some((fault) => fault.field === field && fault.task === undefined);
    const told = faultsOfTemplate(words, known).filter(({ field }) => !isMissing(field));
    const senseless = told.map((fault) => ({
      field: fault.field,
      task: fault.task,
      text: problemText({ code: fault.code, params: fault.params }),
    }));
    return [...bare, ...senseless];
  }, [words, known, t, problemText]);
}

/** Deadlines before those of a predecessor: said, not refused. */
function TightLine({ words }: Pick<OpenDraft, 'words'>) {
  const { t } = useTranslation('plan');
  const tight = useMemo(() => {
    const byLink = new Map<string, { task: string; after: string; levels: string[] }>();
    for (const { task, after, level } of tightDeadlines(words)) {
      const key = `${task} ${after}`;
      const line = byLink.get(key) ?? { task, after, levels: [] };
      byLink.set(key, line);
      line.levels.push(t(`levelWord.${level}`));
    }
    return [...byLink.values()];
  }, [words, t]);
  if (tight.length === 0) return null;
  return (
    <p className={own.tight} role="status">
      {tight.map(({ levels, ...one }) => t('sheet.tight', { ...one, levels: levels.join(t('list')) })).join(t('list'))}
    </p>
  );
}
