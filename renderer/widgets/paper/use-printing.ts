import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed, by our button or by the browser's: what is for paper exists only then. */
export function usePrinting(): boolean {
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    // At once: the page is drawn for paper when the event returns.
    const begin = (): void => flushSync(() => setOn(true));
    const end = (): void => setOn(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isOn;
}
