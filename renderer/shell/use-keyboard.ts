import { useEffect } from 'react';
import { useCommands } from '../state/commands.ts';
import { isTyping, keyName } from './keys.ts';

/** How long `G` waits for its digit, ms. */
const CHORD = 1_500;

/** Sends key presses to the commands on offer; the one offered last wins. Menus and dialogs keep their keys. */
export function useKeyboard(): void {
  useEffect(() => {
    let lead: string | null = null;
    let forget: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const pressed = keyName(event);
      if (pressed === null || event.defaultPrevented || event.isComposing || isTyping(event.target, pressed)) return;
      if (event.target instanceof Element && event.target.closest('[role="dialog"], [role="menu"]')) return;
      const { commands } = useCommands.getState();
      const name = lead === null ? pressed : `${lead} ${pressed}`;
      lead = null;
      clearTimeout(forget);
      const command = commands.findLast(({ key }) => key === name);
      if (command) {
        event.preventDefault();
        command.run();
      } else if (commands.some(({ key }) => key?.startsWith(`${name} `))) {
        lead = name;
        forget = setTimeout(() => (lead = null), CHORD);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      clearTimeout(forget);
    };
  }, []);
}
