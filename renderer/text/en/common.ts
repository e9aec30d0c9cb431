import type { Catalogue } from '../catalogue.ts';
import type { common as zh } from '../zh/common.ts';

export const common = {
  product: 'Lianzhi Console',
  unknown: 'unknown',
  none: 'none',
  all: 'All',
  close: 'Close',
  cancel: 'Cancel',
  open: 'Open',
  reopen: 'Reopen',
  levelName: { '0': 'Ungraded', '1': 'Extreme', '2': 'Severe', '3': 'Major', '4': 'Moderate' },
  levelNumeral: { '0': '', '1': 'I', '2': 'II', '3': 'III', '4': 'IV' },
  levelColour: { '0': 'none', '1': 'Red', '2': 'Orange', '3': 'Yellow', '4': 'Blue' },
  level: {
    '0': 'Ungraded',
    '1': 'Red I, extreme',
    '2': 'Orange II, severe',
    '3': 'Yellow III, major',
    '4': 'Blue IV, moderate',
  },
  thisSeat: 'This seat',
  otherSeat: 'Other seat',
  station: 'Station {{no}}',
  sourceOf: 'source {{source}}',
  separator: ', ',
  comma: ', ',
  colon: ': ',
} satisfies Catalogue<typeof zh>;
