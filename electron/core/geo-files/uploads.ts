import {
  GEO_FILE_PART,
  MAX_GEO_FILE,
  type FilePreview,
  type FileFeature,
} from '../../../shared/protocol/console-api/drawing-calls.ts';
import type { NewDrawing } from '../../../shared/protocol/commands/drawing-commands.ts';
import { MINUTE } from '../../../shared/kit/time.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import { geoRefusal } from './raw-feature.ts';
import { inlineReader, type GeoReader } from './read-geo-file.ts';

/** Files at once, and how long one is kept while the officer looks at what it holds. */
const MOST = 4;
const KEPT = 30 * MINUTE;

interface Upload {
  readonly parts: Buffer[];
  bytes: number;
  features: readonly FileFeature[] | null;
  end: Timer;
}

/** Files on their way in, and what they held until it is taken. In memory only: a file is read again when the core was not there. */
export class Uploads {
  readonly #clock: Clock;
  readonly #read: GeoReader;
  readonly #uploads = new Map<string, Upload>();

  constructor(clock: Clock, read: GeoReader = inlineReader) {
    this.#clock = clock;
    this.#read = read;
  }

  /**
   * Null until the last part. Throws `ProblemError` `geo-part-lost` or `file-too-large`, rejects with what the reader refuses
   * with; the file is then forgotten.
   */
  add(file: string, name: string, part: number, last: boolean, base64: string): Promise<FilePreview> | null {
    const upload = part === 0 ? this.#begin(file) : this.#uploads.get(file);
    if (upload?.parts.length !== part || upload.features) throw geoRefusal('geo-part-lost');
    const bytes = Buffer.from(base64, 'base64');
    upload.bytes += bytes.length;
    if (bytes.length > GEO_FILE_PART || upload.bytes > MAX_GEO_FILE) {
      this.#forget(file);
      throw geoRefusal('file-too-large');
    }
    upload.parts.push(bytes);
    return last ? this.#preview(file, name, upload) : null;
  }

  async #preview(file: string, name: string, upload: Upload): Promise<FilePreview> {
    try {
      const { format, features } = await this.#read(name, Buffer.concat(upload.parts.splice(0)));
      upload.features = features;
      return { file, format, features };
    } catch (error) {
      // Another file may have come under its name meanwhile.
      if (this.#uploads.get(file) === upload) this.#forget(file);
      throw error;
    }
  }

  /** What was previewed, once. Throws `geo-file-gone`. */
  take(file: string, pick: readonly number[]): readonly NewDrawing[] {
    const wanted = new Set(pick);
    const features = this.#uploads.get(file)?.features?.filter(({ index }) => wanted.has(index)) ?? [];
    const drawings = features.flatMap((feature) => (feature.ok ? [feature.drawing] : []));
    if (drawings.length !== wanted.size) throw geoRefusal('geo-file-gone');
    return drawings;
  }

  forget(file: string): void {
    this.#forget(file);
  }

  #begin(file: string): Upload {
    this.#forget(file);
    const [oldest] = this.#uploads.keys();
    if (oldest !== undefined && this.#uploads.size >= MOST) this.#forget(oldest);
    const end = this.#clock.after(KEPT, () => this.#forget(file));
    const upload: Upload = { parts: [], bytes: 0, features: null, end };
    this.#uploads.set(file, upload);
    return upload;
  }

  #forget(file: string): void {
    this.#uploads.get(file)?.end.cancel();
    this.#uploads.delete(file);
  }
}
