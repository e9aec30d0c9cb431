import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { useCommand } from '../../state/commands.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { useRowKeys } from '../../widgets/use-row-keys.ts';
import { groupedDecisions } from './decision-groups.ts';
import { DecisionLine, SheetLine } from './decision-line.tsx';
import { openDecision } from './open-decision.ts';
import { NewQuestion } from './new-question.tsx';
import { useSheets } from './sheet-store.ts';
import { SpokenForm } from './spoken-form.tsx';
import styles from './list.module.css';

/** Every question and decision, what waits for a second person first (DE-V1), and beside it a new question. */
export function DecisionList() {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const may = useMay();
  const listId = useId();
  const decisions = useCollection('decisions', {});
  useLive(decisions, (rows) => rows.version);
  const minute = instant(useClock((now) => Math.floor(now / MINUTE) * MINUTE));
  const sheets = useSheets((state) => state.sheets);
  const { show } = useSheets.getState();
  const [current, setCurrent] = useState(0);
  const [speaks, setSpeaks] = useState(false);
  const groups = groupedDecisions(decisions.rows.values(), minute);
  const unkept = Object.entries(sheets).filter(([, sheet]) => sheet.decision === null);
  const rows = groups.flatMap((group) => group.rows);
  const lines = [
    ...unkept.map(([key]) => ({ id: key, open: () => show({ is: 'sheet', key }) })),
    ...rows.map((row) => ({ id: row.id as string, open: () => openDecision(row) })),
  ];
  const at = Math.min(current, lines.length - 1);
  const onKeyDown = useRowKeys({
    count: lines.length,
    current: at,
    onMove: setCurrent,
    onOpen: (index) => lines[index]?.open(),
  });
  const mayEnter = may('decision.spoken') === null;
  useCommand(
    mayEnter ? { id: 'decision.spoken', group: 'list', title: t('spoken.title'), run: () => setSpeaks(true) } : null,
  );
  const open = (index: number): void => {
    setCurrent(index);
    lines[index]?.open();
  };
  const line = (index: number) => ({ id: `${listId}${index}`, isSelected: index === at, onOpen: () => open(index) });
  return (
    <div className={styles.view}>
      <Panel className={styles.main} label={t('title')}>
        <PanelHead title={t('title')} note={t('list.note', { count: rows.length })}>
          <Button icon="phone" disabled={!mayEnter} onClick={() => setSpeaks(true)}>
            {t('spoken.title')}
          </Button>
        </PanelHead>
        {lines.length === 0 ? (
          <Empty
            title={t(decisions.complete ? 'list.empty' : 'loading')}
            hint={decisions.complete ? t('list.emptyHint') : undefined}
          />
        ) : (
          <div
            className={styles.list}
            role="listbox"
            tabIndex={0}
            aria-label={t('title')}
            aria-activedescendant={`${listId}${at}`}
            onKeyDown={onKeyDown}
          >
            {unkept.length > 0 && (
              <div role="group" aria-label={t('group.unkept')}>
                <Heading title={t('group.unkept')} count={format.number(unkept.length)} />
                {unkept.map(([key, sheet], index) => (
                  <SheetLine key={key} sheet={sheet} {...line(index)} />
                ))}
              </div>
            )}
            {groups
              .filter((group) => group.rows.length > 0)
              .map((group) => (
                <div key={group.group} role="group" aria-label={t(`group.${group.group}`)}>
                  <Heading title={t(`group.${group.group}`)} count={format.number(group.rows.length)} />
                  {group.rows.map((row) => (
                    <DecisionLine key={row.id} row={row} {...line(unkept.length + rows.indexOf(row))} />
                  ))}
                </div>
              ))}
          </div>
        )}
      </Panel>
      <NewQuestion />
      {speaks && <SpokenForm onClose={() => setSpeaks(false)} />}
    </div>
  );
}

function Heading({ title, count }: { readonly title: string; readonly count: string }) {
  return (
    <div className={styles.group} role="presentation">
      <span>{title}</span>
      <span>{count}</span>
    </div>
  );
}
