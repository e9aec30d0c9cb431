/** Whether a text contains what is typed; every text contains nothing typed. */
export function matches(text: string | undefined, query: string): boolean {
  return text !== undefined && text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
}
