import type { WarningColour } from './alert.ts';
import type { Level } from './common.ts';

/** The four colours of the event law: their level, and the CAP severity that goes with them in messages of China. */
export const COLOURS: Readonly<
  Record<
    WarningColour,
    { readonly level: Level; readonly severity: 'Extreme' | 'Severe' | 'Moderate' | 'Minor'; readonly zh: string }
  >
> = {
  red: { level: 1, severity: 'Extreme', zh: '红色' },
  orange: { level: 2, severity: 'Severe', zh: '橙色' },
  yellow: { level: 3, severity: 'Moderate', zh: '黄色' },
  blue: { level: 4, severity: 'Minor', zh: '蓝色' },
};

export const SEVERITY_LEVEL = { Extreme: 1, Severe: 2, Moderate: 3, Minor: 4, Unknown: 0 } as const;

/** `valueName` of the CAP parameter that carries the colour beside the severity, in lower case English. */
export const COLOUR_PARAMETER = 'warningColour';
/** `valueName` of the CAP eventCode that carries the national event type, e.g. 11B03. */
export const EVENT_TYPE_NAME = 'GB/T 35965.1';
/** What CMA itself calls the 12-digit code in its international messages. */
export const CPEAS = 'CPEAS Geographic Code';

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
