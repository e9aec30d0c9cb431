import { useTranslation } from 'react-i18next';
import type { DrawingGeometry } from '../../../../shared/domain/drawing.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { simplified } from '../../../../shared/kit/simplify.ts';
import { useSelection } from '../../../state/selection.ts';
import { useCollection, useRow } from '../../../state/use-live.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import { changed } from './draft.ts';
import { useDraw } from './draw-store.ts';

/** As many as a buffer may go around. */
const MOST = 100;

/** A buffer around what is selected: an incident's place, or a drawing's line or outline. */
export function TakeOver() {
  const { t } = useTranslation('drawing');
  const { text } = useFormat();
  const selected = useSelection((state) => state.selected);
  const incident = useRow(useCollection('incidents', {}), selected?.topic === 'incident' ? selected.id : null);
  const chosen = useDraw((state) => state.chosen);
  const drawing = useRow(useCollection('drawings', {}), chosen);
  const step = useDraw((state) => state.step);
  const points = drawing ? around(drawing.data.geometry) : incident?.data.at ? [incident.data.at] : null;
  const name = drawing?.data.name ?? incident?.data.title;
  if (!points || !name) return null;
  return (
    <Button icon="target" onClick={() => step((now) => changed(now, { points }))}>
      {t('form.takeOver', { name: text(name) })}
    </Button>
  );
}

function around(geometry: DrawingGeometry): readonly LonLat[] {
  if (geometry.type === 'point') return [geometry.at];
  const line = geometry.type === 'line' ? geometry.points : (geometry.polygons[0]?.[0] ?? []);
  return line.length > MOST ? simplified(line, MOST) : line;
}
