/** What this room needs of its host: shared code has no Node and no DOM. */
export interface TlogCrypto {
  sha256(...parts: readonly Uint8Array[]): Uint8Array;
  utf8(text: string): Uint8Array;
  toBase64(bytes: Uint8Array): string;
  /** Null: not canonical base64. */
  fromBase64(text: string): Uint8Array | null;
}

/** Bytes in an order that a map can look up: two notes name the same key when these are equal. */
export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
