/** One record of a CSV file as raw bytes, before any field is looked at. */
export interface RawRecord {
  /** Line of the file on which it starts, from 1: what an editor shows. */
  readonly line: number;
  readonly bytes: Buffer;
  /** Why it cannot be read as a record; `bytes` then holds its first line, at most `EXCERPT_BYTES`. */
  readonly fault?: 'unclosed-quote' | 'field-too-long';
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A record that grows past this is not waited for any longer. */
export const MAX_RECORD_BYTES = 4 * 1024 * 1024;
const EXCERPT_BYTES = 1_024;

/**
 * Cuts a byte stream into CSV records (RFC 4180: a quoted field may hold delimiters, quotes written twice and line ends).
 * Works on bytes, because UTF-8 and GB 18030 both keep `"`, line ends and ASCII delimiters to themselves, and because one
 * row of bad bytes must not cost the file.
 *
 * A quote that is never closed would swallow the rest of the file. So a closing quote must be followed by a delimiter or
 * a line end; where it is not, or where the file or `MAX_RECORD_BYTES` ends first, the line that opened the quote is refused
 * alone and reading goes on with the next line.
 */
export class Framer {
  readonly #delimiter: number;
  #held: Buffer = Buffer.alloc(0);
  /** Line number of the first byte held. */
  #line = 1;
  /** Inside a line that was refused as too long: dropped up to its end. */
  #skipping = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Takes the next piece of the file; answers the records that are complete with it. */
  push(chunk: Buffer): RawRecord[] {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    return this.#cut(false);
  }

  /** The file has ended: what is held is its last record. */
  end(): RawRecord[] {
    return this.#cut(true);
  }

  #cut(atEnd: boolean): RawRecord[] {
    const records: RawRecord[] = [];
    let from = 0;
    while (from < this.#held.length) {
      if (this.#skipping) {
        const next = this.#held.indexOf(LINE_FEED, from);
        if (next < 0) {
          from = this.#held.length;
          break;
        }
        this.#skipping = false;
        this.#line += 1;
        from = next + 1;
        continue;
      }
      const found = this.#scan(from, atEnd);
      if (found.is === 'more') {
        if (this.#held.length - from <= MAX_RECORD_BYTES) break;
        // Nothing that long is a row. Inside quotes it is a quote left open; else a line without end.
        from = found.inQuotes ? this.#refuseLine(records, from) : this.#skipLine(records, from);
      } else if (found.is === 'broken') {
        from = this.#refuseLine(records, from);
      } else {
        const bytes = this.#held.subarray(from, found.end);
        if (bytes.length > 0) records.push({ line: this.#line, bytes });
        this.#line += found.lines;
        from = found.next;
      }
    }
    this.#held = this.#held.subarray(from);
    return records;
  }

  /** Looks for the end of the record that starts at `from`. */
  #scan(
    from: number,
    atEnd: boolean,
  ):
    | { readonly is: 'record'; readonly end: number; readonly next: number; readonly lines: number }
    | { readonly is: 'broken' }
    | { readonly is: 'more'; readonly inQuotes: boolean } {
    const bytes = this.#held;
    let inQuotes = false;
    let fieldStart = true;
    let lines = 1;
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (inQuotes) {
        if (byte === LINE_FEED) lines += 1;
        if (byte !== QUOTE) continue;
        const next = bytes[at + 1];
        if (next === QUOTE) at += 1;
        else if (next === undefined && !atEnd) return { is: 'more', inQuotes };
        else if (next === undefined || next === this.#delimiter || next === LINE_FEED || next === CARRIAGE_RETURN)
          inQuotes = false;
        else return { is: 'broken' };
      } else if (byte === QUOTE && fieldStart) {
        inQuotes = true;
        fieldStart = false;
      } else if (byte === LINE_FEED) {
        const end = at > from && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
        return { is: 'record', end, next: at + 1, lines };
      } else {
        fieldStart = byte === this.#delimiter;
      }
    }
    if (!atEnd) return { is: 'more', inQuotes };
    if (inQuotes) return { is: 'broken' };
    return { is: 'record', end: bytes.length, next: bytes.length, lines };
  }

  /** Refuses one line for its quote and goes on behind it. */
  #refuseLine(records: RawRecord[], from: number): number {
    const lineEnd = this.#held.indexOf(LINE_FEED, from);
    const end = lineEnd < 0 ? this.#held.length : lineEnd;
    records.push({
      line: this.#line,
      bytes: this.#held.subarray(from, Math.min(end, from + EXCERPT_BYTES)),
      fault: 'unclosed-quote',
    });
    this.#line += 1;
    return lineEnd < 0 ? this.#held.length : lineEnd + 1;
  }

  #skipLine(records: RawRecord[], from: number): number {
    records.push({ line: this.#line, bytes: this.#held.subarray(from, from + EXCERPT_BYTES), fault: 'field-too-long' });
    this.#skipping = true;
    return from;
  }
}
