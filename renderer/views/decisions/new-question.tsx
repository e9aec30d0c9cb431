import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DECISION_KINDS, type DecisionKind } from '../../../shared/domain/decision.ts';
import { useCommand } from '../../state/commands.ts';
import { useMay } from '../../state/use-may.ts';
import { PanelHead } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { DispatchForm } from './dispatch-form.tsx';
import { OtherForm } from './other-form.tsx';
import { ReallocationForm } from './reallocation-form.tsx';
import { ResponseForm } from './response-form.tsx';
import { useSheets } from './sheet-store.ts';
import type { Sheet } from './sheet.ts';
import styles from './list.module.css';

/** A new question: which units to which incidents, which depot sends what where, which response, or another one. */
export function NewQuestion() {
  const { t } = useTranslation('decision');
  const may = useMay();
  const wish = useSheets((state) => state.wish);
  const [kind, setKind] = useState<DecisionKind>(wish ? 'response' : 'dispatch');
  useEffect(() => {
    if (wish) setKind('response');
  }, [wish]);
  const { begin } = useSheets.getState();
  const mayDraft = may('decision.draft') === null;
  const onBegin = mayDraft ? (sheet: Sheet): void => begin(sheet) : null;
  useCommand({
    id: 'decision.new',
    group: 'list',
    key: 'N',
    title: t('new.title'),
    run: () => document.querySelector<HTMLElement>('[data-new-question] [role=tab][aria-selected=true]')?.focus(),
  });
  return (
    <section className={styles.new} aria-label={t('new.title')} data-new-question="">
      <PanelHead title={t('new.title')} note={mayDraft ? undefined : t('new.mayNot')} />
      <Tabs
        label={t('new.kind')}
        tabs={DECISION_KINDS.map((id) => ({ id, label: t(`kind.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      {kind === 'dispatch' && <DispatchForm onBegin={onBegin} />}
      {kind === 'reallocation' && <ReallocationForm onBegin={onBegin} />}
      {kind === 'response' && <ResponseForm onBegin={onBegin} />}
      {kind === 'other' && <OtherForm onBegin={onBegin} />}
    </section>
  );
}
