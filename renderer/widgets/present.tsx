import type { ReactNode } from 'react';
import { ConsoleContext, useConsole } from '../state/console.ts';
import { usePast } from '../state/use-moment.ts';

/**
 * What is in here shows the present also while the window looks back (S7): a new red warning, the state of the feeds, an
 * order that waits. While nothing is past it shares everything with the rest of the window.
 */
export function Present({ children }: { readonly children: ReactNode }) {
  const shown = useConsole();
  const past = usePast();
  return <ConsoleContext value={past && shown.present ? shown.present : shown}>{children}</ConsoleContext>;
}
