import { useState } from 'react';
import { Select } from '@mantine/core';
import { useCollection, useRow } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';

/** Options shown at once; typing finds the others. */
const MOST = 60;

export interface IncidentSelectProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | null;
  onChange(incident: string | null): void;
}

/** One of the incidents in hand. The list is made when it is opened: thousands of rows change every second. */
export function IncidentSelect({ label, placeholder, value, onChange }: IncidentSelectProps) {
  const incidents = useCollection('incidents', {});
  const chosen = useRow(incidents, value);
  const { text } = useFormat();
  const [options, setOptions] = useState<readonly { value: string; label: string }[]>([]);
  const own = value === null ? [] : [{ value, label: chosen ? text(chosen.data.title) : value }];

  function read(): void {
    const open = [...incidents.rows.values()].filter(
      ({ data }) => data.status.state !== 'closed' && data.status.state !== 'merged',
    );
    const graded = (level: number): number => (level === 0 ? 5 : level);
    open.sort((a, b) => graded(a.data.level) - graded(b.data.level) || b.data.reportedAt - a.data.reportedAt);
    setOptions(open.map(({ id, data }) => ({ value: id, label: text(data.title) })));
  }

  const known = new Set(options.map((option) => option.value));
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={[...own.filter((option) => !known.has(option.value)), ...options]}
      limit={MOST}
      value={value}
      searchable
      clearable
      onDropdownOpen={read}
      onChange={onChange}
    />
  );
}
