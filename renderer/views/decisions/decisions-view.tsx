export function DecisionsView() {
  return null;
}
