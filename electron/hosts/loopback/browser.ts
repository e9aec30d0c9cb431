import { spawn } from 'node:child_process';

function openCommand(platform: NodeJS.Platform, link: string): readonly [string, ...string[]] {
  if (platform === 'win32') return ['cmd', '/d', '/s', '/c', 'start', '""', link];
  return [platform === 'darwin' ? 'open' : 'xdg-open', link];
}

/** Asks the desktop to show the link. False when it says that it cannot; a browser that is still starting counts as shown. */
export function openBrowser(link: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [command, ...args] = openCommand(platform, link);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    setTimeout(() => resolve(true), 5_000).unref();
    child.unref();
  });
}
