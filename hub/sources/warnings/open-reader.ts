import type { WarningReader, WarningReaderOptions } from './warning-reader.ts';

/**
 * The reader, loaded when the first warning comes: a hub that has none needs neither XML nor signatures. Rejects with
 * `area-file-unreadable` at once when area files are given and cannot be read.
 */
export async function openWarningReader(options: WarningReaderOptions): Promise<WarningReader> {
  let opening: Promise<WarningReader> | null = null;
  function open(): Promise<WarningReader> {
    opening ??= import('./warning-reader.ts').then(({ createWarningReader }) => createWarningReader(options));
    return opening;
  }
  if ((options.areas ?? []).length > 0) await open();
  return { read: async (...document) => (await open()).read(...document) };
}
