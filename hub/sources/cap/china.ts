import type { Level } from '../../../shared/domain/common.ts';

/** The four colours of GB/T 35965.1 and the event law: level, and the CAP severity that goes with it. */
export const COLOURS: Readonly<
  Record<string, { readonly level: Level; readonly severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor' }>
> = {
  red: { level: 1, severity: 'Extreme' },
  orange: { level: 2, severity: 'Severe' },
  yellow: { level: 3, severity: 'Moderate' },
  blue: { level: 4, severity: 'Minor' },
};

/**
 * Names of event types seen in public messages. Only those whose code and name were found together; a code that is not
 * here is shown as itself.
 */
export const EVENT_TYPES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  '11A01': ['洪水', 'Flood'],
  '11A02': ['内涝', 'Urban waterlogging'],
  '11A51': ['山洪', 'Flash flood'],
  '11B01': ['台风', 'Typhoon'],
  '11B03': ['暴雨', 'Rainstorm'],
  '11B04': ['暴雪', 'Snowstorm'],
  '11B05': ['寒潮', 'Cold wave'],
  '11B06': ['大风', 'Gale'],
  '11B07': ['沙尘暴', 'Sandstorm'],
  '11B09': ['高温', 'High temperature'],
  '11B14': ['雷电', 'Lightning'],
  '11B15': ['冰雹', 'Hail'],
  '11B16': ['霜冻', 'Frost'],
  '11B17': ['大雾', 'Fog'],
  '11B19': ['霾', 'Haze'],
  '11B20': ['雷雨大风', 'Thunderstorm gale'],
  '11B21': ['道路结冰', 'Icy roads'],
  '11B22': ['干旱', 'Drought'],
  '11B25': ['森林火险', 'Forest fire danger'],
  '11C02': ['地震', 'Earthquake'],
  '11D01': ['滑坡', 'Landslide'],
  '11D02': ['泥石流', 'Debris flow'],
  '11E02': ['风暴潮', 'Storm surge'],
  '11E06': ['海浪', 'High waves'],
  '11G01': ['森林火灾', 'Forest fire'],
  '11G05': ['草原火灾', 'Grassland fire'],
};

/** The shape of an event type code, e.g. 11B06. */
export const EVENT_TYPE = /^\d{2}[A-Z]\d{2}$/;
