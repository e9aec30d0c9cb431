export function JournalView() {
  return null;
}
