import {
  GEO_FILE_PART,
  MAX_GEO_FILE,
  type FilePreview,
  type GeoFile,
} from '../../../../shared/protocol/console-api/drawing-calls.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import type { Link } from '../../../link/link.ts';

/** Sends a file to the core, part by part, and gives what it holds. A file that is too large is not even opened. */
export async function sendGeoFile(link: Link, file: File): Promise<FilePreview> {
  if (file.size > MAX_GEO_FILE) throw new ProblemError({ code: 'file-too-large', origin: 'geo-files' });
  if (file.size === 0) throw new ProblemError({ code: 'empty-file', origin: 'geo-files' });
  const id = crypto.randomUUID();
  const parts = Math.ceil(file.size / GEO_FILE_PART);
  let preview: FilePreview | null = null;
  for (let part = 0; part < parts; part += 1) {
    const bytes = await base64(file.slice(part * GEO_FILE_PART, (part + 1) * GEO_FILE_PART));
    const name = file.name.slice(-300) || 'file';
    preview = await link.call('readGeoFile', { file: id, name, part, last: part === parts - 1, bytes });
  }
  if (!preview) throw new ProblemError({ code: 'geo-part-lost', origin: 'geo-files' });
  return preview;
}

/** Through the browser's own encoder: in script it would hold up the window. */
function base64(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new ProblemError({ code: 'file-unreadable', origin: 'geo-files' }, reader.error));
    reader.readAsDataURL(part);
  });
}

export function download({ name, type, text }: GeoFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
