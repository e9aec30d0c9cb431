import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

/** A file that is written in pieces and tells its hash at the end: a log need not fit into memory. */
export class HashedFile {
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Rejects when it is there already. */
  static async create(path: string): Promise<HashedFile> {
    return new HashedFile(await open(path, 'wx'));
  }

  async write(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.#hash.update(bytes);
    await this.#handle.writeFile(bytes);
  }

  /** On the disk when it resolves. @returns SHA-256, hex. */
  async end(): Promise<string> {
    await this.#handle.sync();
    await this.#handle.close();
    return this.#hash.digest('hex');
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}
