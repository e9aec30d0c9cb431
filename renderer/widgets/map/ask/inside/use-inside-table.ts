import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { hazardLevel } from '../../../../../shared/domain/hazard.ts';
import { useDepartmentName } from '../../../../state/names.ts';
import { useFormat } from '../../../../text/use-text.ts';
import type { Inside } from './use-inside.ts';

type Cell = string | number;

/** All rows of the answer in the words of this window, for a spreadsheet. What is not known is an empty cell. */
export function useInsideTable(): (inside: Inside) => Cell[][] {
  const { t } = useTranslation('ask');
  const { t: resource } = useTranslation('resource');
  const { t: incident } = useTranslation('incident');
  const { t: hazard } = useTranslation('hazard');
  const { text } = useFormat();
  const department = useDepartmentName();
  return useCallback(
    ({ incidents, units, facilities, dangers, hazards, stock }) => [
      [t('csv.group'), t('csv.id'), t('csv.name'), t('csv.kind'), t('csv.department'), t('csv.state'), t('csv.value'), t('csv.unit'), t('csv.lon'), t('csv.lat')],
      ...incidents.map(({ id, data }): Cell[] => [
        t('inside.incidents'), id, text(data.title), incident(`kind.${data.kind}`), data.lead ? department(data.lead) : '',
        incident(`state.${data.status.state}`), data.level, t('csv.level'), data.at?.[0] ?? '', data.at?.[1] ?? '',
      ]),
      ...units.map(({ row, data }): Cell[] => [
        t('inside.units'), row.id, text(data.name), resource(`unitKind.${data.kind}`), department(data.department),
        incident(`unitState.${data.status.state}`), '', '', ...data.at,
      ]),
      ...facilities.map(({ row, data }): Cell[] => [
        t('inside.facilities'), row.id, text(data.name), resource(`facilityKind.${data.kind}`), data.department ? department(data.department) : '',
        resource(data.inService ? 'service.in' : 'service.out'),
        data.load && data.load.used !== null ? data.load.capacity - data.load.used : '', data.load ? text(data.load.unit) : '', ...data.at,
      ]),
      ...dangers.flatMap(({ id, data }): Cell[][] => data.form === 'sensor' ? [[
        t('inside.dangers'), id, text(data.name), resource(`sensorKind.${data.kind}`), data.department ? department(data.department) : '',
        '', data.reading?.value ?? '', data.unit ?? '', ...data.at,
      ]] : []),
      ...hazards.map(({ id, data }): Cell[] => [
        t('inside.hazards'), id, `${text(data.title)} ${text(data.place)}`, hazard(`kind.${data.kind}`), department(data.owner),
        hazard(`state.${data.status.state}`), hazardLevel(data), t('csv.level'), ...data.at,
      ]),
      ...stock.flatMap(({ rows }) => rows.map(({ id, data }): Cell[] => [
        t('inside.stock'), id, text(data.name), text(data.depotName), '', '', data.quantity, data.unit, '', '',
      ])),
    ], // prettier-ignore
    [t, resource, incident, hazard, text, department],
  );
}
