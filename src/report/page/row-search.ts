/** A text without case and accents, so that `créance` is found by `CREANCE`. */
export function searchable(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether every word of the query is somewhere in the text; both are searchable already. An empty query finds all. */
export function matches(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

/** The words of a query, searchable. */
export function queryWords(query: string): string[] {
  return searchable(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}
