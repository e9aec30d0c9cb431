import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentPolicy, SAFE_HEADERS } from './content-policy.ts';
import { refuse } from './options.ts';
import { reasonOf } from './profile.ts';
import { randomToken } from './secret-file.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The place in index.html that the host fills with the answer's nonce. */
const NONCE_PLACE = '<meta name="csp-nonce" content=""';

export interface StaticAnswer {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * The built window, file by name. The names are listed once, at the start, and only a listed name is ever opened: no path
 * that a request brings reaches the disk, so there is nothing to traverse (H2).
 */
export class StaticFiles {
  readonly #files: ReadonlyMap<string, string>;
  readonly #page: string;

  private constructor(files: ReadonlyMap<string, string>, page: string) {
    this.#files = files;
    this.#page = page;
  }

  /** Throws `renderer-missing`. */
  static load(folder: string): StaticFiles {
    const files = new Map<string, string>();
    try {
      list(folder, '', files);
      const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
      if (!page.includes(NONCE_PLACE)) throw new Error('index.html has no place for the nonce');
      return new StaticFiles(files, page);
    } catch (error) {
      throw refuse('renderer-missing', { reason: reasonOf(error) });
    }
  }

  /**
   * @param pathname of the request, as it came (percent-encoded; our names need no decoding).
   * @param connect origins that the page may connect to besides its own.
   */
  async answer(pathname: string, connect: readonly string[] = []): Promise<StaticAnswer> {
    const name = pathname === '/' ? '/index.html' : pathname;
    const file = this.#files.get(name);
    if (file === undefined) {
      return {
        status: 404,
        headers: { ...SAFE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' },
        body: Buffer.from('404'),
      };
    }
    const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
    if (name === '/index.html') {
      const nonce = randomToken();
      const headers = {
        ...SAFE_HEADERS,
        'Content-Type': type,
        'Content-Security-Policy': contentPolicy(nonce, connect),
        'Cache-Control': 'no-store',
      };
      const page = this.#page.replace(NONCE_PLACE, `${NONCE_PLACE.slice(0, -1)}${nonce}"`);
      return { status: 200, headers, body: Buffer.from(page) };
    }
    // Built assets carry their content's hash in their name; the few others may change with the next build.
    const caching = name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache';
    return {
      status: 200,
      headers: { ...SAFE_HEADERS, 'Content-Type': type, 'Cache-Control': caching },
      body: await readFile(file),
    };
  }
}

function list(folder: string, prefix: string, files: Map<string, string>): void {
  for (const entry of readdirSync(path.join(folder, prefix), { withFileTypes: true })) {
    const name = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) list(folder, name, files);
    // Not a symbolic link: what it points to is not ours to serve.
    else if (entry.isFile()) files.set(name, path.join(folder, name));
  }
}
