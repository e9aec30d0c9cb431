import { leafHash, MerkleTree } from '../../../shared/kit/tlog/merkle.ts';
import type { NoteKey } from '../../../shared/kit/tlog/note.ts';
import { NO_PREV, parseLine, type LogEntry } from './entry.ts';
import { providerOf, type CryptoProvider } from './provider.ts';
import { tlogCrypto } from './tlog-crypto.ts';
import type { BadCode, BadEntry } from './bad-entry.ts';

interface KeptLine {
  readonly json: string;
  readonly signature: string;
  readonly publicKey: string;
}

/** Walks a log line by line: form, number, hash of the line before, station, key; and builds its tree on the way (N4). */
export class Walk {
  readonly tree = new MerkleTree(tlogCrypto.sha256);
  readonly kept: KeptLine[] = [];
  readonly #trusted: readonly NoteKey[];
  #provider: CryptoProvider | null = null;
  #prev = NO_PREV;
  #publicKey = '';
  #first: LogEntry | null = null;
  #bad: BadEntry | null = null;

  constructor(trusted: readonly NoteKey[]) {
    this.#trusted = trusted;
  }

  get entries(): number {
    return this.tree.size;
  }

  get first(): LogEntry | null {
    return this.#first;
  }

  get bad(): BadEntry | null {
    return this.#bad ?? (this.entries === 0 ? { no: 1, code: 'no-genesis' } : null);
  }

  /** @returns false when the line is bad: what stands behind it is not looked at. */
  take(line: string): boolean {
    if (this.#bad) return false;
    const no = this.tree.size + 1;
    const code = this.#fault(no, line);
    if (code !== null) this.#bad = { no, code };
    return code === null;
  }

  #fault(no: number, line: string): BadCode | null {
    const parsed = parseLine(line);
    if (!parsed) return 'not-a-line';
    const { entry, json, signature } = parsed;
    if (no === 1) {
      const key = entry.kind === 'genesis' ? keyNamedBy(entry) : null;
      if (key === null) return 'no-genesis';
      if (!isTrusted(key, entry.station, this.#trusted)) return 'key-not-trusted';
      this.#first = entry;
      this.#publicKey = key;
    }
    if (entry.no !== no) return 'number';
    if (entry.prev !== this.#prev) return 'previous';
    if (entry.station !== this.#first?.station) return 'station';
    const provider = this.#providerOf(entry.alg);
    if (!provider) return 'algorithm';
    if (entry.kind === 'key') {
      const key = keyNamedBy(entry);
      // A new key is a claim of whoever has the file; only one that the reader was given elsewhere is taken.
      if (key === null || this.#trusted.length === 0 || !isTrusted(key, entry.station, this.#trusted)) {
        return 'key-not-trusted';
      }
      this.#publicKey = key;
    }
    const bytes = Buffer.from(line);
    this.#prev = provider.hash(bytes);
    this.tree.append(leafHash(tlogCrypto.sha256, bytes));
    this.kept.push({ json, signature, publicKey: this.#publicKey });
    return null;
  }

  #providerOf(alg: string): CryptoProvider | null {
    if (this.#provider?.alg === alg) return this.#provider;
    try {
      return (this.#provider = providerOf(alg));
    } catch {
      return null;
    }
  }
}

/** Hex, of a genesis or a key entry. */
export function keyNamedBy({ body }: LogEntry): string | null {
  const key = body['publicKey'];
  return typeof key === 'string' && /^[0-9a-f]{64}$/.test(key) ? key : null;
}

/** With keys of this station among the trusted, only those count; with none, the log's own word is taken and said to be. */
function isTrusted(key: string, station: string, trusted: readonly NoteKey[]): boolean {
  const own = trusted.filter(({ name }) => name.endsWith(`/${station}`));
  return own.length === 0 || own.some(({ publicKey }) => Buffer.from(publicKey).toString('hex') === key);
}
