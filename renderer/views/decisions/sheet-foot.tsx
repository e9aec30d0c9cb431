import { useState } from 'react';
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../shared/protocol/console-api/record-rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useReachable } from '../../state/use-age-limit.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Refusals } from '../../widgets/command/refusals.tsx';
import { Icon } from '../../widgets/icon.tsx';
import styles from './sheet.module.css';

function firstRow({ rows }: LiveCollection<RecordRow>): RecordRow | undefined {
  for (const row of rows.values()) return row;
  return undefined;
}

/** `决策记录第 06 条`: where in the log the choice will stand. */
export function NextEntry() {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const record = useLive(useCollection('record', {}), firstRow);
  return record ? <span>{t('foot.next', { no: format.number(record.entries + 1) })}</span> : null;
}

interface SheetFootProps {
  readonly facts: number;
  readonly options: number;
  readonly limits: number;
  readonly hasPicture: boolean;
  /** Why it cannot be chosen yet, in words; null: it can. */
  readonly blocked: string | null;
  readonly stage: 'saving' | 'drawing' | 'sending' | null;
  /** Letter of the chosen option. */
  readonly letter: string;
  readonly needsOther: boolean;
  readonly mayNot: boolean;
  readonly onSave: (() => void) | null;
  readonly onDrop: () => void;
  onChoose(alone: boolean): void;
}

/** What is sealed with the choice, and the one thing that this screen is for. */
export function SheetFoot(props: SheetFootProps) {
  const { facts, options, limits, hasPicture, blocked, stage, letter, needsOther, mayNot, onSave, onDrop, onChoose } =
    props;
  const { t } = useTranslation('decision');
  const reachable = useReachable(null);
  const [asksAlone, setAsksAlone] = useState(false);
  const seals = t('foot.seals', { facts, options, limits });
  const verb = t(needsOther ? 'foot.chooseSend' : 'foot.choose', { letter });
  return (
    <footer className={styles.foot}>
      <Icon name="log" size={20} />
      <span className={styles.footWords}>
        <NextEntry />
        <small>
          {seals}
          {hasPicture ? t('foot.withPicture') : t('foot.noPicture')}
        </small>
      </span>
      <span className="lz-spring" />
      <Refusals actions={['decision.draft', needsOther ? 'decision.submit' : 'decision.decide']} />
      {blocked !== null && <span className={styles.blocked}>{blocked}</span>}
      <Button size="grave" look="quiet" onClick={onDrop}>
        {t('foot.drop')}
      </Button>
      <Button size="grave" shortcut="S" disabled={onSave === null || stage !== null} onClick={() => onSave?.()}>
        {t('foot.save')}
      </Button>
      {needsOther && (
        <Button size="grave" disabled={blocked !== null || stage !== null || mayNot} onClick={() => setAsksAlone(true)}>
          {t('foot.alone')}
        </Button>
      )}
      <Button
        look="primary"
        size="grave"
        shortcut="Ctrl ↵"
        disabled={blocked !== null || stage !== null || mayNot}
        onClick={() => onChoose(false)}
      >
        {stage !== null ? t(`stage.${stage}`) : reachable ? verb : t('foot.offline', { verb })}
      </Button>
      {asksAlone && (
        <AloneQuestion
          onClose={() => setAsksAlone(false)}
          onYes={() => {
            setAsksAlone(false);
            onChoose(true);
          }}
        />
      )}
    </footer>
  );
}

/** Two plain facts, both of which must be so; everything else waits for the second person (DE-V7). */
function AloneQuestion({ onClose, onYes }: { onClose(): void; onYes(): void }) {
  const { t } = useTranslation('decision');
  const { t: common } = useTranslation();
  const [danger, setDanger] = useState(false);
  const [away, setAway] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('alone.title')}
      size={520}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <div className={styles.dialog}>
        <label>
          <input
            type="checkbox"
            data-autofocus
            checked={danger}
            onChange={({ currentTarget }) => setDanger(currentTarget.checked)}
          />
          {t('alone.danger')}
        </label>
        <label>
          <input type="checkbox" checked={away} onChange={({ currentTarget }) => setAway(currentTarget.checked)} />
          {t('alone.away')}
        </label>
        <p className={styles.quiet}>{t('alone.ratify')}</p>
        <div className={styles.dialogButtons}>
          <Button size="grave" shortcut="Esc" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button size="grave" look="primary" disabled={!danger || !away} onClick={onYes}>
            {t('alone.yes')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
