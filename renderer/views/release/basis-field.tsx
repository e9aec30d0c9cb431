import { useState } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import { useConsole } from '../../state/console.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { draftFromAlert, draftFromIncident } from './draft-sources.ts';
import type { Draft } from './draft-state.ts';

interface Group {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** Makes a draft from an incident or a warning by its id; null when it is not here. */
export function useDraftFrom(): (topic: 'incident' | 'alert', id: string) => Draft | null {
  const { clock } = useConsole();
  const incidents = useCollection('incidents', {});
  const alerts = useCollection('alerts', {});
  return (topic, id) => {
    // What is typed or selected is any id; whether it is one of these is what is asked.
    const alert = topic === 'alert' ? alerts.rows.get(id as never)?.data : undefined;
    const incident = topic === 'incident' ? incidents.rows.get(id as never)?.data : undefined;
    if (alert) return draftFromAlert(id, alert, clock.now);
    return incident ? draftFromIncident(id, incident, clock.now) : null;
  };
}

/** What this desk released: it is updated or cancelled, not drafted from. */
function isOurMessage({ origin, own }: Pick<Alert, 'origin' | 'own'>): boolean {
  return origin === 'own' && own === undefined;
}

/** From what it is drafted: choosing fills the form anew. Own warnings first, for they are what this desk is for. */
export function BasisField({ draft, onDraft }: { readonly draft: Draft; onDraft(draft: Draft): void }) {
  const { t } = useTranslation('release');
  const format = useFormat();
  const incidents = useCollection('incidents', {});
  const alerts = useCollection('alerts', {});
  const from = useDraftFrom();
  const [groups, setGroups] = useState<Group[]>([]);
  const read = (): Group[] =>
    [
      {
        group: t('form.basisAlert'),
        items: [...alerts.rows.values()]
          .filter(({ data }) => (data.msgType === 'Alert' || data.msgType === 'Update') && !isOurMessage(data))
          .toSorted((a, b) => Number(b.data.own !== undefined) - Number(a.data.own !== undefined))
          .map(({ id, data }) => ({ value: `alert:${id}`, label: format.text(data.headline) })),
      },
      {
        group: t('form.basisIncident'),
        items: [...incidents.rows.values()]
          .filter(({ data }) => data.status.state !== 'closed' && data.status.state !== 'merged')
          .map(({ id, data }) => ({ value: `incident:${id}`, label: format.text(data.title) })),
      },
    ].filter(({ items }) => items.length > 0);
  const { basis } = draft;
  return (
    <Select
      label={t('form.basis')}
      description={t('form.basisHint')}
      data={groups.length > 0 ? groups : read()}
      value={basis ? `${basis.topic}:${basis.id}` : null}
      searchable
      clearable
      limit={80}
      maxDropdownHeight={320}
      onDropdownOpen={() => setGroups(read())}
      onChange={(value) => {
        if (value === null) {
          onDraft({ ...draft, basis: null });
          return;
        }
        const [topic, ...rest] = value.split(':');
        const made = from(topic === 'alert' ? 'alert' : 'incident', rest.join(':'));
        if (made) onDraft({ ...made, hasEnglish: draft.hasEnglish });
      }}
    />
  );
}
