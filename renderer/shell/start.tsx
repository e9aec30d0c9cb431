import '@fontsource-variable/noto-sans-sc/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/mantine.css';
import { createRoot } from 'react-dom/client';
import type { Link } from '../link/link.ts';
import { App } from './app.tsx';

/** Draws the console into the page. */
export function startConsole(link: Link): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('startConsole: the page has no #root');
  createRoot(root).render(<App link={link} />);
}
