import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publisher, type Publisher } from '../../../../shared/domain/release.ts';
import type { Log } from '../../kernel/ports.ts';

/** `resources/publisher.json`. A console without one drafts nothing: a message whose sender nobody named is no message. */
export function readPublisher(resources: string, log: Log): Publisher | null {
  const file = join(resources, 'publisher.json');
  try {
    return publisher.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.error('publisher not read; nothing can be drafted', { file, error: String(error) });
    return null;
  }
}
