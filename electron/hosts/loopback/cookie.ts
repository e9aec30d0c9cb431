/** Cookies know no ports, so the port is in the name: two consoles on one machine do not overwrite each other's session. */
export function cookieName(port: number): string {
  return `lianzhi-${port}`;
}

export function sessionCookie(port: number, session: string): string {
  return `${cookieName(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`;
}

export function readSession(header: string | undefined, port: number): string | null {
  const prefix = `${cookieName(port)}=`;
  for (const part of (header ?? '').split(';')) {
    const pair = part.trim();
    if (pair.startsWith(prefix)) return pair.slice(prefix.length);
  }
  return null;
}
