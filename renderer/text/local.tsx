import type { LocalText } from '../../shared/domain/common.ts';
import { LANGUAGE_TAG } from './language.ts';
import { pickText } from './local-text.ts';
import { useLanguage } from './use-text.ts';

/**
 * Text of a source. Isolated, so that a stray direction mark cannot reorder what stands beside it (R22); a run in the
 * other language says so, for fonts and for screen readers.
 */
export function Local({ text, className }: { readonly text: LocalText; readonly className?: string }) {
  const picked = pickText(text, useLanguage());
  return (
    <bdi className={className} lang={picked.foreign ? LANGUAGE_TAG[picked.language] : undefined}>
      {picked.text}
    </bdi>
  );
}
