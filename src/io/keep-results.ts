/** Distinct texts whose reading is kept; more are read anew. */
const KEPT_TEXTS = 100_000;

/** `read` with its results kept by text, for columns with few distinct texts. Memory is bounded. */
export function keepingResults<T>(read: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    let result = kept.get(text);
    if (result === undefined) {
      result = read(text);
      if (kept.size < KEPT_TEXTS) kept.set(text, result);
    }
    return result;
  };
}
