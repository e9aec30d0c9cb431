import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import { assignedUnits } from '../../state/nearby.ts';
import { useCollection } from '../../state/use-live.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { Icon } from '../icon.tsx';
import { FormPanel } from './form-panel.tsx';
import styles from './command.module.css';

export function CloseIncident({ row, onClose }: { readonly row: IncidentRow; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { close } = useIncidentActions();
  const resources = useCollection('resources', {});
  const [opened] = useState(row);
  const [outcome, setOutcome] = useState('');
  const { status } = opened.data;
  const units = assignedUnits(row.id, 'units' in status ? status.units : [], resources.rows).filter(({ data }) => {
    return data.status.state === 'enRoute' || data.status.state === 'onScene';
  });
  return (
    <FormPanel
      title={t('close.title')}
      place="cover"
      feed={row.feed}
      actions={['incident.close']}
      submit={t('close.submit')}
      blocked={outcome.trim() === '' ? t('form.outcome') : null}
      onClose={onClose}
      onSubmit={() => void close(opened, outcome.trim()).then((stored) => stored && onClose())}
    >
      <Textarea
        label={t('form.outcome')}
        placeholder={t('form.outcomeHint')}
        required
        autoFocus
        autosize
        minRows={5}
        maxRows={14}
        maxLength={2_000}
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value)}
      />
      {units.length > 0 && (
        <p className={styles.warn}>
          <Icon name="warn" />
          <span>{t('close.open', { count: units.length })}</span>
        </p>
      )}
    </FormPanel>
  );
}
