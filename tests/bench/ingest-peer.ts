import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { io } from 'socket.io-client';
import type { Change } from '../../shared/protocol/feed/change.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/feed/version.ts';

/**
 * The bare peers of `bench ingest`, one process each: a Socket.IO client that only acknowledges (`client`), a better-sqlite3
 * loop over frames that were received beforehand (`store`), and both together (`both`). The same rows as the console
 * writes: the merged record per entity and one history line per change; WAL, synchronous FULL, one transaction per frame.
 * No validation, no quarantine, no cursor check, no windows.
 */
const [mode, url, token, epoch, count, file] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const target = Number(count);

function openStore() {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // The console's own settings, so that the ratio is about its code and not about SQLite's defaults.
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('cache_size = -65536');
  database.exec(`
    CREATE TABLE entity (topic TEXT, id TEXT, rev INTEGER, at INTEGER, entered INTEGER, received INTEGER, source TEXT, data TEXT,
      PRIMARY KEY (topic, id)) STRICT;
    CREATE TABLE history (seq INTEGER PRIMARY KEY, topic TEXT, id TEXT, rev INTEGER, op TEXT, at INTEGER, entered INTEGER,
      received INTEGER, source TEXT, data TEXT) STRICT;
    CREATE INDEX history_entity ON history (topic, id, seq);
    CREATE TABLE cursor (feed TEXT PRIMARY KEY, seq INTEGER) STRICT;`);
  const entity = database.prepare(
    `INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (topic, id) DO UPDATE SET rev = excluded.rev,
     at = excluded.at, entered = excluded.entered, received = excluded.received, source = excluded.source, data = excluded.data`,
  );
  const history = database.prepare('INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const cursor = database.prepare(
    'INSERT INTO cursor VALUES (?, ?) ON CONFLICT (feed) DO UPDATE SET seq = excluded.seq',
  );
  const current = new Map<string, Record<string, unknown>>();
  return database.transaction((changes: readonly Change[], seq: number) => {
    const received = Date.now();
    for (const { seq, topic, id, rev, op, at, entered, source, data } of changes) {
      const key = `${topic} ${id}`;
      const record = (op === 'patch' ? { ...current.get(key), ...(data as object) } : data) as Record<string, unknown>;
      current.set(key, record);
      entity.run(topic, id, rev, at, entered, received, source, JSON.stringify(record));
      history.run(seq, topic, id, rev, op, at, entered, received, source, JSON.stringify(data));
    }
    cursor.run('bench', seq);
  });
}

function report(changes: number, milliseconds: number): void {
  process.send?.({ changes, milliseconds });
}

interface Frame {
  readonly seq: number;
  readonly changes: readonly Change[];
}

/** Calls `onFrame` for each frame until the target is reached; resolves with the time from the first frame to the last. */
function receive(onFrame: (frame: Frame) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const auth = { protocol: PROTOCOL_VERSION, stationId: `bench-${mode}`, token };
    const socket = io(url, { auth, transports: ['websocket'], forceNew: true });
    let first = 0;
    socket.on('connect', () => socket.emit('subscribe', { cursor: { epoch, seq: 0 }, topics: [] }, () => undefined));
    socket.on('connect_error', reject);
    socket.on('frame', (frame: Frame) => {
      first ||= performance.now();
      onFrame(frame);
      socket.emit('ack', { seq: frame.seq });
      if (frame.seq < target) return;
      resolve(performance.now() - first);
      socket.close();
    });
  });
}

if (mode === 'client') {
  report(target, await receive(() => undefined));
} else if (mode === 'both') {
  const write = openStore();
  report(target, await receive((frame) => write(frame.changes, frame.seq)));
} else {
  const frames: Frame[] = [];
  await receive((frame) => frames.push(frame));
  const write = openStore();
  const start = performance.now();
  for (const frame of frames) write(frame.changes, frame.seq);
  report(target, performance.now() - start);
}
process.exit(0);
