import type { TreeHead } from '../../../shared/kit/tlog/merkle.ts';
import { readSignature } from '../../../shared/kit/tlog/note.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Clock } from '../kernel/ports.ts';
import { tlogCrypto } from './tlog-crypto.ts';

const TIME_LIMIT = 5_000;
const MOST_ANSWER = 16 * 1024;

export interface WitnessAsk {
  /** Of the hub, without a path. */
  readonly origin: string;
  readonly token: string;
  readonly station: string;
  /** Of the log, hex. */
  readonly publicKey: string;
  readonly clock: Pick<Clock, 'after'>;
  /** The log's newest note, and how to show that it continues the one that the witness knows. */
  readonly note: string;
  readonly head: TreeHead;
  readonly knownSize: number;
  consistency(from: number, to: number): readonly Uint8Array[];
}

/** Cosignature lines with their line breaks; or the size that the witness knows, when it is not the one that was assumed. */
export type WitnessAnswer = { readonly lines: string } | { readonly knows: number };

/**
 * Asks a witness to cosign (C2SP tlog-witness, `add-checkpoint`). Rejects with `ProblemError` `witness-refused` {status},
 * `witness-answer`; with what `fetch` throws when it cannot be reached.
 */
export async function askWitness(ask: WitnessAsk): Promise<WitnessAnswer> {
  const proof = ask.consistency(ask.knownSize, ask.head.size).map((hash) => `${tlogCrypto.toBase64(hash)}\n`);
  const abort = new AbortController();
  const limit = ask.clock.after(TIME_LIMIT, () => abort.abort());
  try {
    const response = await fetch(`${ask.origin}/witness/add-checkpoint`, {
      method: 'POST',
      redirect: 'manual',
      signal: abort.signal,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        authorization: `Bearer ${ask.token}`,
        'lianzhi-station': ask.station,
        'lianzhi-log-key': ask.publicKey,
      },
      body: `old ${ask.knownSize}\n${proof.join('')}\n${ask.note}`,
    });
    const text = (await response.text()).slice(0, MOST_ANSWER);
    if (response.status === 409) return { knows: sizeOf(text) };
    if (response.status !== 200) {
      throw new ProblemError({ code: 'witness-refused', origin: 'records', params: { status: response.status } });
    }
    const lines = text.split('\n').filter((line) => line !== '');
    if (lines.length === 0 || lines.some((line) => readSignature(tlogCrypto, line) === null)) throw badAnswer();
    return { lines: `${lines.join('\n')}\n` };
  } finally {
    limit.cancel();
  }
}

function sizeOf(text: string): number {
  if (!/^(0|[1-9]\d{0,14})\n?$/.test(text)) throw badAnswer();
  return Number(text);
}

function badAnswer(): ProblemError {
  return new ProblemError({ code: 'witness-answer', origin: 'records' });
}
