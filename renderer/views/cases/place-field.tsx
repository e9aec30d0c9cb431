import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { useFormat } from '../../text/use-text.ts';
import { parsePosition, writePosition } from '../../widgets/incident/position.ts';
import { useSearch, type Hit } from '../../widgets/map/ask/find/use-search.ts';

const KINDS = ['facility', 'street', 'place', 'district'] as const;
const MOST = 8;

export interface Place {
  readonly text: string;
  readonly at: LonLat | null;
}

/** A place by a name of the city's ground, which also tells where it is, or by a position; other words are kept as words. */
export function PlaceField({ value, onChange }: { readonly value: Place; readonly onChange: (place: Place) => void }) {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  const { hits } = useSearch(value.at ? '' : value.text, { limit: MOST, kinds: [...KINDS] });
  const labels = new Map<string, Hit>();
  for (const hit of hits) {
    const label = [format.text(hit.title), hit.note && format.text(hit.note)].filter(Boolean).join(' ');
    if (hit.at && !labels.has(label)) labels.set(label, hit);
  }
  const hint = value.at
    ? t('form.placeAt', { position: writePosition(value.at) })
    : value.text.trim() === ''
      ? undefined
      : t('form.placeFree');
  return (
    <Autocomplete
      label={t('form.place')}
      placeholder={t('form.placeHint')}
      description={hint}
      maxLength={200}
      data={[...labels.keys()]}
      filter={({ options }) => options}
      value={value.text}
      onChange={(text) => {
        const hit = labels.get(text);
        const typed = parsePosition(text);
        onChange({ text, at: hit?.at ?? (text.trim() === '' ? null : (typed ?? null)) });
      }}
    />
  );
}
