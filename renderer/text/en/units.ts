import type { Catalogue } from '../catalogue.ts';
import type { units as zh } from '../zh/units.ts';

export const units = {
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'd',
  metre: 'm',
  kilometre: 'km',
  speed: 'km/h',
  millisecond: 'ms',
  ago: '{{span}} ago',
  weekdays: 'Sun Mon Tue Wed Thu Fri Sat',
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
} satisfies Catalogue<typeof zh>;
