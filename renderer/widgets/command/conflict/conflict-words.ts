import type { Conflict } from '../../../../shared/domain/conflict.ts';
import { caseName, drawingName, incidentName, opinionName, resourceName, type Words } from '../words.ts';

/** What a conflict is about, by its name. */
export function aboutName(words: Words, { topic, entity, title }: Conflict): string {
  if (title) return words.format.text(title);
  if (topic === 'resource') return resourceName(words, entity);
  if (topic === 'drawing') return drawingName(words, entity);
  if (topic === 'case') return caseName(words, entity);
  if (topic === 'opinion') return opinionName(words, entity);
  const supply = topic === 'supply' ? words.find('supply', entity) : undefined;
  if (!supply) return incidentName(words, entity);
  const { format, t } = words;
  return t('value.stock', { good: format.text(supply.name), depot: format.text(supply.depotName) });
}
