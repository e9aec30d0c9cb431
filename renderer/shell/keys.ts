/** A key press as it is printed: `J`, `Ctrl K`, `F1`, `Esc`, `/`. Null for a bare modifier. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | null {
  if (['Control', 'Shift', 'Alt', 'Meta', 'Dead', 'Process'].includes(event.key)) return null;
  const key = event.key === 'Escape' ? 'Esc' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const modifiers = [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt'].filter(Boolean);
  return [...modifiers, key].join(' ');
}

/** Whether a key press belongs to what is being typed. Function keys and Ctrl work everywhere, but a text keeps its own undo. */
export function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement) || /^F\d+$/.test(key)) return false;
  if (key === 'Ctrl Z') return target.isContentEditable || target.matches(TEXTS);
  if (key.startsWith('Ctrl ')) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

const TEXTS = 'textarea, input:not([type=checkbox], [type=radio], [type=range])';
