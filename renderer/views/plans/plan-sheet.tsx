import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanBook, TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import { useCommand } from '../../state/commands.ts';
import { useMay } from '../../state/use-may.ts';
import { MINUTE } from '../../../shared/kit/time.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Panel, PanelHead } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { copyOf, EMPTY, wordsOf } from './draft.ts';
import { LEVELS_UP } from './plan-columns.tsx';
import { PlanFits } from './plan-fits.tsx';
import { PlanPoints } from './plan-points.tsx';
import { PlanTasks } from './plan-tasks.tsx';
import { PlanVersions } from './plan-versions.tsx';
import { SHEET_TABS, usePlans } from './plan-store.ts';
import { SwitchDialog } from './switch-dialog.tsx';
import { timelineOf } from './timeline.ts';
import type { PlanWords } from './use-plan-book.ts';
import styles from './plans.module.css';

interface PlanSheetProps {
  readonly row: TemplateRow;
  readonly book: PlanBook | null;
  readonly words: PlanWords;
}

/** One plan to read: at a level its tasks, then what must be judged, where it fits, and who changed it. */
export function PlanSheet({ row, book, words }: PlanSheetProps) {
  const { t } = useTranslation('plan');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { level, setLevel, tab, setTab, open } = usePlans();
  const [isSwitching, setSwitching] = useState(false);
  const may = useMay();
  const { id, data, isShipped, pending = [] } = row;
  const isWaiting = pending.length > 0;
  const mayWord = may('template.word') === null && !isWaiting;
  const { bars, end } = timelineOf(data.tasks, level);
  const edit = (): void => {
    const before = wordsOf(data);
    open({ id, version: data.version, before, words: before });
  };
  const copy = (): void => {
    const suffix = t('edit.copySuffix');
    open({ id: null, version: 0, before: EMPTY, words: copyOf(wordsOf(data), { zh: suffix, en: suffix }) });
  };
  useCommand(mayWord ? { id: 'plan.edit', group: 'list', key: 'E', title: t('verb.edit'), run: edit } : null);
  const origin = `${t('version', { version: data.version })}${common('comma')}${t(isShipped ? 'shipped' : 'city')}`;
  return (
    <Panel className={styles.side} label={format.text(data.name)}>
      <PanelHead title={format.text(data.name)} note={origin}>
        {isWaiting && <Chip tone="pending">{t('waiting')}</Chip>}
        {!data.enabled && !isWaiting && <Chip tone="offline">{t('state.off')}</Chip>}
        <Button disabled={may('template.switch') !== null || isWaiting} onClick={() => setSwitching(true)}>
          {t(data.enabled ? 'verb.disable' : 'verb.enable')}
        </Button>
        <Button disabled={may('template.word') !== null} onClick={copy}>
          {t('verb.copy')}
        </Button>
        <Button shortcut="E" disabled={!mayWord} onClick={edit}>
          {t('verb.edit')}
        </Button>
        <Button look="primary" disabled={!data.enabled} onClick={() => setTab('fits')}>
          {t('verb.activate')}
        </Button>
      </PanelHead>
      <div className={styles.bar}>
        <Tabs
          look="segments"
          label={t('level')}
          tabs={LEVELS_UP.map((one) => ({ id: one, label: t(`levelWord.${one}`) }))}
          value={level}
          onChange={setLevel}
        />
        <span className={styles.facts}>
          {bars.length > 0
            ? t('sheet.facts', { tasks: format.number(bars.length), last: format.span(end * MINUTE) })
            : t('sheet.noTasks', { level: t(`levelWord.${level}`) })}
        </span>
        <span className="lz-spring" />
        <span className={styles.facts}>{t('sheet.reportSet', { name: words.reportSet(data.reportSet) })}</span>
      </div>
      <Tabs
        label={format.text(data.name)}
        tabs={SHEET_TABS.map((one) => ({ id: one, label: t(`tab.${one}`) }))}
        value={tab}
        onChange={setTab}
      />
      <div className={styles.scroll}>
        {tab === 'tasks' && <PlanTasks template={data} level={level} words={words} />}
        {tab === 'points' && <PlanPoints template={data} level={level} />}
        {tab === 'fits' && <PlanFits row={row} words={words} />}
        {tab === 'versions' && <PlanVersions row={row} book={book} words={words} />}
      </div>
      {isSwitching && <SwitchDialog row={row} onClose={() => setSwitching(false)} />}
    </Panel>
  );
}
