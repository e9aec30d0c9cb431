import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HashedFile } from './hashed-file.ts';

/** A package while it is written: every file in it, by its name with `/`, and its hash. */
export class Draft {
  readonly path: string;
  readonly files: Record<string, string> = {};

  constructor(path: string) {
    this.path = path;
  }

  /** `fill` writes piece by piece; the file counts when it resolves, and is shut when it rejects. */
  async stream<T>(name: string, fill: (write: (piece: string) => Promise<void>) => Promise<T>): Promise<T> {
    const file = await HashedFile.create(await this.#place(name));
    try {
      const result = await fill((piece) => file.write(piece));
      this.files[name] = await file.end();
      return result;
    } catch (error) {
      await file.abandon();
      throw error;
    }
  }

  /** @returns SHA-256, hex. */
  async add(name: string, content: string | Uint8Array): Promise<string> {
    const hash = await this.addUnlisted(name, content);
    this.files[name] = hash;
    return hash;
  }

  /** For what cannot name itself: manifest and signature, and attachments, whose own list names them. */
  async addUnlisted(name: string, content: string | Uint8Array): Promise<string> {
    const file = await HashedFile.create(await this.#place(name));
    await file.write(content);
    return file.end();
  }

  async copy(source: string, name: string): Promise<void> {
    await copyFile(source, await this.#place(name));
    this.files[name] = createHash('sha256')
      .update(await readFile(source))
      .digest('hex');
  }

  async #place(name: string): Promise<string> {
    const path = join(this.path, ...name.split('/'));
    await mkdir(dirname(path), { recursive: true });
    return path;
  }
}
