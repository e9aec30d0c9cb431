import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection } from '../../state/use-live.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../age.tsx';
import { Unknown } from '../chip.tsx';
import { LevelGlyph } from '../level.tsx';
import { mergeCandidates } from './candidates.ts';
import { FormPanel } from './form-panel.tsx';
import { PickList } from './pick-list.tsx';
import styles from './command.module.css';

const MOST = 20;

/** Reports of the same thing become part of this one; each can be taken out again. */
export function MergeIncidents({ row, onClose }: { readonly row: IncidentRow; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { t: incident } = useTranslation('incident');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { merge } = useIncidentActions();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const read = useCallback(
    ({ rows }: LiveCollection<IncidentRow>) => mergeCandidates(row, rows.values()).slice(0, MOST),
    [row],
  );
  const found = useSampled(useCollection('incidents', {}), read, 2_000);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const picked = found.filter((candidate) => chosen.has(candidate.row.id));
  return (
    <FormPanel
      title={t('merge.title')}
      place="cover"
      feed={row.feed}
      actions={['incident.join', 'incident.mergeInto']}
      submit={t('merge.submit', { count: picked.length })}
      blocked={picked.length === 0 ? t('merge.submitNone') : null}
      onClose={onClose}
      onSubmit={() =>
        void merge(
          row,
          picked.map((candidate) => candidate.row),
        ).then((stored) => stored && onClose())
      }
      says={t('merge.says')}
    >
      <b>
        <Local text={row.data.title} />
      </b>
      {found.length === 0 ? (
        <p className={styles.quiet}>{t('merge.none')}</p>
      ) : (
        <PickList
          label={t('merge.hint')}
          chosen={chosen}
          onToggle={toggle}
          options={found.map(({ row: other, distance, alike }) => ({
            id: other.id,
            glyph: <LevelGlyph level={other.data.level} />,
            title: <Local text={other.data.title} />,
            note: [incident(`kind.${other.data.kind}`), alike && t('merge.alike')]
              .filter(Boolean)
              .join(common('comma')),
            end: distance === null ? <Unknown /> : format.distance(distance),
            endNote: <Moment at={other.data.reportedAt} />,
          }))}
        />
      )}
    </FormPanel>
  );
}
