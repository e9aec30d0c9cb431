/** Own keys that JavaScript means something by. Only a parser makes an object with an own `__proto__`. */
export const HOSTILE_KEYS = ['__proto__', 'constructor', 'prototype'] as const;

/** `{ key: value }`, where the key really is a key. */
export function keyed(key: string, value: unknown): Record<string, unknown> {
  return JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`) as Record<string, unknown>;
}

/** What every object inherits from, as it is now: two that differ mean that somebody was polluted. */
export function prototypes(): string {
  const subjects = [
    Object.prototype,
    Array.prototype,
    Function.prototype,
    String.prototype,
    Map.prototype,
    Promise.prototype,
  ];
  return subjects.map((subject) => Reflect.ownKeys(subject).map(String).join()).join('\n');
}
