import type { Catalogue } from '../catalogue.ts';
import type { manual as zh } from '../zh/manual.ts';

export const manual = {
  title: 'Manual',
  contents: 'Contents',
  open: 'Open the manual',
} satisfies Catalogue<typeof zh>;
