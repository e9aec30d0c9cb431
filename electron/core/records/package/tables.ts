import type { LogEntry } from '../entry.ts';

const COLUMNS = [
  'no', 'entry_utc', 'event_utc', 'receipt_utc', 'kind', 'officer', 'post', 'authority', 'command', 'command_id', 'topic', 'entity',
  'feed', 'state', 'detail',
] as const; // prettier-ignore

/** With a byte order mark: the spreadsheet programs of an office take the file for another encoding without. */
export const CSV_HEAD = `\uFEFF${COLUMNS.join(',')}\r\n`;

/** One entry as a row of RFC 4180. Bodies stand in the log; here is what a table can say. */
export function csvRow(entry: LogEntry): string {
  const { no, time, kind, who, body } = entry;
  const command = isObject(body['command']) ? body['command'] : {};
  const cells: Record<(typeof COLUMNS)[number], unknown> = {
    no,
    entry_utc: new Date(time.entry).toISOString(),
    event_utc: new Date(time.event).toISOString(),
    receipt_utc: new Date(time.receipt).toISOString(),
    kind,
    officer: who?.officer,
    post: who?.post,
    authority: who?.authority,
    command: command['type'],
    command_id: command['commandId'] ?? body['commandId'],
    topic: command['topic'],
    entity: command['entityId'],
    feed: body['feed'],
    state: body['state'],
    detail: kind === 'intent' ? JSON.stringify(command['payload']) : JSON.stringify(body),
  };
  return csvLine(COLUMNS.map((name) => cells[name]));
}

/** One line of RFC 4180, with its end. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // A spreadsheet runs what begins like a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
