import { findPoison } from '../../../shared/kit/untrusted.ts';
import { readCapElement, type DocumentPart, type Judge } from '../cap/read-document.ts';
import { isCot, readCot } from '../cot/read-cot.ts';
import { isNws, readNws } from '../nws/read-nws.ts';
import { isQweather, readQweather } from '../qweather/read-qweather.ts';
import { isElement, readXml } from '../xml/read-xml.ts';

/** Parsing is one step in which nothing else is done; this is some half a second of it. */
export const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

/**
 * All warnings of one document, whatever its form: CAP and its envelopes, the national form, Cursor-on-Target (XML), or NWS
 * GeoJSON and QWeather (JSON). The form is told by the document itself: a name or a content type may be wrong.
 */
export function readWarnings(bytes: Uint8Array, judge: Judge): Iterable<DocumentPart> {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    return [{ place: null, result: { code: 'file-too-large', detail: `${bytes.length} bytes` } }];
  }
  if (looksLikeJson(bytes)) return readJson(bytes);
  const root = readXml(bytes);
  if (!isElement(root)) return [{ place: null, result: root }];
  return isCot(root) ? readCot(root) : readCapElement(root, bytes, judge);
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 64))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return head.startsWith('{') || head.startsWith('[');
}

function readJson(bytes: Uint8Array): Iterable<DocumentPart> {
  const refused = (code: string, detail?: string): Iterable<DocumentPart> => [
    { place: null, result: { code, ...(detail !== undefined && { detail }) } },
  ];
  let root: unknown;
  try {
    root = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return refused('not-json', error instanceof Error ? error.message : String(error));
  }
  const poison = findPoison(root);
  if (poison) return refused(poison);
  if (typeof root !== 'object' || root === null || Array.isArray(root)) return refused('not-a-warning');
  const fields = root as Readonly<Record<string, unknown>>;
  if (isNws(fields)) return readNws(fields);
  return isQweather(fields) ? readQweather(fields) : refused('not-a-warning');
}
