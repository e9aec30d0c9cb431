/** RFC 6455 §5.2, as far as a proxy needs it: where one frame ends and the next begins. */

/** The length of the first whole frame in `bytes`, header included, or null when more bytes are needed. */
export function frameLength(bytes: Buffer): number | null {
  const second = bytes[1];
  if (second === undefined) return null;
  const mask = second & 0x80 ? 4 : 0;
  const short = second & 0x7f;
  if (short < 126) return whole(bytes, 2 + mask + short);
  if (short === 126) return bytes.length < 4 ? null : whole(bytes, 4 + mask + bytes.readUInt16BE(2));
  return bytes.length < 10 ? null : whole(bytes, 10 + mask + Number(bytes.readBigUInt64BE(2)));
}

function whole(bytes: Buffer, length: number): number | null {
  return bytes.length < length ? null : length;
}

/** Cuts a stream into an HTTP head (once) and WebSocket frames. */
export class FrameSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #head = true;

  /** The pieces that are whole now; `frame` is false for the head. */
  push(bytes: Buffer): { readonly frame: boolean; readonly bytes: Buffer }[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const pieces: { frame: boolean; bytes: Buffer }[] = [];
    for (;;) {
      const length = this.#head ? this.#headLength() : frameLength(this.#rest);
      if (length === null) return pieces;
      pieces.push({ frame: !this.#head, bytes: this.#rest.subarray(0, length) });
      this.#rest = this.#rest.subarray(length);
      this.#head = false;
    }
  }

  #headLength(): number | null {
    const end = this.#rest.indexOf('\r\n\r\n');
    return end < 0 ? null : end + 4;
  }
}
