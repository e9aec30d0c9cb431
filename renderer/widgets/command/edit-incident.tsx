import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { useLanguage } from '../../text/use-text.ts';
import { FormPanel } from './form-panel.tsx';
import { changedFields, draftOf } from './incident-change.ts';
import { IncidentFields } from './incident-fields.tsx';

export function EditIncident({ row, onClose }: { readonly row: IncidentRow; readonly onClose: () => void }) {
  const { t } = useTranslation('command');
  const { t: incident } = useTranslation('incident');
  const language = useLanguage();
  const { change } = useIncidentActions();
  // What the officer saw when he opened the form: what came in since is not his change.
  const [opened] = useState(row);
  const [draft, setDraft] = useState(() => draftOf(opened.data, language));
  const set = changedFields(opened.data, draft, language);
  const blocked =
    set === null ? incident('dialog.positionField') : Object.keys(set).length === 0 ? t('form.unchanged') : null;
  return (
    <FormPanel
      title={t('edit.title')}
      place="cover"
      feed={row.feed}
      actions={['incident.change']}
      submit={t('edit.submit')}
      blocked={blocked}
      onClose={onClose}
      onSubmit={() => {
        if (set) void change(opened, set).then((stored) => stored && onClose());
      }}
    >
      <IncidentFields draft={draft} onChange={setDraft} />
    </FormPanel>
  );
}
