/** `#/replay/<folder>`: which package a link from elsewhere asks for; null: none. */
export function folderOf(hash: string): string | null {
  const [, coded] = /^#\/replay\/(.+)$/.exec(hash) ?? [];
  if (coded === undefined) return null;
  try {
    return decodeURIComponent(coded);
  } catch {
    return null;
  }
}
