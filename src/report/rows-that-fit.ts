/** A table that asks for room. */
export interface AskingTable {
  /** Bytes of each row, the most important row first. */
  readonly rowBytes: readonly number[];
  /** Part of the room that nobody else may take from it, 0–1; those of all tables sum to 1 at most. */
  readonly share: number;
}

/**
 * How many rows of each table fit into so many bytes, the most important first. Each table has its share; what one leaves
 * over goes to the others, in their order. O(rows).
 */
export function rowsThatFit(tables: readonly AskingTable[], bytes: number): number[] {
  const asked = tables.map(({ rowBytes }) => rowBytes.reduce((sum, row) => sum + row, 0));
  const granted = tables.map(({ share }, at) => Math.min(asked[at], share * bytes));
  let left = bytes - granted.reduce((sum, grant) => sum + grant, 0);
  tables.forEach((_, at) => {
    const more = Math.max(0, Math.min(left, asked[at] - granted[at]));
    granted[at] += more;
    left -= more;
  });
  return tables.map(({ rowBytes }, at) => {
    let sum = 0;
    const over = rowBytes.findIndex((row) => {
      sum += row;
      return sum > granted[at];
    });
    return over === -1 ? rowBytes.length : over;
  });
}
