import type { Random } from '../../../shared/kit/random.ts';

/** Values that no feed should send. Each is plain JSON or what Socket.IO makes of it. */

/** An object whose own key is `__proto__`: only a parser makes one. */
function forbidden(random: Random): unknown {
  const key = random.pick(['__proto__', 'constructor', 'prototype']);
  return JSON.parse(`{"${key}":{"polluted":true},"a":[{"b":{"${key}":1}}]}`);
}

export function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

/** Any JSON value, of no shape in particular. */
export function garbage(random: Random): unknown {
  return random.pick([
    () => null,
    () => random.int(-5, 5),
    () => Number.MAX_SAFE_INTEGER * 4,
    () => 'x'.repeat(random.int(0, 2_000)),
    () => '\u0000\u202e\ufeff\ud83d',
    () => [],
    () => ({}),
    () => [[[]]],
    () => true,
    () => forbidden(random),
    () => nested(random.int(30, 400)),
    () => ({ length: -1, toString: 'no', then: 'no' }),
    () => Buffer.from([0, 255, 128]),
  ])();
}

/** A change that is wrong in one way; `seq` is its place in the log. */
export function poisonChange(random: Random, seq: number): unknown {
  const at = 1_782_864_000_000 + seq;
  const sound = {
    seq,
    topic: 'incident',
    id: `P-${seq}`,
    rev: 1,
    op: 'put',
    at,
    entered: at,
    source: 'fuzz',
    data: {} as unknown,
  };
  return random.pick([
    () => garbage(random),
    () => ({ ...sound, data: garbage(random) }),
    () => ({ ...sound, topic: garbage(random) }),
    () => ({ ...sound, topic: random.pick(['__proto__', 'constructor', 'toString', 'nothing']) }),
    () => ({ ...sound, id: garbage(random) }),
    () => ({ ...sound, id: 'i'.repeat(100_000) }),
    () => ({ ...sound, rev: random.pick([0, -1, 1.5, 'one', null]) }),
    () => ({ ...sound, op: random.pick(['delete', 'PUT', '', 7]) }),
    () => ({ ...sound, at: random.pick([-1, 1e300, '2026', null]) }),
    () => ({ ...sound, op: 'patch', data: { level: 1 } }),
    () => ({ ...sound, data: nested(random.int(32, 3_000)) }),
    () => ({ ...sound, data: forbidden(random) }),
    () => ({ ...sound, ...(forbidden(random) as object) }),
    () => ({ ...sound, data: { ...soundIncident(seq), level: 9 } }),
    () => ({ ...sound, data: { ...soundIncident(seq), reports: 0 } }),
    () => ({ ...sound, data: { ...soundIncident(seq), extra: 1 } }),
    () => ({ ...sound, data: { ...soundIncident(seq), title: { zh: 'x'.repeat(30_000) } } }),
    () => ({ ...sound, op: 'refuse', data: garbage(random) }),
  ])();
}

/** A change over the limit of a message (R16). */
export function oversizeChange(seq: number): unknown {
  const at = 1_782_864_000_000 + seq;
  return {
    seq,
    topic: 'incident',
    id: `P-${seq}`,
    rev: 1,
    op: 'put',
    at,
    entered: at,
    source: 'fuzz',
    data: { ...soundIncident(seq), note: 'x'.repeat(1_200_000) },
  };
}

export function goodChange(seq: number) {
  const at = 1_782_864_000_000 + seq;
  return {
    seq,
    topic: 'incident',
    id: `G-${seq}`,
    rev: 1,
    op: 'put',
    at,
    entered: at,
    source: 'fuzz',
    data: soundIncident(seq),
  };
}

function soundIncident(seq: number) {
  const at = 1_782_864_000_000 + seq;
  return {
    kind: 'waterlog',
    level: 3,
    title: { en: `Good ${seq}` },
    status: { state: 'reported', since: at },
    reportedAt: at,
    channel: 'fuzz',
  };
}
