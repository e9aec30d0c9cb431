/** As an officer may have written down what he heard: small letters, and the letters that are read as digits (Crockford's base 32). */
function plain(heard: string): string {
  return heard
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** A fingerprint in its groups, to be read aloud one by one. */
export function groupsOf(fingerprint: string): readonly string[] {
  return fingerprint.split('-').filter((group) => group !== '');
}

/** Whether what was heard is the last group of the fingerprint. Nothing heard is no agreement. */
export function isLastGroup(fingerprint: string, heard: string): boolean {
  const last = groupsOf(fingerprint).at(-1);
  return last !== undefined && plain(heard) === plain(last);
}
