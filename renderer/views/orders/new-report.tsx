import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setFor } from '../../../shared/domain/report-clocks.ts';
import type { ReportSet } from '../../../shared/domain/report-set.ts';
import { REPORT_KINDS, type ReportKind } from '../../../shared/domain/report.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { FormPanel } from '../../widgets/command/form-panel.tsx';
import { IncidentSelect } from '../../widgets/map/draw/incident-select.tsx';
import { useReportActions } from './use-report-actions.ts';
import styles from './orders.module.css';

interface NewReportProps {
  readonly sets: readonly ReportSet[];
  /** With the draft's id; null when none was made. */
  onClose(id: string | null): void;
}

/** A report that no clock asked for: any incident, any set, any of its recipients. */
export function NewReport({ sets, onClose }: NewReportProps) {
  const { t } = useTranslation('report');
  const format = useFormat();
  const { draft } = useReportActions();
  const [incident, setIncident] = useState<string | null>(() => {
    const { selected } = useSelection.getState();
    return selected?.topic === 'incident' ? selected.id : null;
  });
  const row = useRow(useCollection('incidents', {}), incident as IncidentRow['id'] | null);
  const [chosen, setChosen] = useState<string | null>(null);
  const set = sets.find(({ id }) => id === chosen) ?? (row && setFor(sets, row.data)) ?? sets[0];
  const [to, setTo] = useState(0);
  const [kind, setKind] = useState<ReportKind>('first');
  const recipient = set?.recipients[to] ?? set?.recipients[0];
  const submit = (): void => {
    if (incident === null || !set || !recipient) return;
    void draft({ incident, set: set.id, kind, recipient }).then((id) => id !== null && onClose(id));
  };
  return (
    <div className={styles.making}>
      <FormPanel
        title={t('form.newTitle')}
        place="cover"
        feed={null}
        actions={['report.draft']}
        submit={t('form.submitNew')}
        blocked={incident === null ? t('form.incidentNeeded') : null}
        says={t('form.fromRecord')}
        onClose={() => onClose(null)}
        onSubmit={submit}
      >
        <IncidentSelect
          label={t('form.incident')}
          placeholder={t('form.incidentNeeded')}
          value={incident}
          onChange={setIncident}
        />
        <Select
          label={t('form.set')}
          description={set?.basis && format.text(set.basis)}
          data={sets.map(({ id, name }) => ({ value: id, label: format.text(name) }))}
          value={set?.id ?? null}
          allowDeselect={false}
          onChange={(id) => {
            setChosen(id);
            setTo(0);
          }}
        />
        <div className={styles.pair}>
          <Select
            label={t('form.recipient')}
            data={(set?.recipients ?? []).map((one, index) => ({ value: String(index), label: format.text(one) }))}
            value={String(to)}
            allowDeselect={false}
            onChange={(index) => setTo(Number(index))}
          />
          <Select
            label={t('form.kind')}
            data={REPORT_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => setKind(REPORT_KINDS.find((known) => known === value) ?? 'first')}
          />
        </div>
      </FormPanel>
    </div>
  );
}
