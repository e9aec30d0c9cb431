import { useFormat } from '../../../text/use-text.ts';
import type { Spot } from './ask-store.ts';
import { coordinateForms } from './coordinates/coordinate-forms.ts';

/** What a spot is called: its name, or where it is. */
export function useSpotName(spot: Spot | null): string {
  const { text } = useFormat();
  if (!spot) return '';
  return spot.name ? text(spot.name) : (coordinateForms(spot.at).decimal ?? '');
}
