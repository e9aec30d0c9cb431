import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readHostRecord } from '../../core/launch/host-file.ts';
import { refuse } from '../../core/launch/options.ts';
import { profileFiles } from '../../core/launch/profile.ts';
import { NEW_LINK_PATH } from './server.ts';

/** The first start may still be on its way to `ready`. */
const PATIENCE = 20_000;

/**
 * The profile is taken: asks the loopback host that has it for a fresh link.
 * Throws `profile-in-use` when it does not answer, or is no loopback host.
 */
export async function askForLink(profile: string): Promise<string> {
  const files = profileFiles(profile);
  const until = performance.now() + PATIENCE;
  while (performance.now() < until) {
    const record = readHostRecord(files.host);
    if (record) {
      if (record.kind === 'desktop' || record.origin === null) break;
      const link = await ask(record.origin, files.hostToken);
      if (link !== null) return link;
    }
    await sleep(250);
  }
  throw refuse('profile-in-use', { profile });
}

async function ask(origin: string, tokenFile: string): Promise<string | null> {
  try {
    const token = readFileSync(tokenFile, 'utf8').trim();
    const answer = await fetch(`${origin}${NEW_LINK_PATH}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(3_000),
      redirect: 'error',
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    // A record that was left by a crash: nobody listens there, or somebody else does and knows no such path.
    return null;
  }
}
