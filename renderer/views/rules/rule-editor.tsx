import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useConsole } from '../../state/console.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useCall } from '../../state/use-call.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useSend } from '../../state/use-send.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { Panel, PanelHead, Section } from '../../widgets/panel.tsx';
import { useDraft } from './draft-store.ts';
import { formOf, isChanged, readForm, type FormRule } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { RuleHistory } from './rule-history.tsx';
import { RulePreview } from './rule-preview.tsx';
import { UnsavedBar, type UnsavedBarProps } from './unsaved-bar.tsx';
import { useSentence } from './use-sentence.ts';
import styles from './rules.module.css';

/** One rule: its sentence, its words, what it would have raised, who changed it. */
export function RuleEditor({ draft, choose }: UnsavedBarProps) {
  const { t } = useTranslation('rule');
  const { t: command } = useTranslation('command');
  const format = useFormat();
  const problemText = useProblemText();
  const sentence = useSentence();
  const { edit, show } = useDraft.getState();
  const rules = useCollection('rules', {});
  const row = useRow(rules, draft.id);
  const line = row?.form === 'rule' ? row : null;
  const { form, before, id } = draft;
  const read = useMemo(() => readForm(form), [form]);
  const isDirty = isChanged(form, before);
  const { isBusy, problem, ask, forget } = useCall();
  const send = useSend();
  const { link } = useConsole();
  const may = useMay();
  const isAllowed = may('rule.put') === null;
  const faults = Object.keys(read.faults).length;
  const blocked = blockedBy();
  const title = line ? format.text(line.rule.name) : t('add');

  function blockedBy(): string | null {
    if (isBusy) return t('blocked.busy');
    if (!isDirty) return t('blocked.same');
    return faults > 0 ? t('blocked.fault', { count: faults }) : null;
  }

  const change = (next: FormRule): void => {
    forget();
    edit(next);
  };
  const save = async (): Promise<void> => {
    if (!read.rule || blocked !== null || !isAllowed) return;
    const asked = { ...(id !== null && { id, after: draft.version }), rule: read.rule };
    const done = await ask('putRule', asked);
    if (!done) return;
    const version = draft.version + 1;
    const saved = { ...form, why: '' };
    show({ id: done.answer.id, version, before: saved, form: saved });
    void send(Promise.resolve(done.answer), t('said.saved', { name: format.text(read.rule.name) }));
  };
  const revert = (): void => {
    forget();
    edit(before);
  };
  const toggle = async (): Promise<void> => {
    if (!line) return;
    const enabled = !line.rule.enabled;
    const said = t(enabled ? 'said.enabled' : 'said.disabled', { name: format.text(line.rule.name) });
    const done = await send(link.call('enableRule', { id: line.id, enabled }), said);
    if (done)
      show({ ...draft, version: draft.version + 1, before: { ...before, enabled }, form: { ...form, enabled } });
  };
  const takeTheirs = (): void => {
    if (!line) return;
    const theirs = formOf(line.rule);
    show({ id, version: line.rule.version, before: theirs, form: theirs });
  };
  const isMoved = line !== null && !line.pending && line.rule.version > draft.version;
  useCommand(
    blocked === null && isAllowed
      ? { id: 'rule.save', group: 'list', key: 'Ctrl S', title: t('verb.save'), run: () => void save() }
      : null,
  );
  const where = useReachable(null) ? command('form.says') : command('form.saysOffline');
  return (
    <Panel className={styles.side} label={title}>
      <PanelHead title={title} note={line && <Standing rule={line.rule} isShipped={line.rev === null} />}>
        {line && (
          <Button disabled={!isAllowed || line.pending} onClick={() => void toggle()}>
            {t(line.rule.enabled ? 'verb.disable' : 'verb.enable')}
          </Button>
        )}
      </PanelHead>
      <UnsavedBar draft={draft} choose={choose} />
      {isMoved && (
        <p className={styles.moved} role="status">
          <span>{t('moved', { version: line.rule.version })}</span>
          <Button onClick={takeTheirs}>{t('takeTheirs')}</Button>
        </p>
      )}
      <form
        className={styles.editor}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || (event.key !== 'Enter' && event.key !== 's')) return;
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.scroll}>
          <p className={styles.sentence} aria-live="polite">
            {read.rule ? sentence(read.rule).map((part) => <span key={part}>{part}</span>) : t('sentence.incomplete')}
          </p>
          <Section title={t('part.preview')}>
            <RulePreview id={id} rule={read.rule} />
          </Section>
          <RuleFields form={form} faults={read.faults} onChange={change} isNew={id === null} />
          {id !== null && line && (
            <Section title={t('part.history')}>
              <RuleHistory id={id} shipped={line.rule.version} isChanged={line.rev !== null} />
            </Section>
          )}
        </div>
        <footer className={styles.foot}>
          <Refusals actions={['rule.put']} />
          {problem && (
            <p className={styles.problem} role="alert">
              {problemText(problem)}
            </p>
          )}
          <p className={styles.says}>{where}</p>
          <div className={styles.buttons}>
            <Button
              type="submit"
              look="primary"
              size="grave"
              shortcut="Ctrl S"
              disabled={blocked !== null || !isAllowed}
            >
              {blocked ?? t(id === null ? 'verb.create' : 'verb.save')}
            </Button>
            <Button size="grave" disabled={!isDirty || isBusy} onClick={revert}>
              {t('verb.revert')}
            </Button>
          </div>
        </footer>
      </form>
    </Panel>
  );
}

function Standing({ rule, isShipped }: { readonly rule: { readonly version: number }; readonly isShipped: boolean }) {
  const { t } = useTranslation('rule');
  const { t: common } = useTranslation();
  return (
    <>
      {t('version', { version: rule.version })}
      {common('comma')}
      {t(isShipped ? 'shipped' : 'city')}
    </>
  );
}
